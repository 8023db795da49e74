import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { vercelTeamId } from "../team-id.ts";
import { iso } from "../wire.ts";
import { project } from "./project.ts";

/** An address that passes the firewall's own measures. */
export interface FirewallBypassData extends Data {
  readonly id: string;
  /** `*` for every domain of the project. */
  readonly domain: string;
  readonly ip: string;
  readonly note: string;
}

/** Made, read and taken away by routes of their own: the address names nothing, the query does. */
export const firewallBypass = resource<FirewallBypassData>({
  vendor: "vercel",
  name: "firewall-bypass",
  title: "Firewall Bypass",
  source: "vercel.json /v1/security/firewall/bypass; client/firewall_bypass.go of the provider",
  parent: project,
  identity: { id: "id" },
  operations: {},
  scopes: { read: "read", write: "write" },
  input: z.strictObject({ domain: z.string(), ip: z.string(), note: z.string() }),
  computed: ({ domain, ip }) => ({ id: `${domain}#${ip}` }),
  view: firewallBypassView,
});

/** What answers show of it. */
export function firewallBypassView(
  { data, parent, created, updated }: Entity<FirewallBypassData>,
  { world, holder }: Call,
): Data {
  return {
    OwnerId: vercelTeamId(world.seed),
    Id: data.id,
    Domain: data.domain,
    Ip: data.ip,
    Action: "bypass",
    ProjectId: world.store.get(parent ?? "")?.data["id"],
    IsProjectRule: data.domain === "*",
    Note: data.note,
    ActorId: holder.id,
    CreatedAt: iso(created),
    UpdatedAt: iso(updated),
    UpdatedAtHour: iso(updated).slice(0, 13),
  };
}
