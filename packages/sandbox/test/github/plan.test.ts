import { beforeAll, describe, expect, it } from "vitest";
import { seed } from "../helpers/seed.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox({
  seed: { ...seed, vendors: { ...seed.vendors, github: { plan: "free", compensations: [] } } },
});
const org = "motion-mavericks";

beforeAll(async () => {
  const github = client(handle.sandbox);
  await github.repos.createInOrg({ org, name: "closed", visibility: "private" });
  await github.repos.createInOrg({ org, name: "open", visibility: "public" });
});

describe("an organisation without the Enterprise plan", () => {
  it("gets no reviewers on a private repository, but on a public one", async () => {
    const github = client(handle.sandbox);
    const team = await github.teams.create({ org, name: "Approvers" });
    const gate = { owner: org, environment_name: "prod", reviewers: [{ type: "Team" as const, id: team.data.id }] };
    await expect(github.repos.createOrUpdateEnvironment({ ...gate, repo: "closed" })).rejects.toMatchObject({
      status: 422,
    });
    expect((await github.repos.createOrUpdateEnvironment({ ...gate, repo: "open" })).status).toBe(200);
    expect(
      (await github.repos.createOrUpdateEnvironment({ owner: org, repo: "closed", environment_name: "prod" })).status,
    ).toBe(200);
  });

  it("gets no rulesets on a private repository, but on a public one", async () => {
    const github = client(handle.sandbox);
    const rules = { owner: org, name: "main", enforcement: "active" as const };
    await expect(github.repos.createRepoRuleset({ ...rules, repo: "closed" })).rejects.toMatchObject({ status: 403 });
    expect((await github.repos.createRepoRuleset({ ...rules, repo: "open" })).status).toBe(201);
  });
});
