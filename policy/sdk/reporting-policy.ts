import type { Finding, Severity } from "@launchgate/core";
import type { Policy, ReportViolation, ResourceValidation, StackValidation } from "@pulumi/policy";
import type { Rule } from "../define-rule.ts";
import { RELEASE_PLAN_TYPE } from "../kernel/plan.ts";
import type { Outbox } from "./outbox.ts";

/** How a policy is shown, besides what it does. */
interface Shown {
  readonly name: string;
  readonly description: string;
  readonly severity: Severity;
  readonly displayName?: string;
  readonly tags?: string[];
  readonly remediationSteps?: string;
  readonly url?: string;
}

/** What a policy reports, and when. */
interface Delivery {
  /** Rule whose findings it reports. */
  readonly rule: string;
  /** Whether findings about single resources are reported before these are written. */
  readonly single: boolean;
  /** A type that the stack lacks and without which the rule does not apply; undefined where it was judged. */
  readonly missingType: () => string | undefined;
  /** A finding as it is printed. */
  readonly text: (finding: Finding) => string;
}

/** What the policies of all rules share. */
export interface Judgement {
  readonly outbox: Outbox;
  /** Why a rule looked at nothing when the stack was judged; undefined where it did. */
  readonly skipped: (rule: string) => string | undefined;
  readonly text: (finding: Finding) => string;
}

/**
 * A policy that reports what the judge has found. Before the SDK runs a policy it decodes all properties anew for it, and a policy that does
 * not apply costs an entry in every answer: so one with nothing to report has no function to run, and the pack costs about as much as one
 * rule. Only where a rule had nothing to look at in the whole stack is it told as not applicable.
 */
function reportingPolicy(shown: Shown, { rule, single, missingType, text }: Delivery, outbox: Outbox): Policy {
  const send = (place: string | undefined, report: ReportViolation): void => {
    for (const each of outbox.take(rule, place)) report(text(each), each.urn);
  };
  const ofResource: ResourceValidation = ({ urn }, report) => send(urn, report);
  const ofStack: StackValidation = (_args, report) => send(undefined, report);
  // The SDK's own mark of a policy over one type; it tells "only applies to resources of type ..." where the stack has none.
  Object.defineProperty(ofStack, "__pulumiType", {
    get: () => (outbox.isEmptyFor(rule) ? missingType() : undefined),
  });
  const policy: Policy = { ...shown, enforcementLevel: "mandatory" };
  if (single) defineGetter(policy, "validateResource", () => (outbox.isEmptyFor(rule) ? undefined : ofResource));
  defineGetter(policy, "validateStack", () =>
    outbox.isEmptyFor(rule) && missingType() === undefined ? undefined : ofStack,
  );
  return policy;
}

function defineGetter(policy: Policy, key: "validateResource" | "validateStack", get: () => unknown): void {
  Object.defineProperty(policy, key, { get });
}

/** The policy of one rule. */
export function policyOfRule(rule: Rule, { outbox, skipped, text }: Judgement): Policy {
  const { id, title, severity, tags, requirements, fix, link, scope } = rule;
  return reportingPolicy(
    {
      name: id,
      displayName: title,
      description: title,
      severity,
      tags: [...tags, ...requirements],
      remediationSteps: fix,
      url: link,
    },
    { rule: id, single: scope === "resource", missingType: () => missingType(rule, skipped(id)), text },
    outbox,
  );
}

/** What the stack would need for the rule to apply, in place of a type. */
function missingType({ readsPlan, types }: Rule, reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  if (reason.startsWith("off ")) return `(none: ${reason})`;
  return readsPlan && reason.includes("release plan") ? RELEASE_PLAN_TYPE : types.join(" or ");
}

/** Waivers that are refused block by themselves, under the name that their findings carry. */
export function policyOfRefusals(pack: string, { outbox, text }: Judgement): Policy {
  return reportingPolicy(
    { name: `${pack}-waivers`, description: "A waiver is exact, short and for a rule that exists.", severity: "high" },
    { rule: pack, single: false, missingType: () => undefined, text },
    outbox,
  );
}
