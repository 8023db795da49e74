import { shortKind, type DriftReport } from "../../../packages/cli/src/drift/report.ts";
import type { StateResource } from "../../../packages/cli/src/drift/state-resources.ts";
import type { AddedExtra } from "./extra.ts";
import type { Mutation, MutationTable } from "./mutate.ts";
import { reasonOf, reasons } from "./mutation-row.ts";
import { leaves, pattern } from "./values.ts";

/** Path without list positions: lists are compared by their items, so the position that is told may be another. */
const plain = (field: string): string => field.replaceAll(/\[[^\]]*\]/g, "");

/** Kind and field of what was changed and is not told, each once. */
export function missedBy({ items, actOwned }: DriftReport, done: readonly Mutation[]): readonly string[] {
  const gone = new Set(items.filter(({ drift }) => drift === "removed").map(({ urn }) => urn));
  const told = new Map<string, string[]>();
  for (const { urn = "", field = "" } of [...items, ...actOwned])
    told.set(urn, [...(told.get(urn) ?? []), plain(field)]);
  const isTold = ({ urn, field }: Mutation): boolean =>
    field === "" ? gone.has(urn) : (told.get(urn) ?? []).some((each) => isSameField(each, plain(field)));
  // With a thing that is gone its fields are gone; but each field must be told as itself at least once.
  const missed = done.filter((each) => !isTold(each) && !gone.has(each.urn));
  const itself = new Set(done.filter(isTold).map(titleOf));
  const never = done.map(titleOf).filter((title) => !itself.has(title));
  return [...new Set([...missed.map(titleOf), ...never])].toSorted();
}

/** Told may be the field, an item of the list that it is, or the whole that holds it. */
function isSameField(told: string, changed: string): boolean {
  return told !== "" && (told === changed || changed.startsWith(`${told}.`) || told.startsWith(`${changed}.`));
}

function titleOf({ kind, field }: Mutation): string {
  return `${kind} ${plain(field)}`;
}

/** Declared fields that the table says to be unseen, and that the report does not list so. */
export function unsaid({ unseen }: DriftReport, resources: readonly StateResource[], table: MutationTable) {
  const said = new Set(unseen.map(({ urn, field }) => `${urn} ${field}`));
  return resources.flatMap((resource) => {
    const { urn, inputs } = resource;
    const kind = shortKind(resource.type);
    return Object.keys(inputs)
      .filter((field) => reasonOf(table[kind], field, resource) === reasons.unseen)
      .filter((field) => !said.has(`${urn} ${field}`))
      .map((field) => `${kind} ${field}`);
  });
}

/** Kinds and fields of the table that nothing declares. */
export function unusedRows(resources: readonly StateResource[], table: MutationTable): readonly string[] {
  const declared = new Set(
    resources.flatMap(({ type, inputs }) => leaves(inputs).map((path) => `${shortKind(type)} ${pattern(path)}`)),
  );
  return Object.entries(table).flatMap(([kind, { wire = {}, untouched = {}, alone = [] }]) =>
    [...Object.keys(wire), ...Object.keys(untouched), ...alone.flat()]
      .map((field) => `${kind} ${field}`)
      .filter((row) => !declared.has(row)),
  );
}

/** The item of an added extra. */
export function itemOf({ items }: DriftReport, { kind, name }: AddedExtra): DriftReport["items"][number] | undefined {
  return items.find(
    (each) => each.drift === "extra" && shortKind(each.kind) === kind && `${each.name} ${each.id}`.includes(name),
  );
}
