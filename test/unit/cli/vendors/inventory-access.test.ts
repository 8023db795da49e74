/** What lets somebody in beside the declared things is found at each vendor and can be taken away again. (L4, S2) */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { InventoryObject } from "../../../../packages/cli/src/vendors/inventory-object.ts";
import { inventory } from "../../../../packages/cli/src/vendors/inventory.ts";
import { removeThings } from "../../../../packages/cli/src/vendors/removal/removal.ts";
import { VendorWorld } from "./vendor-world.ts";

let world: VendorWorld;
const organization = "motion-mavericks";
const repo = `/repos/${organization}/web`;
const canary = "canary-of-an-address";

beforeAll(async () => {
  world = await VendorWorld.open();
  await atGitHub();
  await atVercel();
  await atDatadog();
});
afterAll(() => world.close());

async function atGitHub(): Promise<void> {
  const config = { url: `https://receiver.example/${canary}`, secret: canary };
  const { node_id: repositoryId } = await world.send<{ node_id: string }>(
    "github",
    `POST /orgs/${organization}/repos`,
    {
      name: "web",
    },
  );
  await world.send("github", `POST ${repo}/keys`, { title: "mirror", key: "ssh-ed25519 AAAAC3Nza", read_only: true });
  await world.send("github", `POST ${repo}/hooks`, { config, events: ["push", "release"] });
  await world.send("github", `POST /orgs/${organization}/hooks`, { name: "web", config, active: false });
  const query =
    "mutation ($input: CreateBranchProtectionRuleInput!) { createBranchProtectionRule(input: $input) { clientMutationId } }";
  for (let number = 0; number < 101; number += 1) {
    const variables = { input: { repositoryId, pattern: `hotfix/${String(number)}` } };
    await world.send("github", "POST /graphql", { query, variables });
  }
}

async function atVercel(): Promise<void> {
  const { id } = await world.send<{ id: string }>("vercel", "POST /v10/projects", { name: "web-prod" });
  const secrets = ["b".repeat(32), "c".repeat(32)];
  for (const secret of secrets)
    await world.send("vercel", "PATCH /v1/projects/web-prod/protection-bypass", { generate: { secret, note: "same" } });
  await world.send("vercel", "POST /v9/projects/web-prod/custom-environments", { slug: "qa" });
  await world.send("vercel", "POST /v1/projects/web-prod/members", { username: "bruno-costa", role: "ADMIN" });
  const rule = { domain: "web.example", sourceIp: "203.0.113.7", note: "probe" };
  await world.send("vercel", `POST /v1/security/firewall/bypass?projectId=${id}`, rule);
  const all = { projectScope: true, sourceIp: "203.0.113.8" };
  await world.send("vercel", `POST /v1/security/firewall/bypass?projectId=${id}`, all);
  const hook = { url: `https://receiver.example/${canary}`, events: ["deployment.created"], projectIds: [id] };
  await world.send("vercel", "POST /v1/webhooks", hook);
  const { accessGroupId: group } = await world.send<{ accessGroupId: string }>("vercel", "POST /v1/access-groups", {
    name: "Product",
  });
  const { members } = await world.send<{ members: { uid: string; username: string }[] }>(
    "vercel",
    `GET /v1/projects/${id}/members`,
  );
  await world.send("vercel", `POST /v1/access-groups/${group}`, { membersToAdd: members.map(({ uid }) => uid) });
  await world.send("vercel", `POST /v1/access-groups/${group}/projects`, { projectId: id, role: "ADMIN" });
}

async function atDatadog(): Promise<void> {
  await world.send("datadog", "PUT /api/v1/integration/pagerduty", { subdomain: organization, api_token: canary });
  const at = "POST /api/v1/integration/pagerduty/configuration/services";
  await world.send("datadog", at, { service_name: "web-prod", service_key: canary });
}

const found = async (): Promise<readonly InventoryObject[]> => {
  const { github, vercel, datadog } = world.connections;
  return (await inventory({ github, vercel, datadog })).objects;
};

