import type { Sandbox } from "@launchgate/sandbox";
import { shortKind } from "../../../packages/cli/src/drift/report.ts";
import type { StateResource } from "../../../packages/cli/src/drift/state-resources.ts";
import { reasonOf, type Change, type Draft, type KindMutations, type Write } from "./mutation-row.ts";
import { Rows } from "./rows.ts";
import { at, isSealed, leaves, nameOf, otherThan, pattern, set, text, wordOf, type Path } from "./values.ts";

/** A declared value that was changed at the vendor. */
export interface Mutation {
  readonly urn: string;
  /** As people write it. */
  readonly kind: string;
  /** Path in the declared inputs, `a.b[0].c`; empty where the thing as a whole was taken away. */
  readonly field: string;
}

/** What {@link mutateAll} did. */
export interface MutationReport {
  readonly done: readonly Mutation[];
  /** What the tables do not say: a kind without entry, a declared field without place and without reason. */
  readonly problems: readonly string[];
}

/** Kind to how it is changed. */
export type MutationTable = Readonly<Record<string, KindMutations>>;

/**
 * Changes every declared value of every resource in the vendors' rows, behind their interfaces, as the table says. Nothing is passed over
 * without a reason in the table.
 */
export function mutateAll(sandbox: Sandbox, resources: readonly StateResource[], table: MutationTable): MutationReport {
  const mutator = new Mutator(new Rows(sandbox), table);
  for (const resource of resources) mutator.mutate(resource, groupOf(resource, resources, table));
  const { store } = sandbox.world;
  const later = sandbox.clock.now() + 3_600_000;
  store.transact(() => {
    for (const { row, data, removed, touched } of mutator.drafts)
      if (removed === true) store.remove(row.key);
      else
        store.put({
          ...row,
          data: withoutHoles(data) as Draft["data"],
          ...(touched === true ? { updated: later } : {}),
        });
  });
  return { done: mutator.done, problems: [...mutator.problems].toSorted() };
}

/** Which group of fields is changed at a resource: the last ones of a kind take the groups that hide others, one each. */
function groupOf(
  { type, urn }: StateResource,
  all: readonly StateResource[],
  table: MutationTable,
): number | undefined {
  const groups = table[shortKind(type)]?.alone ?? [];
  const same = all.filter((each) => each.type === type);
  const fromEnd = same.length - 1 - same.findIndex((each) => each.urn === urn);
  if (groups.length >= same.length) throw new Error(`${type}: too few resources to change each group alone`);
  return fromEnd < groups.length ? fromEnd : undefined;
}

class Mutator {
  readonly done: Mutation[] = [];
  readonly problems = new Set<string>();
  readonly #drafts = new Map<string, Draft>();
  readonly #taken = new Set<string>();
  readonly #rows: Rows;
  readonly #table: MutationTable;

  constructor(rows: Rows, table: MutationTable) {
    this.#rows = rows;
    this.#table = table;
  }

  get drafts(): readonly Draft[] {
    return [...this.#drafts.values()];
  }

  mutate(resource: StateResource, group: number | undefined): void {
    const kind = shortKind(resource.type);
    const entry = this.#table[kind];
    if (entry === undefined) {
      this.problems.add(`${kind}: no entry in the table`);
      return;
    }
    const rows = entry.rows(resource, this.#rows);
    if (rows.includes(undefined)) {
      this.problems.add(`${kind} ${resource.name}: no row at the vendor`);
      return;
    }
    const drafts = rows.flatMap((row) => (row === undefined ? [] : [this.#draftOf(row)]));
    if (isFixed(entry, resource)) {
      this.#takeAway(drafts, resource, kind);
      return;
    }
    const alone = (entry.alone ?? []).flatMap((fields, index) => fields.map((field) => [field, index] as const));
    for (const path of leaves(resource.inputs)) {
      const field = pattern(path);
      const own = alone.find(([each]) => each === field)?.[1];
      if (reasonOf(entry, field, resource) !== undefined || own !== group) continue;
      const value = at(resource.inputs, path);
      const positions = path.filter((step) => typeof step === "number");
      const change = { resource, drafts, value: isSealed(value) ? undefined : value, positions };
      if (this.#write(entry.wire?.[field], change, path))
        this.done.push({ urn: resource.urn, kind, field: text(path) });
      else this.problems.add(`${kind} ${field}: no place at the vendor, and no reason`);
    }
  }

  /** Of a kind that shows nothing that could be changed, a thing is there or not. */
  #takeAway([draft]: readonly Draft[], { urn }: StateResource, kind: string): void {
    if (draft !== undefined) draft.removed = true;
    this.done.push({ urn, kind, field: "" });
  }

  #draftOf(row: Draft["row"]): Draft {
    const draft = this.#drafts.get(row.key) ?? { row, data: structuredClone(row.data) };
    this.#drafts.set(row.key, draft);
    return draft;
  }

  #write(how: string | Write | undefined, change: Change, path: Path): boolean {
    if (typeof how === "function") return how(change);
    const place = how === undefined ? this.#find(change, path) : placeOf(how, change);
    if (place === undefined) return false;
    const { draft, path: within } = place;
    this.#taken.add(`${draft.row.key} ${text(within)}`);
    const value = at(draft.data, within);
    const held = leaves(draft.data).map((each) => at(draft.data, each));
    set(draft.data, within, this.#rows.sibling(value, held) ?? otherThan(value));
    return true;
  }

  /** The field of the same name and value; of what the state seals, of the same name. */
  #find({ drafts, value }: Change, path: Path): Place | undefined {
    const places = drafts.flatMap((draft) => leaves(draft.data).map((each) => ({ draft, path: each })));
    return places.find(
      ({ draft, path: each }) =>
        nameOf(each) === nameOf(path) &&
        (value === undefined || wordOf(at(draft.row.data, each)) === wordOf(value)) &&
        !this.#taken.has(`${draft.row.key} ${text(each)}`),
    );
  }
}

function isFixed(entry: KindMutations, resource: StateResource): boolean {
  return leaves(resource.inputs).every((path) => reasonOf(entry, pattern(path), resource) !== undefined);
}

interface Place {
  readonly draft: Draft;
  readonly path: Path;
}

/** `a.b[].c` in the first row, the positions those of the declared field. */
function placeOf(how: string, { drafts: [draft], positions }: Change): Place | undefined {
  const left = [...positions];
  const path = how.split(/\.|(?=\[\])/).map((step) => (step === "[]" ? (left.shift() ?? 0) : step));
  return draft !== undefined && at(draft.data, path) !== undefined ? { draft, path } : undefined;
}

/** Items of lists that were set to null are gone; only at the end, so that the others keep their places. */
function withoutHoles(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.filter((each) => each !== null).map(withoutHoles);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutHoles(each)]));
}
