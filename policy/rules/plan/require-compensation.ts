import { definePlanRule } from "./define-plan-rule.ts";

/** What a vendor plan cannot do is named, and stood in for (A3). */
export const requireCompensation = definePlanRule({
  id: "plan-gap-require-compensation",
  title: "Each gap of a vendor plan has a gate that stands in for it",
  cause: "The model wants a feature that the vendor plan lacks, and no compensation names a gate.",
  why: "The gate is in every document and in no system: it was never there on the plan that is paid for.",
  fix: "Take a plan with the feature, or add the gate to vendors.<vendor>.compensations.",
  requirements: ["A3"],
  severity: "high",
  tags: ["vendor-plan"],
  check: ({ gaps }) =>
    gaps
      .filter(({ compensation }) => compensation === null)
      .map(({ vendor, plan, feature }) => `${vendor} plan "${plan}" lacks ${feature}, and nothing stands in`),
});
