import type { PolicyModule } from "@launchgate/core";
import { stepDigest } from "../../engine/step-digest.ts";
import type { DocumentFault, DocumentRule, PlanIndex, PlannedDocument } from "../document/document.ts";
import { readDocument, readIndex, type Expected } from "../document/read-document.ts";
import type { Masker } from "../mask.ts";
import { guardedChanges } from "./guarded-paths.ts";
import { reviewFormat, reviewVersion, type Place, type Review, type ReviewVerdict, type RuleChange } from "./review.ts";
import { ruleChanges } from "./rule-changes.ts";
import { reviewStack, type StackSides } from "./stack-review.ts";

/** Where plan documents lie, and what they must be about. */
export interface SideFolder {
  readonly folder: string;
  readonly commit: string;
}

/** What a pull request is reviewed from. */
export interface ReviewArgs {
  readonly base: SideFolder;
  readonly head: SideFolder;
  /** Rules of the branch that is merged into; undefined where it has none. */
  readonly policy: PolicyModule | undefined;
  /** Stacks that the base's own model has: each needs a document of the head, whatever the head says. */
  readonly stacks: readonly string[];
  /** Stacks whose removal was announced to the reviewer; any other one that is missing blocks. */
  readonly removed: readonly string[];
  /** Paths of changed files; undefined where they are not known, which blocks. */
  readonly changedFiles: readonly string[] | undefined;
  readonly now: Date;
  readonly masker: Masker;
  readonly placeOf: (stack: string, rule: string, resource: string) => Place | null;
}

/** Reviews a pull request from two folders of plan documents. Fails closed: what is missing or broken is a red verdict that names it. (P7) */
export async function reviewFlow(args: ReviewArgs): Promise<Review> {
  const { base, head, policy, now, masker, placeOf } = args;
  const [wasIndex, isIndex] = await Promise.all([
    readIndex(base.folder, expected("base", base)),
    readIndex(head.folder, expected("head", head)),
  ]);
  const indexes = [wasIndex, isIndex].flatMap((each) => (each.ok ? indexFault(each.value) : [each.fault]));
  const [was, is] = [wasIndex, isIndex].map((each) => (each.ok ? each.value.stacks : []));
  const names = [...new Set([...args.stacks, ...(was ?? []), ...(is ?? [])])];
  const sides = [];
  // One after the other: two documents of 10,000 resources are enough in memory.
  for (const stack of names) sides.push(await sidesOf(stack, args));
  const stacks = sides.map((each) => reviewStack(each, { policy, now, masker, placeOf }));
  const faults = [...indexes, ...(policy === undefined ? [noRules] : []), ...filesFault(args)];
  const review: Review = {
    format: reviewFormat,
    version: reviewVersion,
    verdict: wholeVerdict(faults.length, stacks),
    baseCommit: base.commit,
    headCommit: head.commit,
    at: now.toISOString(),
    faults,
    guarded: guardedChanges(args.changedFiles ?? []),
    rules: weakened(policy?.ruleInfos ?? [], sides),
    stacks,
  };
  return shown(review, masker);
}

function expected(side: Expected["side"], { commit }: SideFolder): Expected {
  return { side, commit };
}

async function sidesOf(stack: string, args: ReviewArgs): Promise<StackSides> {
  const [was, is] = await Promise.all([
    readDocument(args.base.folder, stack, expected("base", args.base)),
    readDocument(args.head.folder, stack, expected("head", args.head)),
  ]);
  const isAbsent = (reading: typeof was): boolean =>
    !reading.ok && reading.fault.code === "pull-request.document-missing";
  const isAdded = isAbsent(was) && !args.stacks.includes(stack);
  const isRemoved = isAbsent(is) && args.removed.includes(stack);
  const planned = (reading: typeof was): PlannedDocument | undefined =>
    reading.ok && reading.value.outcome === "planned" ? reading.value : undefined;
  const faultsOf = (reading: typeof was, isExpected: boolean): readonly DocumentFault[] => {
    if (reading.ok) return reading.value.outcome === "failed" ? [reading.value.fault] : [];
    return isExpected ? [reading.fault] : [];
  };
  return {
    stack,
    presence: isAdded ? "added" : isRemoved ? "removed" : "both",
    base: planned(was),
    head: planned(is),
    faults: [...faultsOf(is, !isRemoved), ...faultsOf(was, !isAdded).map(ofBase)],
  };
}

function ofBase(fault: DocumentFault): DocumentFault {
  return { ...fault, message: `In the branch that is merged into: ${fault.message}` };
}

function indexFault({ fault, stacks, side }: PlanIndex): readonly DocumentFault[] {
  if (fault !== null) return [side === "base" ? ofBase(fault) : fault];
  if (stacks.length > 0) return [];
  return [
    { code: "pull-request.no-stack", message: "No stack was planned.", fix: "Look at the job that makes the plans." },
  ];
}

const noRules: DocumentFault = {
  code: "pull-request.no-rules",
  message: "The branch that is merged into has no policy/pack.ts: there are no rules to judge by.",
  fix: "Add the release rules to that branch first.",
};

function filesFault({ changedFiles }: ReviewArgs): readonly DocumentFault[] {
  if (changedFiles !== undefined) return [];
  return [
    {
      code: "pull-request.files-unknown",
      message: "Which files the change touches is not known: a change of rules or workflows could not be named.",
      fix: "Fetch both commits before the review, or give the list with --changed.",
    },
  ];
}

/** Weakened rules by any document: they tell the same pack, unless one of them lies. Without a plan there is no pack to compare. */
function weakened(base: readonly DocumentRule[], sides: readonly StackSides[]): readonly RuleChange[] {
  const all = sides.flatMap(({ head }) => (head === undefined ? [] : ruleChanges(base, head.rules)));
  return [...new Map(all.map((each) => [`${each.rule} ${each.what}`, each])).values()];
}

function wholeVerdict(faults: number, stacks: readonly { readonly verdict: ReviewVerdict }[]): ReviewVerdict {
  if (faults > 0 || stacks.length === 0 || stacks.some(({ verdict }) => verdict === "blocked")) return "blocked";
  return stacks.some(({ verdict }) => verdict === "undecided") ? "undecided" : "passes";
}

const digests: ReadonlySet<string> = new Set(["baseCommit", "headCommit", "stepDigest", "planDigest"]);
/** Compared with the engine's own words by `deploy`: names, no values; masked by shape alone. */
const exact: ReadonlySet<string> = new Set(["steps"]);

/** The review as it may be seen: every text in it masked once more, whoever wrote it. (S2) */
function shown(review: Review, masker: Masker): Review {
  const masked = (value: unknown, key: string): unknown => {
    if (digests.has(key)) return value;
    if (exact.has(key)) return masker.deep(value);
    if (typeof value === "string") return masker.text(value);
    if (Array.isArray(value)) return value.map((each) => masked(each, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each, name)]));
  };
  const seen = masked(review, "") as Review;
  // The fingerprint is that of the steps as they stand here: `deploy` checks it.
  const stacks = seen.stacks.map((each) =>
    each.steps === null ? each : { ...each, stepDigest: stepDigest(each.steps) },
  );
  return { ...seen, stacks };
}
