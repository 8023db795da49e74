import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const org = "motion-mavericks";
let repositoryId = "";
let teamNode = "";

beforeAll(async () => {
  const github = client(handle.sandbox);
  repositoryId = (await github.repos.createInOrg({ org, name: "guarded" })).data.node_id;
  teamNode = (await github.teams.create({ org, name: "Platform" })).data.node_id;
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at whatever JSON comes back
type Json = any;

/** Asks as the provider does: under /api/graphql. */
async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  holder = "pulumi",
): Promise<{ data: Json; errors: Json[] }> {
  const { urls, tokens } = handle.sandbox;
  const answer = await fetch(`${urls.github}/api/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens.github[holder]?.token ?? ""}`, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as { data: Json; errors: Json[] };
}

const create =
  "mutation($input:CreateBranchProtectionRuleInput!){createBranchProtectionRule(input:$input){branchProtectionRule{id}}}";

async function makeRule(fields: Record<string, unknown>): Promise<string> {
  const { data, errors } = await ask(create, { input: { repositoryId, ...fields } });
  expect(errors).toBeUndefined();
  return data.createBranchProtectionRule.branchProtectionRule.id as string;
}

describe("GraphQL", () => {
  it("answers exactly the fields asked for", async () => {
    expect(await ask("query($id:ID!){node(id:$id){id}}", { id: repositoryId })).toEqual({
      data: { node: { id: repositoryId } },
    });
    const query = `{organization(login:"${org}"){team(slug:"platform"){id}} user(login:"ada-brandt-example"){login}}`;
    expect(await ask(query)).toEqual({
      data: { organization: { team: { id: teamNode } }, user: { login: "ada-brandt-example" } },
    });
  });

  it("works with the official client", async () => {
    const { viewer } = await client(handle.sandbox).graphql<{ viewer: { login: string } }>("{viewer{login}}");
    expect(viewer.login).toBe(`${org}-pulumi`);
  });

  it("tells an unknown node as an error, in the words that the provider looks for", async () => {
    const { errors } = await ask("query($id:ID!){node(id:$id){id}}", { id: "R_nothing" });
    expect(errors).toMatchObject([
      { type: "NOT_FOUND", path: ["node"], message: "Could not resolve to a node with the global id of 'R_nothing'" },
    ]);
  });

  it("refuses a field that the schema lacks", async () => {
    const { errors } = await ask("{viewer{shoeSize}}");
    expect(errors[0].message).toContain('Cannot query field "shoeSize" on type "User"');
  });
});

describe("branch protection", () => {
  const read = `query($id:ID!){node(id:$id){... on BranchProtectionRule{
    pattern isAdminEnforced requiredApprovingReviewCount requiredStatusCheckContexts repository{name}
    pushAllowances(first:100){nodes{actor{... on Team{id name} ... on User{login} ... on App{id}}}}}}}`;

  it("is made, read, changed, found from the repository, and removed", async () => {
    const id = await makeRule({
      pattern: "main",
      isAdminEnforced: true,
      requiredStatusCheckContexts: ["build"],
      restrictsPushes: true,
      pushActorIds: [teamNode],
    });
    expect((await ask(read, { id })).data.node).toEqual({
      pattern: "main",
      isAdminEnforced: true,
      requiredApprovingReviewCount: null,
      requiredStatusCheckContexts: ["build"],
      repository: { name: "guarded" },
      pushAllowances: { nodes: [{ actor: { id: teamNode, name: "Platform" } }] },
    });
    const update =
      "mutation($input:UpdateBranchProtectionRuleInput!){updateBranchProtectionRule(input:$input){branchProtectionRule{requiredApprovingReviewCount}}}";
    const changed = await ask(update, {
      input: { branchProtectionRuleId: id, requiredApprovingReviewCount: 2, pushActorIds: [] },
    });
    expect(changed.data.updateBranchProtectionRule.branchProtectionRule).toEqual({ requiredApprovingReviewCount: 2 });
    const list =
      "query($id:ID!){node(id:$id){... on Repository{branchProtectionRules(first:100){nodes{id pattern} pageInfo{hasNextPage endCursor}}}}}";
    const { nodes } = (await ask(list, { id: repositoryId })).data.node.branchProtectionRules;
    expect(nodes).toContainEqual({ id, pattern: "main" });
    const remove =
      "mutation($input:DeleteBranchProtectionRuleInput!){deleteBranchProtectionRule(input:$input){clientMutationId}}";
    expect(await ask(remove, { input: { branchProtectionRuleId: id } })).toEqual({
      data: { deleteBranchProtectionRule: { clientMutationId: null } },
    });
    expect((await ask(read, { id })).errors[0].message).toContain("Could not resolve to a node");
  });

  it("comes in pages behind a cursor", async () => {
    const patterns = ["page-1", "page-2", "page-3"];
    for (const pattern of patterns) await makeRule({ pattern });
    const query = `query($id:ID!,$after:String){node(id:$id){... on Repository{
      branchProtectionRules(first:1,after:$after){nodes{pattern} pageInfo{hasNextPage endCursor}}}}}`;
    const seen: string[] = [];
    let page: Json = { hasNextPage: true, endCursor: null };
    while (page.hasNextPage === true) {
      const rules = (await ask(query, { id: repositoryId, after: page.endCursor })).data.node.branchProtectionRules;
      for (const each of rules.nodes as { pattern: string }[]) seen.push(each.pattern);
      page = rules.pageInfo;
    }
    expect(seen).toEqual(expect.arrayContaining(patterns));
  });

  it("refuses a second rule for a pattern, an unknown repository, and who may only read", async () => {
    await makeRule({ pattern: "twice" });
    const twice = await ask(create, { input: { repositoryId, pattern: "twice" } });
    expect(twice.errors[0]).toMatchObject({ type: "UNPROCESSABLE", message: "Name already protected" });
    const lost = await ask(create, { input: { repositoryId: "R_nothing", pattern: "x" } });
    expect(lost.errors[0].type).toBe("NOT_FOUND");
    const reader = await ask(create, { input: { repositoryId, pattern: "y" } }, "drift");
    expect(reader.errors[0].type).toBe("FORBIDDEN");
  });
});
