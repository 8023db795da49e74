import { Refusal } from "../../../http/refusal.ts";
import type { Call } from "../../../http/message.ts";
import { problem } from "../wire.ts";
import { note } from "./audit-trail.ts";

/** An order of things that the organisation has once. */
export interface KeptOrder {
  /** What is ordered, in messages: `Index`. */
  readonly title: string;
  /** Field of the body and of what is kept. */
  readonly field: string;
  /** Key of what is kept. */
  readonly key: string;
  /** Collection of the things, and the field that names one. */
  readonly of: { readonly collection: string; readonly name: string };
}

/** The names of all things in their order: those that came later stand at its end. */
export function orderOf({ field, key, of }: KeptOrder, { world }: Call): readonly string[] {
  const there = world.store.all(of.collection).map(({ data }) => String(data[of.name]));
  const kept = (world.store.get(key)?.data[field] ?? []) as readonly string[];
  const first = kept.filter((name) => there.includes(name));
  return [...first, ...there.filter((name) => !first.includes(name))];
}

/** Keeps another order. @throws Refusal `invalid` unless it names everything once */
export function putOrder(order: KeptOrder, names: readonly string[], call: Call): void {
  const problems = orderProblems(order, names, orderOf(order, call));
  if (problems.length > 0) throw new Refusal({ kind: "invalid", what: `${order.title} order`, problems });
  const times = { created: call.now, updated: call.now };
  call.world.store.put({ key: order.key, parent: null, ...times, data: { [order.field]: names } });
  const asset = { type: `${order.title.toLowerCase()}_order`, id: order.key, name: order.title };
  note({ name: "Log Management", action: "modified", asset }, call);
}

function orderProblems(
  { title, field }: KeptOrder,
  names: readonly string[],
  there: readonly string[],
): ReturnType<typeof problem>[] {
  const unknown = names.filter((name) => !there.includes(name));
  const absent = there.filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => problem(field, `${title} ${name} does not exist`, name)),
    ...absent.map((name) => problem(field, `${title} ${name} is missing in the order`, name)),
    ...(names.length > new Set(names).size ? [problem(field, `${title}: one is named twice`)] : []),
  ];
}
