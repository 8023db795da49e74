import { isDeepStrictEqual } from "node:util";
import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import type { Entity } from "../../../world/entity.ts";
import type { EdgeConfigData } from "../tables/edge-config.ts";
import { changedFields, tell, type EventData } from "./activity.ts";
import { accountOf } from "./accounts.ts";

const collections = ["project", "environment-variable", "edge-config", "edge-config-token", "firewall-bypass"];

/** Routes by hand whose changes are told too: what they changed is seen by comparing before and after. */
export function withActivity(routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => {
    if (route.method === "GET" || route.run === undefined) return route;
    const run = route.run.bind(route);
    return {
      ...route,
      run: (call: Call): Answer => {
        const before = kept(call);
        const answer = run(call);
        tellDifferences(before, kept(call), call);
        return answer;
      },
    };
  });
}

type Kept = ReadonlyMap<string, Entity>;

function kept({ world }: Call): Kept {
  return new Map(collections.flatMap((name) => world.store.all(`vercel.${name}`)).map((each) => [each.key, each]));
}

function tellDifferences(before: Kept, after: Kept, call: Call): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key), after.get(key)];
    if (old === now || isDeepStrictEqual(old?.data, now?.data)) continue;
    const entity = (now ?? old) as Entity;
    const kind = key.slice("vercel.".length, key.indexOf(":"));
    const project = kind === "project" ? entity : call.world.store.get(entity.parent ?? "");
    const act = old === undefined ? "created" : now === undefined ? "removed" : "updated";
    const { data } = entity;
    const name = String(data["key"] ?? data["name"] ?? data["slug"] ?? data["label"] ?? data["domain"]);
    if (kind === "project" && old && now)
      for (const field of settingsIn(changedFields(old.data, now.data)))
        tell(call, { kind, act, name, field, project });
    else if (kind === "edge-config" && old && now)
      tellItems(old.data as EdgeConfigData, now.data as EdgeConfigData, call);
    else tell(call, { kind, act, name, project: kind.startsWith("edge-config") ? undefined : project });
  }
}

/** Fields that acts keep at a project are told with the act. */
function settingsIn(fields: readonly string[]): readonly string[] {
  const kept = ["production", "productionSince", "lastAliasRequest", "rollback"];
  return fields.filter((field) => !kept.includes(field));
}

function tellItems(old: EdgeConfigData, now: EdgeConfigData, call: Call): void {
  for (const key of changedFields(old.items, now.items)) {
    const name = `${now.slug}** **${key}`;
    tell(call, { kind: "edge-config-items", act: "updated", name });
  }
}

/** The team's activity, newest first. Source: /v3/events of @vercel/sdk 1.28.35, models/listusereventsop.ts. */
export const eventRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/events",
    scope: "read",
    statuses: [200],
    source: "/v3/events of @vercel/sdk 1.28.35, models/listusereventsop.ts, userevent.ts",
    run: list,
  },
];

function list({ world, request }: Call): Answer {
  const { query } = request;
  const words = (name: string): readonly string[] => (query.get(name) ?? "").split(",").filter((each) => each !== "");
  const [types, projects] = [words("types"), words("projectIds")];
  const who = query.get("principalId") ?? query.get("userId");
  const events = world.store
    .all<EventData>("vercel.event")
    .toReversed()
    .filter(({ created }) => created >= moment(query.get("since"), -Infinity))
    .filter(({ created }) => created < moment(query.get("until"), Infinity))
    .filter(({ data }) => types.length === 0 || types.includes(data.type ?? ""))
    .filter(({ data }) => projects.length === 0 || projects.includes(data.projectId ?? ""))
    .map((each) => view(each, world))
    .filter(({ principalId }) => who === null || principalId === who);
  const limit = Math.min(Math.max(Number(query.get("limit") ?? 20), 1), 100);
  return { status: 200, body: { events: events.slice(0, limit) } };
}

function moment(text: string | null, otherwise: number): number {
  if (text === null) return otherwise;
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

function view({ key, created, data }: Entity<EventData>, world: Call["world"]) {
  const { id, email, username } = accountOf(data.holder, world.seed);
  return {
    id: `uev_${key.split(":")[1] ?? ""}`,
    text: data.text,
    ...(data.type === undefined ? {} : { type: data.type }),
    entities: [],
    createdAt: created,
    user: { avatar: "", email, uid: id, username },
    principalId: id,
    userId: id,
  };
}
