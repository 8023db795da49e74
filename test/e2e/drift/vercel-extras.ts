import type { DriftWorld } from "./world.ts";
import { extrasOf, stray, upperStray, type AddedExtra } from "./extra.ts";

/** One extra of each kind that Vercel lists. */
export async function addAtVercel(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const add = <T>(line: string, body?: object): Promise<T> => world.send<T>("vercel", line, body);
  const stores = await add<{ id: string; slug: string }[]>("GET /v1/edge-config");
  const store = stores.find(({ slug }) => slug === "web-staging")?.id ?? "";
  const web = await add<{ id: string }>("GET /v9/projects/web-staging");
  const variable = { key: upperStray, value: "x", type: "encrypted", target: ["production"] };
  await add("POST /v10/projects/web-staging/env", variable);
  await add("POST /v10/projects/web-staging/domains", { name: `${stray}.example` });
  await add("PATCH /v1/projects/web-staging/protection-bypass", { generate: { secret: "s".repeat(32), note: stray } });
  await add("POST /v9/projects/web-staging/custom-environments", { slug: stray });
  await add("POST /v1/projects/web-staging/members", { username: "leo-martins", role: "ADMIN" });
  const rule = { domain: `${stray}.example`, sourceIp: "203.0.113.7", note: stray };
  await add(`POST /v1/security/firewall/bypass?projectId=${web.id}`, rule);
  await add("POST /v1/webhooks", {
    url: `https://${stray}.example/in`,
    events: ["deployment.created"],
    projectIds: [web.id],
  });
  await addDrain(world, web.id);
  const group = await add<{ accessGroupId: string }>("POST /v1/access-groups", { name: `${stray}-staging` });
  await add(`POST /v1/access-groups/${group.accessGroupId}/projects`, { projectId: web.id, role: "ADMIN" });
  await add(`PATCH /v1/edge-config/${store}/items`, { items: [{ operation: "upsert", key: stray, value: true }] });
  await add(`POST /v1/edge-config/${store}/token`, { label: stray });
  await add("POST /v1/edge-config", { slug: `${stray}-staging` });
  await add("POST /v10/projects", { name: `${stray}-staging` });
  return extrasOf("staging", "vercel", {
    ProjectEnvironmentVariable: upperStray,
    ProjectDomain: stray,
    ProjectProtectionBypass: stray,
    CustomEnvironment: stray,
    ProjectMembers: "leo-martins",
    FirewallBypass: stray,
    Webhook: stray,
    LogDrain: stray,
    EdgeConfigItem: stray,
    EdgeConfigToken: stray,
    EdgeConfig: stray,
    Project: stray,
    AccessGroup: stray,
  });
}

/** Another drain of the same form as the declared one. */
async function addDrain(world: DriftWorld, projectId: string): Promise<void> {
  const body = {
    name: stray,
    projects: "some",
    projectIds: [projectId],
    schemas: { log: { version: "v1" } },
    source: { kind: "self-served" },
    delivery: { type: "http", endpoint: `https://${stray}.example/in`, encoding: "json", headers: {} },
  };
  await world.send("vercel", "POST /v1/drains", body);
}
