import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { findsDrift } from "../finds-drift.ts";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { repositoryLives } from "./lives.ts";

const handle = withSandbox();
let engine: PracticeEngine;
let team: number;

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "github");
  await engine.up("github:index/repository:Repository", "web", { name: "web", autoInit: true, visibility: "private" });
  const environment = {
    repository: "web",
    environment: "prod",
    deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
  };
  await engine.up("github:index/repositoryEnvironment:RepositoryEnvironment", "prod", environment);
  await engine.up("github:index/team:Team", "approvers", { name: "Approvers", privacy: "closed" });
  team = Number(engine.recorded("approvers").id);
});

/** The approvers' number in place of the word. */
function withTeam(life: Lifecycle): Lifecycle {
  return JSON.parse(
    JSON.stringify(life, (_key, value: unknown) => (value === undefined ? "<nothing>" : value)),
    (_key, value: unknown) => (value === "team" ? team : value),
  ) as Lifecycle;
}

/** Changes that nobody can see at GitHub. */
const unseen = {
  "canApprovePullRequestReviews -> undefined": "false and nothing are the same",
  'name -> "subject-renamed"': "the id is the name: a renamed repository is another one",
};

describe("types of a repository", () => {
  it.each(Object.keys(repositoryLives))("%s lives through every change", async (name) => {
    const life = withNothing(withTeam(repositoryLives[name]!));
    await liveThrough(engine, life);
    await findsDrift(engine, life, `${name} drifting`, unseen);
  });

  const bypass = { bypassActors: [{ actorId: 1, actorType: "OrganizationAdmin", bypassMode: "always" }] };
  const rules = {
    deletion: true,
    nonFastForward: true,
    pullRequest: { requiredApprovingReviewCount: 1, requireCodeOwnerReview: true, allowedMergeMethods: ["squash"] },
    requiredStatusChecks: {
      requiredChecks: [{ context: "check", integrationId: 15_368 }],
      strictRequiredStatusChecksPolicy: true,
    },
    requiredDeployments: { requiredDeploymentEnvironments: ["prod"] },
    requiredCodeScanning: {
      requiredCodeScanningTools: [
        { tool: "CodeQL", alertsThreshold: "errors", securityAlertsThreshold: "high_or_higher" },
      ],
    },
  };
  const to = (changed: object): { to: unknown } => ({ to: { ...rules, ...changed } });

  it("ruleset lives through every change", async () => {
    const life: Lifecycle = {
      type: "github:index/repositoryRuleset:RepositoryRuleset",
      inputs: {
        repository: "web",
        name: "guard",
        target: "branch",
        enforcement: "active",
        conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
        ...bypass,
        rules,
      },
      changes: {
        name: { to: "guard of main" },
        target: { to: "tag", with: { rules: { deletion: true } } },
        enforcement: { to: "disabled" },
        bypassActors: [{ to: [] }, { to: undefined }],
        conditions: { to: { refName: { includes: ["refs/heads/main"], excludes: ["refs/heads/old"] } } },
        rules: [
          to({ deletion: false }),
          to({ creation: true, requiredLinearHistory: true, requiredSignatures: true }),
          to({ pullRequest: { ...rules.pullRequest, requiredApprovingReviewCount: 2, requireLastPushApproval: true } }),
          to({ requiredStatusChecks: { requiredChecks: [{ context: "check" }, { context: "lint" }] } }),
          to({ requiredDeployments: { requiredDeploymentEnvironments: ["prod", "qa/other"] } }),
          to({ requiredCodeScanning: undefined }),
          to({ update: true, updateAllowsFetchAndMerge: true }),
          to({ mergeQueue: { mergeMethod: "SQUASH", maxEntriesToBuild: 3 } }),
          to({ commitMessagePattern: { operator: "starts_with", pattern: "feat" } }),
        ],
      },
      unchanged: { repository: "replaces: a repository is its place" },
      importId: (state, id) => `${String(state["repository"])}:${id}`,
    };
    await liveThrough(engine, life);
    await findsDrift(engine, life, "ruleset drifting");
  });

  it("finds what was changed, added and switched off elsewhere (L4)", async () => {
    const type = "github:index/repositoryRuleset:RepositoryRuleset";
    const inputs = { repository: "web", name: "drift", target: "branch", enforcement: "active", rules };
    await engine.up(type, "drift", inputs);
    const { id, state } = engine.recorded("drift");
    const call = handle.sandbox.world;
    const entity = call.store.all("github.ruleset").find(({ data }) => String(data["id"]) === id)!;
    expect(state["rulesetId"]).toBe(Number(id));
    const url = `${handle.sandbox.urls.github}/repos/motion-mavericks/web/rulesets/${id}`;
    const token = handle.sandbox.tokens.github["pulumi"]!.token;
    const put = (body: object): Promise<Response> =>
      fetch(url, { method: "PUT", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
    const wire = entity.data as Record<string, unknown>;
    await put({ bypass_actors: [{ actor_id: 1, actor_type: "OrganizationAdmin", bypass_mode: "always" }] });
    expect(await engine.refresh("drift")).toEqual(["bypassActors"]);
    const added = [...(wire["rules"] as object[]), { type: "creation" }];
    await put({ bypass_actors: [], rules: added });
    expect(await engine.refresh("drift")).toContain("rules");
    await engine.up(type, "drift", inputs);
    expect(await engine.refresh("drift")).toEqual([]);
  });
});

/** `undefined` again, which JSON cannot say. */
function withNothing(life: Lifecycle): Lifecycle {
  const back = (value: unknown): unknown => {
    if (value === "<nothing>") return undefined;
    if (Array.isArray(value)) return value.map(back);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, back(each)]));
  };
  return back(life) as Lifecycle;
}
