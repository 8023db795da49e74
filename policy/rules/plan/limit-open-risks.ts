import { productionOnly } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** What is known and grave is said each time (R8, R7). */
export const limitOpenRisks = definePlanRule({
  id: "plan-risk-limit-open",
  title: "Open risks of high impact narrow the scope",
  cause: "A risk of high impact is open while the release may reach a tenant that is not a pilot.",
  why: "Everybody knew of the hole, and the release went to all customers all the same.",
  fix: "Close the risk, or keep release.scope.tenants to pilots until it is.",
  requirements: ["R8", "R9"],
  severity: "high",
  levels: productionOnly,
  tags: ["risk", "scope"],
  check: ({ risks, scope }) => {
    const wide = scope.tenants.filter((tenant) => !/pilot|internal|drill/.test(tenant));
    if (wide.length === 0) return [];
    return Object.entries(risks)
      .filter(([, { status, impact }]) => status === "open" && impact === "high")
      .map(([id]) => `risk "${id}" is open and of high impact, and the scope reaches "${wide.join('", "')}"`);
  },
});
