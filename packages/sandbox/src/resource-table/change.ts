import type { Call } from "../http/message.ts";
import { Refusal, type FieldProblem } from "../http/refusal.ts";
import type { Data, Entity } from "../world/entity.ts";
import { siblings } from "./locate.ts";
import { collection, type Resource } from "./resource.ts";

/** What a change did, for audit logs and other listeners. */
export interface Change {
  readonly row: Resource;
  readonly act: "created" | "updated" | "removed";
  readonly entity: Entity;
  readonly before?: Entity;
}

/** Told of every change within its transaction. */
export type OnChange = (change: Change, call: Call) => void;

/**
 * Makes one thing: defaults, the vendor's form, rules, computed fields. Also for handwritten behaviour that makes things
 * of a row by another way than its `create` route.
 *
 * @throws Refusal `invalid` with every problem
 */
export function make<D extends Data>(row: Resource<D>, given: Data, call: Call, parent: Entity | undefined): Entity<D> {
  const { store } = call.world;
  const filled = { ...row.defaults?.(call, parent), ...given } as unknown as D;
  const data = row.normalise?.(filled, call, undefined, parent) ?? filled;
  refuseProblems(row, problemsOf(row, data, call, undefined, parent));
  const computed = row.computed?.(data, call, parent) ?? {};
  const kept = { parent: parent?.key ?? null, at: call.now, data: { ...data, ...computed } };
  const entity = store.add<D>(collection(row), kept);
  row.created?.(entity, call);
  return store.get<D>(entity.key) ?? entity;
}

/** Changes fields of a thing under the row's rules. @throws Refusal `invalid` */
export function amend<D extends Data>(row: Resource<D>, before: Entity<D>, changes: Data, call: Call): Entity<D> {
  return put(row, before, { ...before.data, ...changes }, call);
}

/** Sets all fields that a client may set; those not given get their defaults. @throws Refusal `invalid` */
export function overwrite<D extends Data>(row: Resource<D>, before: Entity<D>, fields: Data, call: Call): Entity<D> {
  const parent = before.parent === null ? undefined : call.world.store.get(before.parent);
  const names = new Set(Object.values(row.identity));
  const settable = (name: string): boolean => name in row.input.shape && !names.has(name);
  const own = Object.fromEntries(Object.entries(before.data).filter(([name]) => !settable(name)));
  return put(row, before, { ...own, ...row.defaults?.(call, parent), ...fields }, call);
}

function put<D extends Data>(row: Resource<D>, before: Entity<D>, next: Data, call: Call): Entity<D> {
  const { store } = call.world;
  const parent = before.parent === null ? undefined : store.get(before.parent);
  const data = row.normalise?.(next as D, call, before, parent) ?? (next as D);
  refuseProblems(row, [...immutableProblems(row, data, before), ...problemsOf(row, data, call, before, parent)]);
  const entity = store.put<D>({ ...before, updated: call.now, data });
  row.updated?.(entity, call, before);
  return store.get<D>(entity.key) ?? entity;
}

function refuseProblems(row: Resource, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refusal({ kind: "invalid", what: row.title ?? row.name, problems });
}

function problemsOf<D extends Data>(
  row: Resource<D>,
  data: D,
  call: Call,
  before: Entity<D> | undefined,
  parent: Entity | undefined,
): FieldProblem[] {
  const taken = (row.unique ?? []).flatMap(({ fields, message }) => {
    const others = siblings(row, call, parent).filter((other) => other.key !== before?.key);
    const clash = others.some((other) => fields.every((field) => same(other.data[field], data[field], row)));
    return clash ? [{ path: [fields[0] ?? ""], code: "taken" as const, message, given: data[fields[0] ?? ""] }] : [];
  });
  return [...taken, ...(row.check?.(data, call, before, parent) ?? [])];
}

function immutableProblems(row: Resource, data: Data, before: Entity): FieldProblem[] {
  return (row.immutable ?? [])
    .filter((field) => JSON.stringify(data[field]) !== JSON.stringify(before.data[field]))
    .map((field) => ({ path: [field], code: "immutable", message: `${field} cannot be changed`, given: data[field] }));
}

function same(a: unknown, b: unknown, { foldCase }: Resource): boolean {
  if (typeof a === "string" && typeof b === "string" && foldCase) return a.toLowerCase() === b.toLowerCase();
  return JSON.stringify(a) === JSON.stringify(b);
}
