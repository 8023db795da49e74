import type { PolicyPhase, PolicySetting, ReleasePlanInputs, RuleInfo, RuleLevel } from "@launchgate/core";
import type { Graph, ResourceView } from "./kernel/graph.ts";
import type { PackSettings } from "./kernel/settings.ts";

/** What every rule may ask for besides the resource. */
export interface RuleContext {
  readonly settings: PackSettings;
  /** The moment as of which is judged. No rule reads a clock. */
  readonly now: Date;
  readonly phase: PolicyPhase;
  /** Where the stack stands: kind of its stage, `shared`, or `foreign`. */
  readonly setting: PolicySetting;
}

/** For rules that look at more than one resource. */
export interface StackContext extends RuleContext {
  readonly graph: Graph;
}

/** For rules that compare with the release plan. */
export interface PlanContext extends StackContext {
  readonly plan: ReleasePlanInputs;
}

/** A breach that a stack rule found. */
export interface Breach {
  /** What is wrong, with the offending value, never a secret. */
  readonly message: string;
  /** Where; absent where no single resource is at fault. */
  readonly resource?: ResourceView | undefined;
  /** Only told, whatever the level of the rule. */
  readonly advice?: boolean;
}

/** One message a breach; empty where the resource keeps the rule. */
export type Messages = readonly string[];

/**
 * How a rule looks. `resource`: at one resource alone, judged before it is written. `plan`: at one resource beside the plan. `stack`: at the
 * stack as a whole; `stack-plan`: at the stack beside the plan. The plan is demanded in stacks of Launchgate, and foreign programs skip
 * rules that read it.
 */
export type RuleCheck =
  | { readonly scope: "resource"; readonly check: (resource: ResourceView, context: RuleContext) => Messages }
  | { readonly scope: "in-stack"; readonly check: (resource: ResourceView, context: StackContext) => Messages }
  | { readonly scope: "plan"; readonly check: (resource: ResourceView, context: PlanContext) => Messages }
  | { readonly scope: "stack"; readonly check: (context: StackContext) => readonly Breach[] }
  | { readonly scope: "stack-plan"; readonly check: (context: PlanContext) => readonly Breach[] };

/** What one writes down for a rule; what is left out gets the defaults of {@link defineRule}. */
export type RuleArgs = Omit<RuleInfo, "levels" | "readsPlan" | "features"> & {
  /** Levels that differ from the default: mandatory everywhere. A `foreign` program is held to production's level unless said. */
  readonly levels?: Partial<Record<PolicySetting, RuleLevel>>;
  /** Features of vendor plans without which it cannot be kept (A3). Default none. */
  readonly features?: RuleInfo["features"];
} & RuleCheck;

/** A rule: data plus one pure function. */
export type Rule = RuleInfo & RuleCheck;

const idPattern =
  /^(?:github|vercel|neon|pagerduty|datadog|plan|across)-[a-z0-9]+(?:-[a-z0-9]+)*-(?:require|forbid|limit|match|protect)-[a-z0-9-]+$/;

/** Makes a rule with its defaults. Refuses an id that is not `<vendor>-<resource>-<verb>-<thing>` with a verb of the house. */
export function defineRule(args: RuleArgs): Rule {
  if (!idPattern.test(args.id)) throw new Error(`"${args.id}" is not <vendor>-<resource>-<verb>-<thing>`);
  if (args.requirements.length === 0) throw new Error(`"${args.id}" serves no requirement`);
  const production = args.levels?.production ?? "mandatory";
  const levels = {
    production,
    staging: "mandatory",
    development: "mandatory",
    drill: "mandatory",
    shared: "mandatory",
    foreign: production,
    ...args.levels,
  } as const;
  const readsPlan = args.scope === "plan" || args.scope === "stack-plan";
  return Object.freeze({ ...args, levels, readsPlan, features: args.features ?? [] });
}

/** Levels of a rule that binds production alone, and is told nowhere else. */
export const productionOnly = { staging: "off", development: "off", drill: "off", shared: "off" } as const;

/** Levels of a rule over gates of production: those of its stack, and those of the rules repository, which the shared stack declares. */
export const productionGates = { staging: "off", development: "off", drill: "off" } as const;

/** Levels of a rule that binds production and staging, which rehearses production. */
export const productionAndStaging = { development: "off", drill: "off", shared: "off" } as const;

/** Levels of a rule over what stages share. */
export const sharedOnly = {
  production: "off",
  staging: "off",
  development: "off",
  drill: "off",
  foreign: "mandatory",
} as const;

/** `message` alone in a list where `broken` holds, else an empty list. */
export function when(broken: boolean, message: string): Messages {
  return broken ? [message] : [];
}
