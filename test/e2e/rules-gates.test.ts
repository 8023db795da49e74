/**
 * The gates of the rules repository with the real engine: the shared stack makes every environment that its workflows name, `deploy` finds
 * them by GitHub's own word, and nothing of them differs afterwards. (P3, P6, P7, S3)
 */
import { rulesEnvironments } from "@launchgate/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GateReads } from "../../packages/cli/src/delivery/gate-reads.ts";
import { openGitHub } from "../../packages/cli/src/vendors/github-client.ts";
import { modelWith } from "../unit/cli/pipelines/pipelines-model.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import { SandboxWorld } from "./helpers/sandbox-world.ts";

const absent = engineAbsent();
const { organization, stacks, stages } = modelWith();
const { name: repo } = organization.rulesRepository;
const at = `/repos/${organization.githubOwner}/${repo}`;
let world: SandboxWorld;
beforeAll(async () => {
  if (absent !== undefined) return;
  world = await SandboxWorld.open(["github"]);
  // A Monday morning: every stack is open for changes.
  await world.json(["sandbox", "clock", "set", "2026-11-23T09:00:00+01:00"], 0, []);
  await world.json(["up", "--stack", "shared", "--target", "sandbox"]);
}, 600_000);
afterAll(async () => {
  if (absent === undefined) await world.close();
});

interface Ruleset {
  readonly target: string;
  readonly rules: readonly {
    readonly type: string;
    readonly parameters?: { readonly required_status_checks?: object[] };
  }[];
}

async function read<T>(path: string): Promise<T> {
  const answer = await world.vendor("github", "GET", `${at}/${path}`);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

describe("the rules repository", { timeout: 600_000 }, () => {
  test("has every gate, for the default branch alone, with the approvers of the stage", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const { urls, tokens } = world.connection;
    const token = tokens.github["pulumi"]?.token ?? "";
    const reads = new GateReads(
      await openGitHub({ token, organization: organization.githubOwner, baseUrl: urls.github }),
      repo,
    );
    for (const { name, approval } of rulesEnvironments({ organization, stacks, stages })) {
      const { branch_policies: policies } = await read<{ branch_policies: { name: string }[] }>(
        `environments/${name}/deployment-branch-policies`,
      );
      expect(policies.map((each) => each.name)).toEqual(["main"]);
      const reviewers = approval.teams.map((team) => `team ${team}`);
      expect(await reads.guard(name), name).toEqual({ reviewers, preventSelfReview: reviewers.length > 0 });
    }
  });

  test("takes the review's check from our app alone", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const rulesets = await read<{ id: number }[]>("rulesets");
    const whole = rulesets.map(({ id }) => read<Ruleset>(`rulesets/${String(id)}`));
    const rules = (await Promise.all(whole)).flatMap(({ target, rules: all }) => (target === "branch" ? all : []));
    const checks = rules.flatMap(({ parameters }) => parameters?.required_status_checks ?? []);
    expect(checks).toContainEqual({ context: "release-review", integration_id: organization.githubApp.id });
  });

  test("is as declared: another preview has nothing to do", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const { steps } = await world.json<{ steps: { op: string }[] }>(["preview", "--stack", "shared"]);
    expect(steps.filter(({ op }) => op !== "same")).toEqual([]);
  });
});
