import { defineRule, when, productionOnly } from "../../define-rule.ts";

/** One place cannot tell whose fault it is (P4). */
export const requireLocations = defineRule({
  id: "datadog-synthetics-require-locations",
  title: "A synthetic test of production runs from several places",
  cause: "locations names fewer places than the pack's `minimumLocations`.",
  why: "The only location has a bad line, and the release is rolled back; or it is the only one that works.",
  fix: "Add to stages.<stage>.syntheticLocations.",
  requirements: ["P4", "O2"],
  severity: "medium",
  levels: { ...productionOnly, foreign: "advisory" },
  types: ["datadog:index/syntheticsTest:SyntheticsTest"],
  tags: ["smoke"],
  link: "https://docs.datadoghq.com/synthetics/",
  scope: "resource",
  check: (test, { settings: { minimumLocations } }) => {
    const places = new Set(test.texts("locations")).size;
    return when(
      places < minimumLocations,
      `"${test.text("name") ?? test.name}" runs from ${String(places)} places, ${String(minimumLocations)} are needed`,
    );
  },
});
