import { findingKinds, severities, type Finding, type PolicySetting, type WeakenedBy } from "@launchgate/core";
import type { Rule } from "../define-rule.ts";
import type { ResourceView } from "./graph.ts";

/** Name that a breach carries which belongs to no single resource. */
export const WHOLE_STACK = "stack";

function base(rule: Rule, message: string, resource: ResourceView | undefined): Omit<Finding, "kind"> {
  return {
    rule: rule.id,
    resource: resource?.name ?? WHOLE_STACK,
    ...(resource === undefined ? {} : { urn: resource.urn }),
    severity: rule.severity,
    message,
    fix: rule.fix,
    weakenedBy: [],
  };
}

/** A breach, at the level that the rule has in `setting`. */
export function violation(rule: Rule, setting: PolicySetting, message: string, resource?: ResourceView): Finding {
  const kind = rule.levels[setting] === "mandatory" ? "violation" : "advice";
  return { kind, ...base(rule, message, resource) };
}

/** The rule cannot judge yet: never a pass. */
export function undecided(rule: Rule, message: string, resource?: ResourceView): Finding {
  return { kind: "undecided", ...base(rule, `cannot judge yet: ${message}`, resource) };
}

/** Gaps of vendor plans that weaken a rule. */
export function weakenedBy(
  { features }: Rule,
  gaps: readonly { feature: string; vendor: string; plan: string; compensation: string | null }[],
): WeakenedBy[] {
  return gaps
    .filter(({ feature }) => features.some((each) => each === feature))
    .map(({ feature, vendor, plan, compensation }) => ({ feature, vendor, plan, compensation }));
}

/**
 * The finding with the gaps that weaken its rule. Where a gate stands in for what the vendor plan lacks, nobody can keep the rule: it is told
 * as advice, with the gate. (A3)
 */
export function besideGaps(finding: Finding, gaps: readonly WeakenedBy[]): Finding {
  const standsIn = gaps.some(({ compensation }) => compensation !== null);
  return { ...finding, weakenedBy: gaps, kind: finding.kind === "violation" && standsIn ? "advice" : finding.kind };
}

/** Order of findings: what blocks first, then the worst, then by rule and resource. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.rule, b.rule) ||
    compare(a.resource, b.resource) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
