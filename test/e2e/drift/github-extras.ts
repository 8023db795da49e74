import sodium from "libsodium-wrappers";
import type { DriftWorld } from "./world.ts";
import { extrasOf, stray, upperStray, type AddedExtra } from "./extra.ts";
import { Rows } from "./rows.ts";

const protect =
  "mutation ($input: CreateBranchProtectionRuleInput!) { createBranchProtectionRule(input: $input) { clientMutationId } }";

/** One extra of each kind that GitHub lists. */
export async function addAtGitHub(world: DriftWorld, organization: string): Promise<readonly AddedExtra[]> {
  const web = `/repos/${organization}/web`;
  const staging = `${web}/environments/staging`;
  const conditions = { ref_name: { include: ["~ALL"], exclude: [] } };
  const config = { url: `https://${stray}.example/in` };
  const add = <T>(line: string, body: object): Promise<T> => world.send<T>("github", line, body);
  const { id: team } = await world.send<{ id: number }>("github", `GET /orgs/${organization}/teams/platform`);
  const { node_id: repositoryId } = await world.send<{ node_id: string }>("github", `GET ${web}`);
  await add(`POST /orgs/${organization}/repos`, { name: stray });
  await add(`POST /orgs/${organization}/teams`, { name: stray });
  await add(`PUT /orgs/${organization}/teams/release-approvers/memberships/leo-martins-example`, { role: "member" });
  await add(`PUT /teams/${String(team)}/repos/${organization}/${stray}`, { permission: "admin" });
  await add(`PUT ${web}/collaborators/leo-martins-example`, { permission: "admin" });
  await addMember(world, organization);
  await add(`POST ${web}/labels`, { name: stray, color: "ffffff" });
  await add(`POST ${web}/rulesets`, {
    name: stray,
    target: "branch",
    enforcement: "active",
    conditions,
    rules: [{ type: "deletion" }],
  });
  await add("POST /graphql", { query: protect, variables: { input: { repositoryId, pattern: stray } } });
  await add(`POST ${web}/keys`, { title: stray, key: "ssh-ed25519 AAAAC3NzaStray" });
  await add(`POST ${web}/hooks`, { config });
  await add(`POST /orgs/${organization}/hooks`, { name: "web", config });
  await add(`POST ${web}/actions/variables`, { name: upperStray, value: "x" });
  await add(`PUT ${web}/actions/secrets/${upperStray}`, await sealedFor(world, `${web}/actions/secrets`));
  await add(`PUT ${web}/environments/${stray}`, {});
  await add(`POST ${staging}/variables`, { name: upperStray, value: "x" });
  await add(`PUT ${staging}/secrets/${upperStray}`, await sealedFor(world, `${staging}/secrets`));
  await add(`POST ${staging}/deployment-branch-policies`, { name: `${stray}/*`, type: "branch" });
  return [
    ...extrasOf("shared", "github", {
      Repository: stray,
      Team: stray,
      TeamMembership: "leo-martins-example",
      TeamRepository: `platform on ${stray}`,
      RepositoryCollaborator: "leo-martins-example",
      Membership: stray,
      IssueLabel: stray,
      RepositoryRuleset: stray,
      BranchProtection: stray,
      RepositoryDeployKey: stray,
      RepositoryWebhook: stray,
      OrganizationWebhook: stray,
      RepositoryEnvironment: stray,
      ActionsVariable: upperStray,
      ActionsSecret: upperStray,
    }),
    ...extrasOf("staging", "github", {
      ActionsEnvironmentVariable: upperStray,
      ActionsEnvironmentSecret: upperStray,
      RepositoryEnvironmentDeploymentPolicy: stray,
    }),
  ];
}

/** A secret, sealed with the key of its place. */
async function sealedFor(world: DriftWorld, place: string): Promise<object> {
  await sodium.ready;
  const { key_id, key } = await world.send<{ key_id: string; key: string }>("github", `GET ${place}/public-key`);
  const sealed = sodium.crypto_box_seal(Buffer.from("x"), Buffer.from(key, "base64"));
  return { encrypted_value: Buffer.from(sealed).toString("base64"), key_id };
}

/** Somebody whom the model does not know is invited, and accepts. */
async function addMember(world: DriftWorld, organization: string): Promise<void> {
  const { store } = world.sandbox.world;
  const known = new Rows(world.sandbox).one("github.user", {});
  if (known === undefined) throw new Error("nobody is there");
  const key = `github.user:${String(store.transact(() => store.nextNumber("github.user")))}`;
  store.transact(() => store.put({ ...known, key, data: { ...known.data, login: stray, id: 299_999, holder: stray } }));
  await world.send("github", `PUT /orgs/${organization}/memberships/${stray}`, { role: "member" });
  const invited = new Rows(world.sandbox).one("github.organization-membership", { login: stray });
  if (invited === undefined) throw new Error("nobody was invited");
  store.transact(() => store.put({ ...invited, data: { ...invited.data, state: "active" } }));
}
