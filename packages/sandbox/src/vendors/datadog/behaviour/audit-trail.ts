import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import type { Change } from "../../../resource-table/change.ts";
import type { Resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, iso } from "../wire.ts";

interface AuditData extends Data {
  /** What is told of: `Monitor`. */
  readonly name: string;
  readonly action: "created" | "modified" | "deleted";
  readonly email: string;
  readonly asset: { readonly type: string; readonly id: string; readonly name: string };
}

const collectionName = "datadog.audit";
const actions = { created: "created", updated: "modified", removed: "deleted" } as const;

/** Names of events by row. Source: Datadog docs, "Audit Trail Events"; the rest [unverified]. */
const eventNames: Readonly<Record<string, string>> = {
  dashboard: "Dashboard",
  monitor: "Monitor",
  slo: "SLO",
  "slo-correction": "SLO",
  "pagerduty-integration": "Integration",
  "pagerduty-service": "Integration",
  team: "Teams",
  "logs-index": "Log Management",
  "logs-archive": "Log Management",
  "logs-metric": "Log Management",
  "synthetics-test": "Synthetic Monitoring",
  "synthetics-variable": "Synthetic Monitoring",
};

/** Keeps who changed what and when, so that drift can be attributed (L4). */
export function writeAudit({ row, act, entity }: Pick<Change, "row" | "act" | "entity">, call: Call): void {
  const asset = { type: row.name.replaceAll("-", "_"), id: idOf(row, entity), name: nameOf(entity) };
  note({ name: eventNames[row.name] ?? "Monitor", action: actions[act], asset }, call);
}

/** Keeps one event. */
export function note(event: Pick<AuditData, "name" | "action" | "asset">, call: Call): void {
  const { store } = call.world;
  store.add<AuditData>(collectionName, { at: call.now, data: { ...event, email: creatorOf(call).email } });
}

function idOf({ identity }: Resource, { data }: Entity): string {
  const field = Object.values(identity)[0];
  const value = field === undefined ? undefined : data[field];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function nameOf({ data }: Entity): string {
  const name = data["name"] ?? data["title"] ?? data["handle"] ?? data["service_name"] ?? data["subdomain"];
  return typeof name === "string" ? name : "";
}

/** The audit trail of the organisation. Queries: `*`, or words such as `@action:modified` that all must hold. */
export const auditRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v2/audit/events",
    scope: "audit_logs_read",
    statuses: [200],
    source: "official client 1.64.0, AuditApi and its models; which fields an event has: Datadog docs [unverified]",
    run(call) {
      const { query } = call.request;
      const all = call.world.store.all<AuditData>(collectionName).filter((entry) => isWanted(entry, query));
      const sorted = query.get("sort") === "-timestamp" ? all.toReversed() : all;
      const [start, size] = [Number(query.get("page[cursor]") ?? 0), Number(query.get("page[limit]") ?? 10)];
      const after = start + size < sorted.length ? { page: { after: String(start + size) } } : {};
      const data = sorted.slice(start, start + size).map(eventOf);
      return { status: 200, body: { data, meta: { elapsed: 1, status: "done", ...after } } };
    },
  },
];

function isWanted({ created, data }: Entity<AuditData>, query: URLSearchParams): boolean {
  const [from, to] = [query.get("filter[from]"), query.get("filter[to]")];
  if (from !== null && created < Date.parse(from)) return false;
  if (to !== null && created > Date.parse(to)) return false;
  const words = (query.get("filter[query]") ?? "*").split(/\s+/).filter((word) => word !== "" && word !== "*");
  const facets = facetsOf(data);
  return words.every((word) => {
    const [, facet = "", value = ""] = /^@?([\w.]+):"?([^"]*)"?$/.exec(word) ?? [];
    return facets[facet] === value;
  });
}

function facetsOf({ name, action, email, asset }: AuditData): Readonly<Record<string, string>> {
  return { "evt.name": name, action, "usr.email": email, "asset.type": asset.type, "asset.id": asset.id };
}

function eventOf({ key, created, data }: Entity<AuditData>): Data {
  const { name, action, email, asset } = data;
  const message = `${email} ${action} ${asset.type} ${asset.name}`;
  return {
    id: key.replace(":", "-"),
    type: "audit",
    attributes: {
      timestamp: iso(created),
      service: "audit-trail",
      message,
      tags: ["source:datadog"],
      attributes: { evt: { name }, action, asset, usr: { id: email, email } },
    },
  };
}
