import type { Answer, Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Change } from "../../../resource-table/change.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { byId, type Kind } from "../references.ts";
import { requester } from "../requester.ts";
import { iso, reference } from "../wire.ts";

interface RecordData extends Data {
  readonly action: "create" | "delete" | "update";
  readonly actor: Data;
  readonly root_resource: Data & { readonly id: string; readonly type: string };
  readonly resource: Data;
  readonly fields: readonly Data[];
}

const collectionName = "pagerduty.audit-record";
const actions = { created: "create", updated: "update", removed: "delete" } as const;
const day = 86_400_000;
const longestRange = 31 * day;

/** What the trail is about, and which rows belong to it. Source: developer docs, "Audit Records". */
const roots: Readonly<Record<string, { readonly kind: Kind; readonly rows: readonly string[] }>> = {
  users: { kind: "user", rows: ["user", "contact-method", "notification-rule"] },
  teams: { kind: "team", rows: ["team", "team-membership"] },
  schedules: { kind: "schedule", rows: ["schedule"] },
  escalation_policies: { kind: "escalation_policy", rows: ["escalation-policy"] },
  services: { kind: "service", rows: ["service", "integration"] },
};
/** Personal data and keys: that they changed is told, not from what to what. */
const hidden = new Set(["address", "email", "integration_key"]);

/** Keeps who changed what and when, so that drift can be attributed (L4). */
export function writeAudit({ row, act, entity, before }: Change, call: Call): void {
  const { world, now } = call;
  const found = Object.entries(roots).find(([, { rows }]) => rows.includes(row.name));
  if (found === undefined) return;
  const [plural, { kind }] = found;
  const root = entity.parent === null ? entity : (world.store.get(entity.parent) ?? entity);
  const data: RecordData = {
    action: actions[act],
    actor: actorOf(call),
    root_resource: {
      ...reference(world, idOf(root), "", plural, nameOf(root)),
      id: idOf(root),
      type: `${kind}_reference`,
    },
    resource: { id: idOf(entity), type: `${row.name.replaceAll("-", "_")}_reference`, summary: nameOf(entity) },
    fields: before === undefined ? [] : changedFields(entity.data, before.data),
  };
  world.store.add<RecordData>(collectionName, { at: now, data });
}

/** A person by the own token or the `From` header, else the key of the account. */
function actorOf(call: Call): Data {
  const { holder, world } = call;
  const who = requester(call)?.data;
  if (who) return reference(world, who.id, "user_reference", "users", who.name);
  return { id: holder.id, type: "api_key_reference", summary: holder.id };
}

function changedFields(now: Data, before: Data): readonly Data[] {
  const names = Object.keys({ ...before, ...now });
  const changed = names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
  return changed.map((name) => {
    const shows = !hidden.has(name) && [now[name], before[name]].every((value) => typeof value !== "object");
    return shows ? { name, value: textOf(now[name]), before_value: textOf(before[name]) } : { name };
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function idOf({ data }: Entity): string {
  return (data["id"] ?? data["user_id"]) as string;
}

function nameOf({ data }: Entity): string {
  const name = data["name"] ?? data["label"];
  return typeof name === "string" ? name : "";
}

const source =
  "developer docs, Audit Records; form of records: pagerduty.json /teams/{id}/audit/records; texts, pages of 25: [unverified]";
const route = { method: "GET", scope: "audit_records.read", statuses: [200], source } as const;

/** The audit trail, of the account and of one thing. Newest first; the past day if not asked otherwise. */
export const auditRoutes: readonly Route[] = [
  {
    ...route,
    template: "/audit/records",
    documentedAs: "/teams/{id}/audit/records",
    run: (call) => page(call, () => true),
  },
  ...Object.entries(roots).map(([plural, { kind }]): Route => ({
    ...route,
    template: `/${plural}/{id}/audit/records`,
    run(call) {
      const id = call.params["id"] ?? "";
      if (!byId(call.world, kind, id)) throw missing(plural, id);
      return page(call, ({ data }) => data.root_resource.id === id);
    },
  })),
];

function page(call: Call, isAbout: (record: Entity<RecordData>) => boolean): Answer {
  const { query } = call.request;
  const [from, to] = rangeOf(call);
  const types = query.getAll("root_resource_types[]").map((plural) => `${roots[plural]?.kind ?? plural}_reference`);
  const wanted = call.world.store
    .all<RecordData>(collectionName)
    .filter(({ created }) => created >= from && created <= to)
    .filter(isAbout)
    .filter(({ data }) => types.length === 0 || types.includes(data.root_resource.type))
    .filter(
      ({ data }) => has(query.getAll("actions[]"), data.action) && has(query.getAll("actor_id"), data.actor["id"]),
    )
    .toReversed();
  const limit = Math.min(Math.max(Number(query.get("limit") ?? 25), 1), 100);
  const start = startOf(query.get("cursor"));
  const next_cursor = start + limit < wanted.length ? Buffer.from(String(start + limit)).toString("base64url") : null;
  return { status: 200, body: { records: wanted.slice(start, start + limit).map(view), limit, next_cursor } };
}

function has(wanted: readonly string[], value: unknown): boolean {
  return wanted.length === 0 || wanted.includes(String(value));
}

function startOf(cursor: string | null): number {
  const start = cursor === null ? "0" : Buffer.from(cursor, "base64url").toString();
  if (/^\d+$/.test(start)) return Number(start);
  throw invalid("Audit Record", { path: ["cursor"], code: "custom", message: "Cursor is invalid" });
}

/** @throws Refusal 400 for moments that are none, or further apart than 31 days */
function rangeOf({ request: { query }, now }: Call): readonly [number, number] {
  const until = query.get("until");
  const to = until === null ? now : Date.parse(until);
  const since = query.get("since");
  const from = since === null ? to - day : Date.parse(since);
  const isRange = Number.isFinite(from) && Number.isFinite(to) && from <= to && to - from <= longestRange;
  if (isRange) return [from, to];
  const message = "The time range must be valid and at most 31 days long";
  throw invalid("Audit Record", { path: ["since"], code: "custom", message });
}

function view({ key, created, data }: Entity<RecordData>): Data {
  const { action, actor, root_resource, resource, fields } = data;
  return {
    id: `PDRECORDID${key.split(":")[1] ?? ""}_AUDIT_RECORD`,
    self: null,
    execution_time: iso(created),
    execution_context: null,
    actors: [actor],
    method: { type: "api_token", truncated_token: null, description: null },
    root_resource,
    action,
    details: { resource, fields: fields.length > 0 ? fields : null, references: null },
  };
}
