import type { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { validate } from "../../../resource-table/validate.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { holds, parseSearch } from "../monitors/search.ts";
import { inputs, list, patch } from "../tables/dora-input.ts";
import { iso } from "../wire.ts";

type Kind = "deployment" | "failure";

interface DoraData extends Data {
  readonly id: string;
  readonly started_at: number;
  readonly finished_at?: number;
  readonly change_failure?: boolean;
}

const source =
  "datadog-v2.json /api/v2/dora; facts/endpoints.md 5: moments in nanoseconds, a version of `incident` kept";

/** Deployments and failures, from which Datadog computes the four figures of delivery. (O4) */
export const doraRoutes: readonly Route[] = [
  taking("/api/v2/dora/deployment", "deployment"),
  taking("/api/v2/dora/failure", "failure"),
  taking("/api/v2/dora/incident", "failure"),
  listing("/api/v2/dora/deployments", "deployment"),
  listing("/api/v2/dora/failures", "failure"),
  reading("/api/v2/dora/deployments/{deployment_id}", "deployment"),
  reading("/api/v2/dora/failures/{failure_id}", "failure"),
  removing("/api/v2/dora/deployment/{deployment_id}", "deployment"),
  removing("/api/v2/dora/failure/{failure_id}", "failure"),
  {
    method: "PATCH",
    template: "/api/v2/dora/deployments/{deployment_id}",
    scope: "dora_metrics_write",
    statuses: [202],
    source,
    run(call) {
      const row = found(call, "deployment");
      call.world.store.alter(row, call.now, attributes(patch, call) as Partial<DoraData>);
      return { status: 202 };
    },
  },
];

function taking(template: string, kind: Kind): Route {
  const run = (call: Call): Answer => {
    const { world, now } = call;
    const given = attributes(inputs[kind], call) as unknown as DoraData;
    const id = (given.id as string | undefined) ?? world.ids.text(`datadog.dora-${kind}`, "0123456789abcdef", 16);
    const before = rows(call, kind).find(({ data }) => data.id === id);
    world.store.upsert<DoraData>(before, collectionOf(kind), { at: now, data: { ...given, id } });
    return { status: 202, body: { data: { id, type: `dora_${kind}` } } };
  };
  // The API key alone allows to send them.
  return { method: "POST", template, scope: "intake", statuses: [202], source, run };
}

function listing(template: string, kind: Kind): Route {
  const run = (call: Call): Answer => {
    const { from, to, limit = 10, query = "*", sort } = attributes(list, call);
    const search = parseSearch(query);
    const fits = ({ data }: Entity<DoraData>): boolean => {
      const at = milliseconds(data.started_at);
      const isIn = (from === undefined || at >= Date.parse(from)) && (to === undefined || at <= Date.parse(to));
      return isIn && holds(search, (key, value) => key === undefined || fieldFits(data, key, value));
    };
    const all = rows(call, kind)
      .filter(fits)
      .toSorted((a, b) => a.data.started_at - b.data.started_at);
    const ordered = sort === "started_at" ? all : all.toReversed();
    return { status: 200, body: { data: ordered.slice(0, limit).map((each) => view(each, kind)) } };
  };
  return { method: "POST", template, scope: "dora_metrics_read", statuses: [200], source, run };
}

function reading(template: string, kind: Kind): Route {
  const run = (call: Call): Answer => ({ status: 200, body: { data: view(found(call, kind), kind) } });
  return { method: "GET", template, scope: "dora_metrics_read", statuses: [200], source, run };
}

function removing(template: string, kind: Kind): Route {
  const run = (call: Call): Answer => {
    call.world.store.remove(found(call, kind).key);
    return { status: 202 };
  };
  return { method: "DELETE", template, scope: "dora_metrics_write", statuses: [202], source, run };
}

function view({ data }: Entity<DoraData>, kind: Kind): Data {
  const moments = {
    started_at: iso(milliseconds(data.started_at)),
    ...(data.finished_at === undefined ? {} : { finished_at: iso(milliseconds(data.finished_at)) }),
  };
  const shown = omit(data, "id", "change_failure", "remediation");
  const { git: commit } = data as { readonly git?: { readonly commit_sha: string; readonly repository_url: string } };
  const repository = {
    commit_sha: commit?.commit_sha,
    repository_id: commit?.repository_url.replace(/^https?:\/\//, ""),
  };
  const named = commit && kind === "deployment" ? { git: repository } : {};
  return { id: data.id, type: `dora_${kind}`, attributes: { ...shown, ...named, ...moments } };
}

function fieldFits(data: DoraData, key: string, value: string): boolean {
  const own = data[key] ?? (key === "service" ? data["services"] : undefined);
  return Array.isArray(own) ? own.includes(value) : String(own) === value;
}

function found(call: Call, kind: Kind): Entity<DoraData> {
  const [id] = Object.values(call.params);
  const row = rows(call, kind).find(({ data }) => data.id === id);
  if (!row) throw missing(`DORA ${kind}`, id);
  return row;
}

function rows({ world }: Call, kind: Kind): readonly Entity<DoraData>[] {
  return world.store.all<DoraData>(collectionOf(kind));
}

function collectionOf(kind: Kind): string {
  return `datadog.dora-${kind}`;
}

function milliseconds(nanoseconds: number): number {
  return Math.floor(nanoseconds / 1e6);
}

function attributes<T extends z.ZodObject>(schema: T, { request }: Call): z.infer<T> {
  const body = request.body as { readonly data?: { readonly attributes?: unknown } } | undefined;
  const result = validate(schema, body?.data?.attributes);
  if (result.ok) return result.fields as z.infer<T>;
  throw new Refusal({ kind: "invalid", what: "DORA", problems: result.problems });
}
