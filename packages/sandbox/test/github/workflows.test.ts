import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const owner = "motion-mavericks";
const minute = 60_000;
let ada: Octokit;
let bruno: Octokit;
let clara: Octokit;

beforeAll(() => {
  handle.sandbox.clock.set(Date.UTC(2026, 10, 23, 9));
  [ada, bruno, clara] = ["ada-brandt", "bruno-costa", "clara-dias"].map((holder) => client(handle.sandbox, holder)) as [
    Octokit,
    Octokit,
    Octokit,
  ];
});

async function control(path: string, body: object): Promise<Response> {
  const { control: url, adminToken } = handle.sandbox;
  return fetch(`${url}/__sandbox/${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${adminToken}` },
    body: JSON.stringify(body),
  });
}

async function pass(milliseconds: number): Promise<void> {
  const { agenda, clock } = handle.sandbox.world;
  await agenda.passTo(clock.now() + milliseconds);
}

interface Rules {
  readonly wait_timer?: number;
  readonly reviewers?: readonly string[];
  readonly prevent_self_review?: boolean;
  readonly can_admins_bypass?: boolean;
  readonly custom?: boolean;
}

/** A repository whose workflow tests and then deploys to `prod`; answers a started run. */
async function released(
  repo: string,
  rules: Rules,
  ref = "main",
): Promise<{ at: { owner: string; repo: string }; run_id: number }> {
  const at = { owner, repo };
  await ada.repos.createInOrg({ org: owner, name: repo, auto_init: true });
  const users = await Promise.all(
    (rules.reviewers ?? []).map((username) => ada.users.getByUsername({ username: `${username}-example` })),
  );
  await ada.repos.createOrUpdateEnvironment({
    ...at,
    environment_name: "prod",
    wait_timer: rules.wait_timer ?? 0,
    prevent_self_review: rules.prevent_self_review ?? false,
    can_admins_bypass: rules.can_admins_bypass ?? true,
    reviewers: users.map(({ data }) => ({ type: "User" as const, id: data.id })),
    deployment_branch_policy:
      rules.custom === true ? { protected_branches: false, custom_branch_policies: true } : null,
  });
  const jobs = [{ name: "test" }, { name: "deploy", needs: ["test"], environment: "prod", seconds: 60 }];
  expect(
    (await control("github/workflows", { repository: repo, file: "release.yml", name: "Release", jobs })).status,
  ).toBe(200);
  await bruno.actions.createWorkflowDispatch({ ...at, workflow_id: "release.yml", ref });
  const { data } = await bruno.actions.listWorkflowRunsForRepo(at);
  return { at, run_id: data.workflow_runs[0]?.id ?? 0 };
}

const stateOf = async (where: { at: { owner: string; repo: string }; run_id: number }): Promise<string> => {
  const { data } = await ada.actions.getWorkflowRun({ ...where.at, run_id: where.run_id });
  return data.conclusion ?? String(data.status);
};

