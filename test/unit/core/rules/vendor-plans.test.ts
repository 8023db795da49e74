/** What the plans of the vendors lack, and what stands in for it (A3, house decision 9). */
import { modelSchema, vendorFeatures, vendorGaps, vendorIds, type FeatureId, type Model } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { withValueAt } from "../../malformed/key-paths.ts";
import { found, readModel } from "./read-model.ts";
import { wanted } from "./vendor-wishes.tables.ts";

const resolved = modelSchema.parse(model);
const features = Object.keys(vendorFeatures) as FeatureId[];

describe("a compensation", () => {
  const of = (feature: string): string => `{ feature: ${feature}, gate: The gate of ${feature}., owner: platform }`;

  it("is found among several", () => {
    const yaml = `vendors: { datadog: { plan: free, compensations: [${of("synthetics")}, ${of("cost-budgets")}] } }`;
    const gates = vendorGaps(readModel(yaml)).flatMap(({ feature, vendor, compensation }) =>
      vendor === "datadog" ? [`${feature}: ${String(compensation)}`] : [],
    );
    expect(gates).toEqual([
      "datadog-slos: null",
      "synthetics: The gate of synthetics.",
      "cost-budgets: The gate of cost-budgets.",
      "monitor-policies: null",
      "log-archives: null",
    ]);
  });

  it.for([
    { feature: "merge-que", fix: 'Correct the name. Did you mean "merge-queue"?' },
    {
      feature: "rolling-releases",
      fix: 'Correct the name. Use one of "environment-reviewers", "environment-branch-policies", "rulesets", "merge-queue", "push-protection", "code-scanning".',
    },
  ])("of GitHub under the name $feature is told with GitHub's own names", ({ feature, fix }) => {
    const yaml = `vendors: { github: { compensations: [${of(feature)}] } }`;
    expect(found("vendor-compensations", yaml)).toEqual([
      {
        code: "vendor-plan.unknown-feature",
        path: "vendors.github.compensations[0].feature",
        value: feature,
        expected: "a feature of github that depends on the plan",
        fix,
      },
    ]);
  });
});

describe("vendorGaps", () => {
  it("names what the plans of the reference organisation lack, with the gates that stand in", () => {
    expect(vendorGaps(resolved)).toEqual([
      {
        feature: "vercel-access-groups",
        title: "access groups",
        wantedBy: "organization.teams",
        vendor: "vercel",
        plan: "pro",
        compensation: resolved.vendors.vercel.compensations[0]?.gate,
      },
      {
        feature: "cost-budgets",
        title: "cloud cost budgets",
        wantedBy: "stages.dev.budget",
        vendor: "datadog",
        plan: "pro",
        compensation: resolved.vendors.datadog.compensations[0]?.gate,
      },
    ]);
  });

  it("names every wanted feature of a vendor that is not used", () => {
    for (const vendor of vendorIds) {
      const without = withValueAt(resolved, ["vendors", vendor], { plan: "none", compensations: [] }) as Model;
      const lacking = vendorGaps(without).filter((gap) => gap.vendor === vendor);
      const wantedOf = features.filter((id) => vendorFeatures[id].vendor === vendor && wanted[id].length > 0);
      expect(lacking.map(({ feature }) => feature)).toEqual(wantedOf);
      expect(lacking.every(({ plan, compensation }) => plan === "none" && compensation === null)).toBe(true);
    }
  });
});
