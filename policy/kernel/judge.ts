import { SHARED_WAIVER_LIMIT, type Finding, type JudgeArgs, type PolicySetting, type Verdict } from "@launchgate/core";
import type { PlanContext, Rule, StackContext } from "../define-rule.ts";
import { UnknownValue } from "./faults.ts";
import { Graph, type ResourceView } from "./graph.ts";
import { planOf, type PlanReading } from "./plan.ts";
import { foreignSetting, readSettings, type PackSettings } from "./settings.ts";
import { applyWaivers } from "./apply-waivers.ts";
import { besideGaps, byWeight, undecided, violation, weakenedBy } from "./findings.ts";
import { noWaivers, readWaivers, type WaiverBook } from "./waivers.ts";

/** A stack with all that its judging needs. */
interface Case {
  readonly context: StackContext;
  readonly plan: PlanReading;
  /** Whether the stack must have a plan. */
  readonly planned: boolean;
}

/**
 * Judges a stack by rules: the one verdict of engine, offline plan, state file and reports. Pure. What is not known is undecided, what
 * throws is a violation, a missing plan is a violation of each rule that reads it, and waivers come last. (P7, A3, R8)
 */
export function judge(rules: readonly Rule[], args: JudgeArgs): Verdict {
  const the = openCase(args);
  const outcomes = rules.map((rule) => ({ rule, outcome: outcomeOf(rule, the) }));
  const gaps = planGaps(the);
  const found = outcomes.flatMap(({ rule, outcome }) =>
    outcome.findings.map((each) => besideGaps(each, weakenedBy(rule, gaps))),
  );
  const waived = applyWaivers(found, waiversOf(the), rules);
  return {
    passes: !waived.some(({ kind }) => kind === "violation" || kind === "waiver-refused"),
    setting: the.context.setting,
    findings: [...waived].sort(byWeight),
    passed: outcomes
      .filter(({ outcome }) => outcome.skipped === undefined && outcome.findings.length === 0)
      .map(({ rule }) => rule.id),
    notApplicable: Object.fromEntries(
      outcomes.flatMap(({ rule, outcome }) => (outcome.skipped === undefined ? [] : [[rule.id, outcome.skipped]])),
    ),
  };
}

function openCase({ resources, now, phase = "preview", settings }: JudgeArgs): Case {
  const pack = readSettings(settings);
  const graph = new Graph(resources);
  const plan = planOf(graph);
  const planned = pack.plan === "always" || graph.all.some(({ type }) => type.startsWith("launchgate:"));
  return { context: { graph, now, phase, settings: pack, setting: settingOf(plan, planned, pack) }, plan, planned };
}

/** Where the stack stands. A plan that cannot be read leaves production's strictness in force. */
function settingOf(plan: PlanReading, planned: boolean, settings: PackSettings): PolicySetting {
  if (!planned) return foreignSetting(settings);
  try {
    const { stage } = plan.read();
    return stage === null ? "shared" : stage.kind;
  } catch {
    return "production";
  }
}

/** What one rule found; `skipped` says why it looked at nothing. */
interface Outcome {
  readonly findings: readonly Finding[];
  readonly skipped?: string;
}

function outcomeOf(rule: Rule, the: Case): Outcome {
  const { context } = the;
  if (rule.levels[context.setting] === "off") return { findings: [], skipped: `off for ${context.setting}` };
  if (rule.readsPlan && !the.planned)
    return { findings: [], skipped: "not applicable: the program has no release plan" };
  const unread = rule.readsPlan ? caught(rule, the, undefined, () => (withPlan(the), [])) : [];
  if (unread.length > 0) return { findings: unread };
  if (rule.scope === "stack" || rule.scope === "stack-plan") return { findings: overStack(rule, the) };
  const resources = context.graph.ofType(...rule.types);
  if (resources.length === 0) return { findings: [], skipped: "no resource of its types" };
  return { findings: resources.flatMap((resource) => ofResource(rule, resource, the)) };
}

function overStack(rule: Extract<Rule, { scope: "stack" | "stack-plan" }>, the: Case): Finding[] {
  return caught(rule, the, undefined, () => {
    const breaches = rule.scope === "stack" ? rule.check(the.context) : rule.check(withPlan(the));
    return breaches.map(({ message, resource, advice }) => {
      const found = violation(rule, the.context.setting, message, resource);
      return advice === true ? { ...found, kind: "advice" } : found;
    });
  });
}

function ofResource(
  rule: Exclude<Rule, { scope: "stack" | "stack-plan" }>,
  resource: ResourceView,
  the: Case,
): Finding[] {
  return caught(rule, the, resource, () => {
    const messages = rule.scope === "plan" ? rule.check(resource, withPlan(the)) : rule.check(resource, the.context);
    return messages.map((message) => violation(rule, the.context.setting, message, resource));
  });
}

function withPlan({ context, plan }: Case): PlanContext {
  return { ...context, plan: plan.read() };
}

/** Findings of `look`; an unknown is undecided, anything else that throws is a violation at full level. */
function caught(rule: Rule, the: Case, resource: ResourceView | undefined, look: () => Finding[]): Finding[] {
  try {
    return look();
  } catch (error) {
    if (error instanceof UnknownValue) return [undecided(rule, error.message, resource)];
    const message = error instanceof Error ? error.message : String(error);
    return [violation(rule, the.context.setting, message, resource)];
  }
}

function planGaps({ plan, planned }: Case): ReturnType<PlanReading["read"]>["gaps"] {
  return planned ? (quietly(() => plan.read().gaps) ?? []) : [];
}

function waiversOf({ plan, planned, context }: Case): WaiverBook {
  if (!planned) return noWaivers;
  const read = quietly(plan.read);
  if (read === undefined) return noWaivers;
  return readWaivers(read.waivers, read.stack, context.now, read.stage?.waiverLimit ?? SHARED_WAIVER_LIMIT);
}

/** What `read` gives; undefined where it throws, which every rule that reads the plan reports by itself. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