describe("a run", () => {
  it("tests, deploys, and writes checks as GitHub Actions", async () => {
    const run = await released("plain", {});
    expect(await stateOf(run)).toBe("in_progress");
    await pass(30_000);
    const jobs = async () =>
      (await ada.actions.listJobsForWorkflowRun({ ...run.at, run_id: run.run_id })).data.jobs.map(
        (each) => `${each.name} ${each.conclusion ?? each.status}`,
      );
    expect(await jobs()).toEqual(["test success", "deploy in_progress"]);
    await pass(minute);
    expect(await stateOf(run)).toBe("success");
    const checks = (await ada.checks.listForRef({ ...run.at, ref: "main", app_id: 15_368 })).data.check_runs;
    expect(checks.map((each) => `${each.name} ${String(each.conclusion)}`).sort()).toEqual([
      "deploy success",
      "test success",
    ]);
    const [deployment] = (await ada.repos.listDeployments({ ...run.at, environment: "prod" })).data;
    const statuses = (await ada.repos.listDeploymentStatuses({ ...run.at, deployment_id: deployment?.id ?? 0 })).data;
    expect(statuses.map((each) => each.state)).toEqual(["success", "in_progress"]);
    expect((await ada.actions.listRepoWorkflows(run.at)).data.workflows.map((each) => each.path)).toEqual([
      ".github/workflows/release.yml",
    ]);
  });

  it("waits for a review: one approval suffices, strangers and who started it may not give it", async () => {
    const run = await released("gated", { reviewers: ["bruno-costa", "clara-dias"], prevent_self_review: true });
    await pass(30_000);
    expect(await stateOf(run)).toBe("waiting");
    const pending = async (github: Octokit) =>
      (await github.actions.getPendingDeploymentsForRun({ ...run.at, run_id: run.run_id })).data;
    const [seen] = await pending(bruno);
    expect(seen).toMatchObject({ environment: { name: "prod" }, current_user_can_approve: false });
    expect((await pending(clara))[0]?.current_user_can_approve).toBe(true);
    const decide = (github: Octokit, state: "approved" | "rejected") =>
      github.actions.reviewPendingDeploymentsForRun({
        ...run.at,
        run_id: run.run_id,
        environment_ids: [seen?.environment.id ?? 0],
        state,
        comment: "Seen",
      });
    await expect(decide(bruno, "approved")).rejects.toMatchObject({ status: 422 });
    await expect(decide(ada, "approved")).rejects.toMatchObject({ status: 422 });
    expect((await decide(clara, "approved")).data[0]).toMatchObject({ environment: "prod" });
    await expect(decide(clara, "approved")).rejects.toMatchObject({ status: 422 });
    await pass(minute);
    expect(await stateOf(run)).toBe("success");
    const approvals = (await ada.actions.getReviewsForRun({ ...run.at, run_id: run.run_id })).data;
    expect(approvals).toMatchObject([
      { state: "approved", comment: "Seen", user: { login: "clara-dias-example" }, environments: [{ name: "prod" }] },
    ]);
    const told = handle.sandbox.world.timeline.entries().map((each) => each.text);
    expect(told).toContain("clara-dias-example approves Release #1 for prod");
    const log = (
      await ada.request("GET /orgs/{org}/audit-log", { org: owner, phrase: "action:workflows.approve_workflow_job" })
    ).data as object[];
    expect(log[0]).toMatchObject({ actor: "clara-dias-example", environment_name: "prod", repo: `${owner}/gated` });
  });

  it("may be approved by who started it where self-review is allowed, and ends when rejected; failed jobs run again", async () => {
    const run = await released("rejected", { reviewers: ["bruno-costa"] });
    await pass(30_000);
    const decide = async (state: "approved" | "rejected") => {
      const [seen] = (await bruno.actions.getPendingDeploymentsForRun({ ...run.at, run_id: run.run_id })).data;
      await bruno.actions.reviewPendingDeploymentsForRun({
        ...run.at,
        run_id: run.run_id,
        environment_ids: [seen?.environment.id ?? 0],
        state,
        comment: "",
      });
    };
    await decide("rejected");
    expect(await stateOf(run)).toBe("failure");
    await bruno.actions.reRunWorkflowFailedJobs({ ...run.at, run_id: run.run_id });
    expect(await stateOf(run)).toBe("waiting");
    await decide("approved");
    await pass(minute);
    expect(await stateOf(run)).toBe("success");
    expect((await ada.actions.getWorkflowRun({ ...run.at, run_id: run.run_id })).data.run_attempt).toBe(2);
  });

  it("waits for the timer as well, to the minute", async () => {
    const run = await released("timed", { wait_timer: 10, reviewers: ["clara-dias"] });
    await pass(30_000);
    const [seen] = (await clara.actions.getPendingDeploymentsForRun({ ...run.at, run_id: run.run_id })).data;
    expect(seen?.wait_timer).toBe(10);
    await clara.actions.reviewPendingDeploymentsForRun({
      ...run.at,
      run_id: run.run_id,
      environment_ids: [seen?.environment.id ?? 0],
      state: "approved",
      comment: "",
    });
    await pass(9 * minute);
    expect(await stateOf(run)).toBe("waiting");
    await pass(minute);
    expect(await stateOf(run)).toBe("in_progress");
  });

  it("fails after thirty days without a review, and when its branch may not deploy", async () => {
    const waiting = await released("forgotten", { reviewers: ["clara-dias"] });
    await pass(30_000 + 30 * 24 * 60 * minute);
    expect(await stateOf(waiting)).toBe("failure");
    const barred = await released("barred", { custom: true });
    await pass(30_000);
    expect(await stateOf(barred)).toBe("failure");
    await ada.repos.createDeploymentBranchPolicy({ ...barred.at, environment_name: "prod", name: "main" });
    await bruno.actions.reRunWorkflow({ ...barred.at, run_id: barred.run_id });
    await pass(2 * minute);
    expect(await stateOf(barred)).toBe("success");
  });

  it("is let past the rules by owners alone, and only where the environment allows it", async () => {
    const open = await released("passed", { reviewers: ["clara-dias"] });
    const shut = await released("shut", { reviewers: ["clara-dias"], can_admins_bypass: false });
    await pass(30_000);
    const bypass = (run: typeof open, by: string) =>
      control("github/bypass", { repository: run.at.repo, run: run.run_id, environment: "prod", by });
    expect((await bypass(open, "bruno-costa-example")).status).toBe(400);
    expect((await bypass(shut, "ada-brandt-example")).status).toBe(400);
    expect((await bypass(open, "ada-brandt-example")).ok).toBe(true);
    expect([await stateOf(open), await stateOf(shut)]).toEqual(["in_progress", "waiting"]);
  });

  it("is cancelled, once; a disabled workflow is not started", async () => {
    const run = await released("cancelled", {});
    await bruno.actions.cancelWorkflowRun({ ...run.at, run_id: run.run_id });
    expect(await stateOf(run)).toBe("cancelled");
    await expect(bruno.actions.cancelWorkflowRun({ ...run.at, run_id: run.run_id })).rejects.toMatchObject({
      status: 409,
    });
    await ada.actions.disableWorkflow({ ...run.at, workflow_id: "release.yml" });
    const dispatch = () => bruno.actions.createWorkflowDispatch({ ...run.at, workflow_id: "release.yml", ref: "main" });
    await expect(dispatch()).rejects.toMatchObject({ status: 422 });
    await ada.actions.enableWorkflow({ ...run.at, workflow_id: "release.yml" });
    expect((await dispatch()).status).toBe(204);
    expect((await ada.actions.listWorkflowRuns({ ...run.at, workflow_id: "release.yml" })).data.total_count).toBe(2);
  });
});