/** Kind, name and remark of each kind that is meant here. */
const expected: Readonly<Record<string, readonly (string | undefined)[]>> = {
  RepositoryDeployKey: ["web mirror", "reads the code"],
  RepositoryWebhook: ["web receiver.example", "tells receiver.example of push, release"],
  OrganizationWebhook: [`${organization} receiver.example`, "switched off; tells receiver.example of push"],
  CustomEnvironment: ["web-prod qa", undefined],
  ProjectMembers: ["bruno-costa in web-prod", "ADMIN"],
  Webhook: ["receiver.example", "tells receiver.example of deployment.created"],
  AccessGroup: ["Product", undefined],
  AccessGroupMember: ["bruno-costa in Product", undefined],
  AccessGroupProject: ["Product on web-prod", "ADMIN"],
  ServiceObject: ["web-prod", "monitors can page it"],
};
const several: Readonly<Record<string, number>> = {
  BranchProtection: 101,
  ProjectProtectionBypass: 2,
  FirewallBypass: 2,
};
const kindOf = ({ kind }: { readonly kind: string }): string => kind.split(":").at(-1) ?? "";

it("is found, page after page, and shows neither keys nor addresses that may hold one", async () => {
  const objects = await found();
  for (const [kind, words] of Object.entries(expected)) {
    const ofKind = objects.filter((each) => kindOf(each) === kind);
    expect([kind, ...ofKind.flatMap(({ name, remark }) => [name, remark])]).toEqual([kind, ...words]);
  }
  for (const [kind, count] of Object.entries(several))
    expect(new Set(objects.filter((each) => kindOf(each) === kind).map(({ id }) => id)).size).toBe(count);
  const text = JSON.stringify(objects);
  for (const secret of [canary, "b".repeat(32), "c".repeat(32)]) expect(text).not.toContain(secret);
});

it("can be taken away, each thing alone; twice is fine", async () => {
  world.sandbox.snapshot("full");
  const before = await found();
  const kinds = [...Object.keys(expected), ...Object.keys(several)];
  const things = before.filter((each) => kinds.includes(kindOf(each)));
  // What is inside goes before what holds it; of two bypasses the one that deployments see as a variable goes last.
  const order = things.toSorted((a, b) => Number(kindOf(a) === "AccessGroup") - Number(kindOf(b) === "AccessGroup"));
  const left = order.filter((each) => kindOf(each) !== "ProjectProtectionBypass");
  const removable = left.map(({ kind, id, parent }) => ({ kind, id, ...(parent ? { within: parent.id } : {}) }));
  for (let again = 0; again < 2; again += 1) {
    const gone: string[] = [];
    await removeThings(world.connections, removable, ({ id }) => gone.push(id));
    expect(gone).toHaveLength(left.length);
  }
  const after = (await found()).filter((each) => kinds.includes(kindOf(each)));
  expect(after.map(kindOf)).toEqual(["ProjectProtectionBypass", "ProjectProtectionBypass"]);
  world.sandbox.restore("full");
});

it("of two bypasses with the same note exactly the one that was named is revoked", async () => {
  world.sandbox.snapshot("full");
  const bypasses = (await found()).filter((each) => kindOf(each) === "ProjectProtectionBypass");
  const project = bypasses[0]?.parent?.id ?? "";
  type Kept = Readonly<Record<string, { readonly isEnvVar: boolean }>>;
  const kept = async (): Promise<Kept> =>
    (await world.send<{ protectionBypass: Kept }>("vercel", `GET /v9/projects/${project}`)).protectionBypass;
  const spare = Object.entries(await kept()).find(([, { isEnvVar }]) => !isEnvVar)?.[0];
  expect(spare).toBe("c".repeat(32));
  const outcomes = await Promise.allSettled(
    bypasses.map(({ kind, id }) => removeThings(world.connections, [{ kind, id }], () => undefined)),
  );
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(Object.keys(await kept())).toEqual(["b".repeat(32)]);
  world.sandbox.restore("full");
});
