import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { missing } from "../../../http/refusal.ts";
import { make } from "../../../resource-table/change.ts";
import type { Entity } from "../../../world/entity.ts";
import { firewallBypass, firewallBypassView, type FirewallBypassData } from "../tables/firewall-bypass.ts";
import { refused } from "../wire.ts";
import { bodyOf } from "./body.ts";
import { ownerOf } from "./firewall.ts";

const template = "/security/firewall/bypass";
const common = { template, statuses: [200], source: `vercel.json /v1${template}; client/firewall_bypass.go` };

/** Addresses that pass the firewall of a project; `projectId` is in the query. */
export const firewallBypassRoutes: readonly Route[] = [
  { ...common, method: "GET", scope: "read", run: list },
  { ...common, method: "POST", scope: "write", run: add },
  { ...common, method: "DELETE", scope: "write", run: remove },
];

const body = z.strictObject({
  domain: z.string().max(2544).optional(),
  projectScope: z.boolean().optional(),
  sourceIp: z.string().min(1),
  note: z.string().max(500).optional(),
});

function of(call: Call): readonly Entity<FirewallBypassData>[] {
  return call.world.store.children<FirewallBypassData>("vercel.firewall-bypass", ownerOf(call).key);
}

function list(call: Call): Answer {
  const { query } = call.request;
  const domain = query.get("projectScope") === "true" ? "*" : query.get("domain");
  const ip = query.get("sourceIp");
  const found = of(call).filter(
    ({ data }) => (domain === null || data.domain === domain) && (ip === null || data.ip === ip),
  );
  return { status: 200, body: { result: found.map((each) => firewallBypassView(each, call)) } };
}

function given(call: Call): { readonly domain: string; readonly ip: string; readonly note: string } {
  const { domain, projectScope, sourceIp, note = "" } = bodyOf(body, call, "Firewall Bypass");
  if ((domain === undefined) === (projectScope === undefined))
    throw refused(400, "bad_request", "Invalid request: one of `domain` and `projectScope` should be given.");
  return { domain: domain ?? "*", ip: sourceIp, note };
}

function add(call: Call): Answer {
  const fields = given(call);
  if (of(call).some(({ data }) => data.domain === fields.domain && data.ip === fields.ip))
    throw refused(400, "bad_request", "The bypass rule exists already.");
  const made = make(firewallBypass, fields, call, ownerOf(call));
  return { status: 200, body: { ok: true, result: [firewallBypassView(made, call)], pagination: null } };
}

function remove(call: Call): Answer {
  const { domain, ip } = given(call);
  const found = of(call).find(({ data }) => data.domain === domain && data.ip === ip);
  if (!found) throw missing("Firewall Bypass", ip);
  call.world.store.remove(found.key);
  return { status: 200, body: { ok: true } };
}
