import type { Changes, OperationOutcome, PolicyFinding, TargetId } from "../engine/engine-port.ts";
import type { Interrupted } from "../engine/flows/interrupted.ts";
import { nameOf } from "../engine/engine-events.ts";

/** The object that every engine command prints with `--json`. */
export interface EngineResult {
  readonly stack: string;
  readonly target: TargetId;
  /** `previewed`, `succeeded`. A failure is told as an error instead. */
  readonly result: "previewed" | "succeeded";
  readonly changes: Changes;
  readonly durationSeconds: number;
}

/** The common part of `--json`. */
export function resultOf(
  stack: string,
  target: TargetId,
  result: EngineResult["result"],
  { changes, durationSeconds }: OperationOutcome,
): EngineResult {
  return { stack, target, result, changes, durationSeconds };
}

const verbs: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  import: "imported",
};
const future: Readonly<Record<string, string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to delete",
  import: "to import",
};

/** `2 created, 1 updated, 7 unchanged`, or with `to create` for a preview. */
export function changesText(changes: Changes, tense: "past" | "future"): string {
  const words = tense === "past" ? verbs : future;
  const parts = Object.entries(words)
    .map(([op, word]) => [changes[op] ?? 0, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`);
  return [...(parts.length === 0 ? ["nothing changes"] : parts), `${String(changes.same)} unchanged`].join(", ");
}

/** One line for each finding of the policy pack. */
export function findingLines(findings: readonly PolicyFinding[]): readonly string[] {
  return findings.map(
    ({ level, policy, urn, message }) =>
      `${level}: ${policy}${urn === undefined ? "" : ` (${nameOf(urn)})`}: ${message.replaceAll(/\s+/g, " ")}`,
  );
}

/** What an earlier run that was stopped had made, and what not; nothing where none was. (L4) */
export function settledLines(settled: readonly Interrupted[]): string[] {
  if (settled.length === 0) return [];
  const found = settled.filter(({ id }) => id !== undefined);
  const names = found.map(
    ({ urn, id }) => `  ${urn.split("::").slice(2).join(" ").split("$").at(-1) ?? urn}: ${id ?? ""}`,
  );
  return [
    `Of ${String(settled.length)} things that an earlier run was making when it was stopped, ${String(found.length)} were at their vendors and are in the state now.`,
    ...names,
  ];
}
