import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logIndexPlans, retentionFor } from "../../../../components/datadog/log-index-plan.ts";
import { referenceModel } from "./reference.ts";

describe("retentionFor", () => {
  it.each([
    [1, { retentionDays: 3 }],
    [30, { retentionDays: 30 }],
    [31, { retentionDays: 45 }],
    [91, { retentionDays: 180 }],
    [360, { retentionDays: 360 }],
    [361, { retentionDays: 30, flexRetentionDays: 450 }],
  ])("keeps %i days by %o", (days, expected) => {
    expect(retentionFor(days)).toEqual(expected);
  });

  it("never keeps less than a class demands", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (days) => {
        const { retentionDays, flexRetentionDays } = retentionFor(days);
        expect(flexRetentionDays ?? retentionDays).toBeGreaterThanOrEqual(days);
      }),
    );
  });
});

describe("logIndexPlans", () => {
  it("puts all services of a class into one filter, and leaves out a class without any", () => {
    const { organization, services, stages } = referenceModel();
    const prod = { prod: stages["prod"] as NonNullable<(typeof stages)[string]> };
    for (const each of Object.values(services)) each.complianceClass = "regulated";
    const plans = logIndexPlans({ classes: organization.complianceClasses, services, stages: prod });
    expect(plans.map(({ name, query }) => [name, query])).toEqual([
      ["regulated-prod", "env:prod service:(web OR bridge-api)"],
    ]);
  });
});
