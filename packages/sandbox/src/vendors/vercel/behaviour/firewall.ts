import type { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { project, type ProjectData } from "../tables/project.ts";
import { vercelTeamId } from "../team-id.ts";
import { iso, newId, refused } from "../wire.ts";
import { bodyOf } from "./body.ts";
import { coreRules, firewallBody, firewallChange } from "./firewall-fields.ts";

type Body = z.infer<typeof firewallBody>;
type Change = z.infer<typeof firewallChange>;
type Identified = Data & { readonly id?: string | undefined };

interface Firewall extends Data {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly firewallEnabled: boolean;
  readonly rules: readonly Identified[];
  readonly ips: readonly Identified[];
  readonly crs: Data;
  readonly managedRules: Data;
}

const template = "/security/firewall/config";
const common = { statuses: [200], source: `vercel.json /v1${template}; client/firewall_config.go of the provider` };

/** The firewall of a project, one configuration with versions; `projectId` is in the query. */
export const firewallRoutes: readonly Route[] = [
  { ...common, method: "GET", template: `${template}/{configVersion}`, scope: "read", run: read },
  { ...common, method: "PUT", template, scope: "write", run: put },
  { ...common, method: "PATCH", template, scope: "write", run: patch },
];

/** The project that the query names. @throws Refusal `missing` */
export function ownerOf({ world, request }: Call): Entity<ProjectData> {
  const asked = request.query.get("projectId") ?? "";
  const all = world.store.all<ProjectData>("vercel.project");
  const found = all.find(({ data }) => data.id === asked) ?? all.find(({ data }) => data.name === asked);
  if (!found) throw missing("Project", asked);
  return found;
}

function kept({ data }: Entity<ProjectData>): Firewall | undefined {
  return data["firewall"] as Firewall | undefined;
}

function read(call: Call): Answer {
  const found = kept(ownerOf(call));
  const version = call.params["configVersion"];
  if (!found || (version !== "active" && version !== String(found.version))) throw missing("Firewall config", version);
  return { status: 200, body: found };
}

function put(call: Call): Answer {
  const given = bodyOf(firewallBody, call, "Firewall config");
  return { status: 200, body: { active: keep(call, given, kept(ownerOf(call))) } };
}

function patch(call: Call): Answer {
  const parsed = firewallChange.safeParse(call.request.body);
  if (!parsed.success) throw refused(400, "bad_request", `Invalid request: ${parsed.error.issues[0]?.message ?? ""}`);
  const old = kept(ownerOf(call)) ?? keep(call, { firewallEnabled: false }, undefined);
  keep(call, { ...old, ...changed(old, parsed.data) } as unknown as Body, old);
  return { status: 200, body: {} };
}

/** What one change makes of the configuration. @throws Refusal 404 for a rule that is not there */
function changed(old: Firewall, change: Change): Data {
  switch (change.action) {
    case "firewallEnabled":
      return { firewallEnabled: change.value };
    case "rules.insert":
      return { rules: [...old.rules, change.value] };
    case "rules.update":
      return { rules: replaced(old.rules, change.id, change.value) };
    case "rules.remove":
      return { rules: replaced(old.rules, change.id, undefined) };
    case "ip.insert":
      return { ips: [...old.ips, change.value] };
    case "ip.update":
      return { ips: replaced(old.ips, change.id, change.value) };
    case "ip.remove":
      return { ips: replaced(old.ips, change.id, undefined) };
    case "crs.update":
      return { crs: { ...old.crs, [change.id]: change.value } };
    case "crs.disable":
      return { crs: {} };
    case "managedRules.update":
      return { managedRules: { ...old.managedRules, [change.id]: change.value } };
  }
}

function replaced(list: readonly Identified[], id: string, next: Data | undefined): readonly Identified[] {
  if (!list.some((each) => each.id === id)) throw missing("Rule", id);
  return list.flatMap((each) => (each.id === id ? (next ? [{ ...next, id }] : []) : [each]));
}

/** Keeps a configuration as its next version, with ids for rules that have none. */
function keep(call: Call, given: Body, old: Firewall | undefined): Firewall {
  const named = (list: readonly Identified[] | undefined, prefix: string): Identified[] =>
    (list ?? []).map((each) => ({ ...each, id: each.id ?? newId(call.world, prefix, 16) }));
  const entity = ownerOf(call);
  const off = Object.fromEntries(coreRules.map((each) => [each, { active: false, action: "log" }]));
  const firewall: Firewall = {
    ownerId: vercelTeamId(call.world.seed),
    projectKey: entity.data.id,
    id: old?.id ?? newId(call.world, "waf", 16),
    version: (old?.version ?? 0) + 1,
    updatedAt: iso(call.now),
    firewallEnabled: given.firewallEnabled,
    crs: { ...off, ...given.crs },
    managedRules: { ...given.managedRules },
    rules: named(given.rules, "rule"),
    ips: named(given.ips, "ip"),
    changes: [],
  };
  amend(project, entity, { firewall }, call);
  return firewall;
}
