import type { RequirementId } from "../requirements.ts";
import type { StageKind } from "../schema/stages.ts";
import type { FeatureId } from "../vendors/features.ts";

/**
 * The language between the policy pack and whoever asks it: the engine, the offline plan, a state file, a report. The rules live in the
 * team's `policy/` folder, which the command line loads at run time through {@link PolicyModule}.
 */

/** What a breach does: stop, be told, or nothing at all. */
export const ruleLevels = ["mandatory", "advisory", "off"] as const;
/** One of {@link ruleLevels}. */
export type RuleLevel = (typeof ruleLevels)[number];

/** How bad a breach is. */
export const severities = ["critical", "high", "medium", "low"] as const;
/** One of {@link severities}. */
export type Severity = (typeof severities)[number];

/** Where a stack stands, as far as levels go: its stage's kind, the shared stack, or a program that is not Launchgate's. */
export type PolicySetting = StageKind | "shared" | "foreign";

/** One resource as it is judged, whoever captured it. */
export interface JudgedResource {
  readonly urn: string;
  /** Type token such as `vercel:index/project:Project`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** URN of the parent; absent at the top. */
  readonly parent?: string | undefined;
  /** Inputs. Secrets may read `[secret]`; unknown values are the SDK's sentinels or throw its error when touched. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** Properties whose changes the engine leaves alone. */
  readonly ignoreChanges: readonly string[];
  /** URNs of the resources it takes values from or waits for. */
  readonly dependencies: readonly string[];
}

/** What a rule is, as data. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  /** What a breach looks like. */
  readonly cause: string;
  /** What goes wrong when nobody minds it. */
  readonly why: string;
  /** What to change, and where. */
  readonly fix: string;
  readonly requirements: readonly RequirementId[];
  readonly severity: Severity;
  /** Level by setting. */
  readonly levels: Readonly<Record<PolicySetting, RuleLevel>>;
  /** Type tokens it looks at. */
  readonly types: readonly string[];
  readonly tags: readonly string[];
  /** Vendor or standards page behind it. */
  readonly link: string;
  /** Compares with the release plan: a stack of ours without one breaks the rule. */
  readonly readsPlan: boolean;
  /** Features of vendor plans without which the rule cannot be kept (A3). */
  readonly features: readonly FeatureId[];
}

/**
 * What was found. `violation` blocks; `advice` is a breach at advisory level; `undecided` rests on a value that is not known before the
 * update; `waived` is a breach that a waiver excuses; the others speak of waivers themselves.
 */
export const findingKinds = [
  "violation",
  "advice",
  "undecided",
  "waived",
  "waiver-expired",
  "waiver-refused",
  "waiver-unused",
] as const;
/** One of {@link findingKinds}. */
export type FindingKind = (typeof findingKinds)[number];

/** A vendor-plan gap beside the rule it weakens (A3). */
export interface WeakenedBy {
  readonly feature: string;
  readonly vendor: string;
  readonly plan: string;
  /** Gate that stands in; null: none. */
  readonly compensation: string | null;
}

/** One thing found. */
export interface Finding {
  readonly kind: FindingKind;
  /** Rule id. */
  readonly rule: string;
  /** Logical name of the resource; `stack` where the breach belongs to no single one. */
  readonly resource: string;
  readonly urn?: string;
  readonly severity: Severity;
  /** What is wrong, with the offending value; never a secret. */
  readonly message: string;
  readonly fix: string;
  /** The waiver that speaks here. */
  readonly waiver?: { readonly id: string; readonly owner: string; readonly expires: string; readonly reason: string };
  readonly weakenedBy: readonly WeakenedBy[];
}

/** The outcome of judging one stack. */
export interface Verdict {
  /** True where nothing of kind `violation` or `waiver-refused` was found. */
  readonly passes: boolean;
  readonly setting: PolicySetting;
  /** Sorted: worst first, then rule and resource. */
  readonly findings: readonly Finding[];
  /** Ids of rules that looked at something and found no breach. */
  readonly passed: readonly string[];
  /** Ids of rules that had nothing to look at, are off here, or read a plan that a foreign program does not have; with the reason. */
  readonly notApplicable: Readonly<Record<string, string>>;
}

/** When it is judged: a freeze binds acts and never a preview (house decision 5). */
export type PolicyPhase = "preview" | "update";

/** What is judged. */
export interface JudgeArgs {
  readonly resources: readonly JudgedResource[];
  readonly now: Date;
  /** Default `preview`. */
  readonly phase?: PolicyPhase;
  /** Values of the pack's settings that differ from their defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The team's `policy/pack.ts`, as the command line sees it. */
export interface PolicyModule {
  readonly ruleInfos: readonly RuleInfo[];
  readonly judgeStack: (args: JudgeArgs) => Verdict;
}
