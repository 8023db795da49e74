import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "ruled" };
const pullRequest = {
  type: "pull_request" as const,
  parameters: {
    dismiss_stale_reviews_on_push: true,
    require_code_owner_review: true,
    require_last_push_approval: true,
    required_approving_review_count: 2,
    required_review_thread_resolution: true,
  },
};

beforeAll(async () => {
  await client(handle.sandbox).repos.createInOrg({ org: at.owner, name: at.repo, visibility: "private" });
});

describe("rulesets", () => {
  it("are made, read, changed, listed and removed; GitHub fills in parameters", async () => {
    const github = client(handle.sandbox);
    const made = await github.repos.createRepoRuleset({
      ...at,
      name: "default branch",
      enforcement: "active",
      conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
      rules: [
        { type: "deletion" },
        pullRequest,
        {
          type: "required_status_checks",
          parameters: {
            strict_required_status_checks_policy: true,
            required_status_checks: [{ context: "build", integration_id: 15_368 }],
          },
        },
        { type: "required_deployments", parameters: { required_deployment_environments: ["dev"] } },
        {
          type: "code_scanning",
          parameters: {
            code_scanning_tools: [
              { tool: "CodeQL", alerts_threshold: "errors", security_alerts_threshold: "high_or_higher" },
            ],
          },
        },
      ],
    });
    expect(made.data).toMatchObject({ target: "branch", source: `${at.owner}/${at.repo}`, bypass_actors: [] });
    const read = await github.repos.getRepoRuleset({ ...at, ruleset_id: made.data.id, includes_parents: false });
    expect(read.data).toEqual(made.data);
    expect(read.data.rules?.[1]).toMatchObject({
      parameters: { allowed_merge_methods: ["merge", "squash", "rebase"] },
    });
    expect(read.data.rules?.[2]).toMatchObject({ parameters: { do_not_enforce_on_create: false } });

    await github.repos.updateRepoRuleset({ ...at, ruleset_id: made.data.id, enforcement: "disabled" });
    const changed = (await github.repos.getRepoRuleset({ ...at, ruleset_id: made.data.id })).data;
    expect(changed).toMatchObject({ enforcement: "disabled", name: "default branch" });
    expect(changed.rules).toHaveLength(5);
    const listed = (await github.repos.getRepoRulesets(at)).data.find((each) => each.id === made.data.id);
    expect([listed?.name, listed?.rules]).toEqual(["default branch", undefined]);
    await github.repos.deleteRepoRuleset({ ...at, ruleset_id: made.data.id });
    await expect(github.repos.getRepoRuleset({ ...at, ruleset_id: made.data.id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("show who may bypass them to writers only", async () => {
    const github = client(handle.sandbox);
    const team = await github.teams.create({ org: at.owner, name: "Platform" });
    const bypass_actors = [{ actor_id: team.data.id, actor_type: "Team" as const, bypass_mode: "always" as const }];
    const made = await github.repos.createRepoRuleset({
      ...at,
      name: "tags",
      target: "tag",
      enforcement: "active",
      bypass_actors,
      rules: [{ type: "creation" }],
    });
    expect(made.data.bypass_actors).toEqual(bypass_actors);
    const seen = await client(handle.sandbox, "drift").repos.getRepoRuleset({ ...at, ruleset_id: made.data.id });
    expect(seen.data.bypass_actors).toBeUndefined();
  });

  it.each([
    ["a name that is taken", { name: "taken" }],
    ["a rule that does not exist", { rules: [{ type: "no_fun" }] }],
    [
      "eleven approvals",
      { rules: [{ ...pullRequest, parameters: { ...pullRequest.parameters, required_approving_review_count: 11 } }] },
    ],
    ["one rule twice", { rules: [{ type: "deletion" }, { type: "deletion" }] }],
    ["an unknown team that bypasses", { bypass_actors: [{ actor_id: 1, actor_type: "Team" }] }],
    [
      "branch names on a push ruleset",
      { target: "push", conditions: { ref_name: { include: ["~ALL"], exclude: [] } } },
    ],
  ])("refuse %s", async (what, fields) => {
    const github = client(handle.sandbox);
    if (what === "a name that is taken")
      await github.repos.createRepoRuleset({ ...at, name: "taken", enforcement: "active" });
    const call = github.request("POST /repos/{owner}/{repo}/rulesets", {
      ...at,
      name: what,
      enforcement: "active",
      ...fields,
    } as never);
    await expect(call).rejects.toMatchObject({ status: 422 });
  });
});
