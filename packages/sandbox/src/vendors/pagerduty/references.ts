import { z } from "zod";
import type { FieldProblem } from "../../http/refusal.ts";
import type { Data, Entity } from "../../world/entity.ts";
import type { World } from "../../world/world.ts";
import { reference } from "./wire.ts";

/** Kinds of things that others point at, with the plural in their addresses. */
const plurals = {
  alert_grouping_setting: "alert_grouping_settings",
  business_service: "business_services",
  escalation_policy: "escalation_policies",
  schedule: "schedules",
  service: "services",
  team: "teams",
  user: "users",
  vendor: "vendors",
} as const;

/** One of the kinds that others point at. */
export type Kind = keyof typeof plurals;

/** A thing pointed at, as it is kept: everything else of it is read when it is shown. */
export interface Pointer {
  readonly id: string;
}

/** A thing pointed at, with its kind where several are possible. */
export interface TypedPointer extends Pointer {
  readonly type: string;
}

/** A reference in a request: the id counts, the rest of it is dropped. */
export const pointer = z.object({ id: z.string().min(1) });

/** A reference in a request that may be `null`, or `{}` as the provider sends for none. */
export const pointerOrNone = z
  .object({ id: z.string().nullish() })
  .nullable()
  .transform((value) => (value?.id ? { id: value.id } : null));

/** A thing by its id. */
export function byId(world: World, kind: Kind, id: string): Entity | undefined {
  const all = world.store.all(`pagerduty.${kind.replaceAll("_", "-")}`);
  return all.find((each) => each.data["id"] === id);
}

/** How a thing shows another one: type, name and addresses. */
export function shown(world: World, kind: Kind, { id }: Pointer): Data {
  const name = byId(world, kind, id)?.data["name"];
  return reference(world, id, `${kind}_reference`, plurals[kind], typeof name === "string" ? name : id);
}

/** Problems of references that lead to nothing. Message: [unverified]. */
export function unknownPointers(
  world: World,
  kind: Kind,
  field: string,
  pointers: readonly (Pointer | null | undefined)[],
): readonly FieldProblem[] {
  const lost = pointers.filter((each) => each != null && byId(world, kind, each.id) === undefined);
  const title = kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll("_", " ");
  return lost.map((each) => ({
    path: [field],
    code: "reference",
    message: `${title} not found`,
    given: each?.id,
  }));
}

/** The fields of some data that have a value: the published schema knows no `null` for them. */
export function withoutNull(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
