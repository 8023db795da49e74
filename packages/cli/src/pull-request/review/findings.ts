import { findingKinds, severities, type Finding } from "@launchgate/core";
import { nameOf } from "../../engine/engine-events.ts";
import type { PlannedDocument } from "../document/document.ts";
import type { Place, ReviewFinding } from "./review.ts";

/** Verdicts that are brought together. */
export interface Verdicts {
  /** Of the pack of the branch that is merged into, over the head's plan: the one that nobody can talk around. */
  readonly base: readonly Finding[];
  /** Of the head's own pack, by its document. */
  readonly head: readonly Finding[];
  /** Of the engine's own run of the head's pack. */
  readonly engine: NonNullable<PlannedDocument["preview"]>["findings"];
  /** What the base has already, by the pack of the base. */
  readonly before: readonly Finding[];
}

/** Every finding once, with who says so; what blocks stands first. The line in stacks/ is told by `placeOf`. (P7) */
export function mergedFindings(
  verdicts: Verdicts,
  placeOf: (rule: string, resource: string) => Place | null,
): readonly ReviewFinding[] {
  const known = new Set(verdicts.before.map(keyOf));
  const merged = new Map<string, ReviewFinding>();
  const take = (finding: Omit<ReviewFinding, "by" | "isNew" | "place">, by: ReviewFinding["by"][number]): void => {
    const key = keyOf(finding);
    const there = merged.get(key);
    const isNew = !known.has(key);
    if (there === undefined)
      merged.set(key, { ...finding, by: [by], isNew, place: placeOf(finding.rule, finding.resource) });
    else merged.set(key, { ...there, by: [...new Set([...there.by, by])] });
  };
  for (const finding of verdicts.base) take(plain(finding), "base");
  for (const finding of verdicts.head) take(plain(finding), "head");
  for (const finding of engineOnly(verdicts, merged)) take(finding, "engine");
  return [...merged.values()].toSorted(byWeight);
}

/** The engine tells a rule by its name and one message; what the packs told already is not told twice. */
function engineOnly(
  { engine }: Verdicts,
  merged: ReadonlyMap<string, ReviewFinding>,
): readonly Omit<ReviewFinding, "by" | "isNew" | "place">[] {
  const told = new Set([...merged.values()].map(({ rule, resource }) => `${rule} ${resource}`));
  return engine
    .map(({ policy, mandatory, message, urn }) => ({
      kind: mandatory ? ("violation" as const) : ("advice" as const),
      rule: policy,
      resource: urn === undefined ? "stack" : nameOf(urn),
      severity: "high" as const,
      message,
      fix: "See policy/RULES.md for what the rule asks.",
    }))
    .filter(({ kind, rule, resource }) => kind === "violation" && !told.has(`${rule} ${resource}`));
}

function plain({
  kind,
  rule,
  resource,
  severity,
  message,
  fix,
}: Finding): Omit<ReviewFinding, "by" | "isNew" | "place"> {
  return { kind, rule, resource, severity, message, fix };
}

function keyOf({ kind, rule, resource, message }: Pick<Finding, "kind" | "rule" | "resource" | "message">): string {
  return JSON.stringify([kind, rule, resource, message]);
}

function byWeight(a: ReviewFinding, b: ReviewFinding): number {
  return (
    findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind) ||
    Number(b.isNew) - Number(a.isNew) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (keyOf(a) < keyOf(b) ? -1 : 1)
  );
}

/** Whether a finding keeps a change from being merged. */
export function blocks({ kind }: Pick<ReviewFinding, "kind">): boolean {
  return kind === "violation" || kind === "waiver-refused";
}
