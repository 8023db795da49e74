import type { JudgeArgs, JudgedResource } from "@launchgate/core";
import type { Rule } from "../../policy/define-rule.ts";
import { judge } from "../../policy/kernel/judge.ts";
import { fixedInstant } from "../helpers/stack-plans.ts";

/** A resource of a program that is not ours, as small as a case needs it. */
export function made(type: string, name: string, inputs: Record<string, unknown>): JudgedResource {
  return { urn: `urn:${type}:${name}`, type, name, inputs, protect: false, ignoreChanges: [], dependencies: [] };
}

/** What one rule says of resources: `<kind> <resource>: <message>` of each finding. */
export function said(rule: Rule, resources: readonly JudgedResource[], more: Partial<JudgeArgs> = {}): string[] {
  const { findings } = judge([rule], { resources, now: fixedInstant, ...more });
  return findings.map(({ kind, resource, message }) => `${kind} ${resource}: ${message}`);
}
