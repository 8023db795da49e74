import { defineRule, when } from "../../define-rule.ts";

/** Where each vendor keeps words for people. */
const fields: Readonly<Record<string, string>> = {
  "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable": "comment",
  "pagerduty:index/service:Service": "description",
};
const tagged = [
  "datadog:index/monitor:Monitor",
  "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  "datadog:index/syntheticsTest:SyntheticsTest",
];

/** Who answers for it stands on it (O3). */
export const requireOwner = defineRule({
  id: "across-resource-require-owner",
  title: "What is made at a vendor names its owner and who manages it",
  cause:
    "A monitor, objective or test has no `team:` and `managed-by:` tag, or a pager or variable no owner in its text.",
  why: "Somebody finds a monitor that fires every night, and nobody knows whom to ask before deleting it.",
  fix: "Leave tags and descriptions to the components; owners stand in services.<id>.owner.",
  requirements: ["O3", "L4"],
  severity: "low",
  levels: { foreign: "advisory" },
  types: [...tagged, ...Object.keys(fields)],
  tags: ["ownership"],
  link: "https://docs.datadoghq.com/getting_started/tagging/",
  scope: "resource",
  check: (resource) => {
    const field = fields[resource.type];
    if (field !== undefined) {
      return when(
        !/\b(?:owner|team)\b/i.test(resource.text(field) ?? ""),
        `"${resource.name}" names no owner in its ${field}`,
      );
    }
    const tags = resource.texts("tags");
    const missing = ["team:", "managed-by:"].filter((prefix) => !tags.some((tag) => tag.startsWith(prefix)));
    return when(missing.length > 0, `"${resource.text("name") ?? resource.name}" has no tag ${missing.join(" and ")}`);
  },
});
