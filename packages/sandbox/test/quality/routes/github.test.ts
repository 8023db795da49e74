/** Every route of GitHub by which a release waits and is told of, by the official client (P3, P4, T2). */
import type { Octokit } from "@octokit/rest";
import { expect } from "vitest";
import type { Sandbox } from "../../../src/index.ts";
import { client } from "../../github/client.ts";
import { proveRoutes } from "./prove.ts";

const run = "/repos/{owner}/{repo}/actions/runs/{run_id}";
const deployments = "/repos/{owner}/{repo}/deployments";
const rules = "/repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules";
const at = { owner: "motion-mavericks", repo: "routes" };

proveRoutes(
  {
    vendor: "github",
    published: [
      `GET ${run}/pending_deployments 200`,
      `POST ${run}/pending_deployments 200`,
      `GET ${run}/approvals 200`,
      `POST ${run}/deployment_protection_rule 204`,
      `POST ${rules} 201`,
      `GET ${rules} 200`,
      `GET ${rules}/apps 200`,
      `GET ${rules}/{protection_rule_id} 200`,
      `DELETE ${rules}/{protection_rule_id} 204`,
      `POST ${deployments} 201`,
      `POST ${deployments} 202`,
      `POST ${deployments} 409`,
      `POST ${deployments} 422`,
      `POST ${deployments}/{deployment_id}/statuses 201`,
      `GET ${deployments}/{deployment_id}/statuses 200`,
    ],
    unpublished: {
      // What a review that may not be given is refused with; the specification says nothing of it.
      [`POST ${run}/pending_deployments 422`]: /status not in the specification/,
      [`POST ${run}/deployment_protection_rule 422`]: /status not in the specification/,
    },
  },
  async (sandbox) => {
    const [ada, bruno, clara] = ["ada-brandt", "bruno-costa", "clara-dias"].map((each) => client(sandbox, each));
    if (!ada || !bruno || !clara) throw new Error("three people are wanted");
    await ada.repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true });
    await review(sandbox, ada, bruno, clara);
    await gate(sandbox, ada, client(sandbox));
    await deploy(sandbox, ada, client(sandbox));
  },
);

/** A run that waits for one of two people; who started it may not let it go on. */
async function review(sandbox: Sandbox, ada: Octokit, bruno: Octokit, clara: Octokit): Promise<void> {
  const ids = await Promise.all(
    ["bruno-costa", "clara-dias"].map((each) => ada.users.getByUsername({ username: `${each}-example` })),
  );
  await ada.repos.createOrUpdateEnvironment({
    ...at,
    environment_name: "prod",
    prevent_self_review: true,
    reviewers: ids.map(({ data }) => ({ type: "User" as const, id: data.id })),
  });
  const of = await waiting(sandbox, bruno, "prod");
  const [pending] = (await clara.actions.getPendingDeploymentsForRun(of)).data;
  expect(pending?.current_user_can_approve).toBe(true);
  const state = "approved" as const;
  const decision = { ...of, environment_ids: [pending?.environment.id ?? 0], state, comment: "Seen" };
  await expect(bruno.actions.reviewPendingDeploymentsForRun(decision)).rejects.toMatchObject({ status: 422 });
  await clara.actions.reviewPendingDeploymentsForRun(decision);
  expect((await ada.actions.getReviewsForRun(of)).data).toMatchObject([{ state: "approved", comment: "Seen" }]);
}

/** A run that waits at an environment. */
async function waiting(sandbox: Sandbox, starter: Octokit, environment: string) {
  const jobs = [{ name: "deploy", environment }];
  const file = `${environment}.yml`;
  await fetch(`${sandbox.control}/__sandbox/github/workflows`, {
    method: "PUT",
    headers: { authorization: `Bearer ${sandbox.adminToken}` },
    body: JSON.stringify({ repository: at.repo, file, name: "Release", jobs }),
  });
  await starter.actions.createWorkflowDispatch({ ...at, workflow_id: file, ref: "main" });
  const { data } = await starter.actions.listWorkflowRunsForRepo(at);
  return { ...at, run_id: data.workflow_runs[0]?.id ?? 0 };
}

/** A run that waits for the word of an app, which speaks for itself only. */
async function gate(sandbox: Sandbox, ada: Octokit, app: Octokit): Promise<void> {
  const environment_name = "gated";
  const where = { ...at, environment_name };
  await ada.repos.createOrUpdateEnvironment(where);
  const { data: known } = await ada.repos.listCustomDeploymentRuleIntegrations(where);
  const asked = known.available_custom_deployment_protection_rule_integrations?.find(({ slug }) => slug === "pulumi");
  const { data: rule } = await ada.repos.createDeploymentProtectionRule({ ...where, integration_id: asked?.id ?? 0 });
  const of = await waiting(sandbox, ada, environment_name);
  const conclusion = async () => (await ada.actions.getWorkflowRun(of)).data.status;
  expect(await conclusion()).toBe("waiting");
  const say = (who: Octokit, more: object) =>
    who.actions.reviewCustomGatesForRun({ ...of, environment_name, comment: "Looked", ...more });
  await expect(say(ada, { state: "approved" })).rejects.toMatchObject({ status: 422 });
  await say(app, {});
  expect(await conclusion()).toBe("waiting");
  await say(app, { state: "approved" });
  expect(await conclusion()).toBe("in_progress");
  await expect(say(app, { state: "approved" })).rejects.toMatchObject({ status: 422 });
  const second = await waiting(sandbox, ada, environment_name);
  await app.actions.reviewCustomGatesForRun({ ...second, environment_name, comment: "No", state: "rejected" });
  expect((await ada.actions.getWorkflowRun(second)).data.conclusion).toBe("failure");
  const of1 = { ...where, protection_rule_id: rule.id };
  expect((await ada.repos.getAllDeploymentProtectionRules(where)).data.total_count).toBe(1);
  expect((await ada.repos.getCustomDeploymentProtectionRule(of1)).data.app.id).toBe(asked?.id);
  await ada.repos.disableDeploymentProtectionRule(of1);
}

/** Deployments that are made, that need main merged first, that wait for a check, that name nothing. */
async function deploy(sandbox: Sandbox, ada: Octokit, app: Octokit): Promise<void> {
  const sha = (await ada.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  await ada.git.createRef({ ...at, ref: "refs/heads/behind", sha });
  const file = { ...at, branch: "main", path: "a", message: "a", content: "YQ==" };
  await ada.repos.createOrUpdateFileContents(file);
  const { data } = await app.repos.createDeployment({
    ...at,
    ref: "main",
    environment: "staging",
    required_contexts: [],
  });
  const deployment_id = (data as { id: number }).id;
  for (const state of ["in_progress", "success"] as const)
    await app.repos.createDeploymentStatus({ ...at, deployment_id, state });
  const states = (await ada.repos.listDeploymentStatuses({ ...at, deployment_id })).data.map(({ state }) => state);
  expect(states).toEqual(["success", "in_progress"]);
  expect((await app.repos.createDeployment({ ...at, ref: "behind", required_contexts: [] })).status).toBe(202);
  const waiting = app.repos.createDeployment({ ...at, ref: "main", required_contexts: ["never"] });
  await expect(waiting).rejects.toMatchObject({ status: 409 });
  await expect(app.repos.createDeployment({ ...at, ref: "nowhere" })).rejects.toMatchObject({ status: 422 });
  expect(sandbox.unrouted()).toEqual([]);
}
