import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "checked" };
const actions = 15_368;
let ada: Octokit;
let bruno: Octokit;
let app: Octokit;
let head = "";
let pull_number = 0;

async function setApps(script: object): Promise<Response> {
  const { control, adminToken } = handle.sandbox;
  const headers = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
  return fetch(`${control}/__sandbox/github/apps`, { method: "PUT", headers, body: JSON.stringify(script) });
}

const reasonOf = (): Promise<string> =>
  bruno.pulls.merge({ ...at, pull_number, merge_method: "squash" }).then(
    () => "merged",
    (error: unknown) =>
      (error as { response: { data: { message: string } } }).response.data.message
        .replace("Repository rule violations found\n\n", "")
        .trim(),
  );

beforeAll(async () => {
  [ada, bruno, app] = ["ada-brandt", "bruno-costa", "pulumi"].map((holder) => client(handle.sandbox, holder)) as [
    Octokit,
    Octokit,
    Octokit,
  ];
  await ada.repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true });
  const main = (await ada.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  await bruno.git.createRef({ ...at, ref: "refs/heads/work", sha: main });
  const written = await bruno.repos.createOrUpdateFileContents({
    ...at,
    branch: "work",
    path: "a",
    message: "a",
    content: "YQ==",
  });
  head = written.data.commit.sha ?? "";
  await bruno.git.createRef({ ...at, ref: "refs/heads/other", sha: main });
  pull_number = (await bruno.pulls.create({ ...at, title: "a", head: "work", base: "main" })).data.number;
  await ada.repos.createRepoRuleset({
    ...at,
    name: "main",
    enforcement: "active",
    conditions: { ref_name: { include: ["refs/heads/main"], exclude: [] } },
    rules: [
      {
        type: "required_status_checks",
        parameters: {
          required_status_checks: [{ context: "check", integration_id: actions }],
          strict_required_status_checks_policy: true,
        },
      },
      { type: "required_deployments", parameters: { required_deployment_environments: ["staging"] } },
    ],
  });
});

describe("checks and deployments that a merge waits for", () => {
  it("are written by apps, one's check is not another's, and only the pinned app's counts", async () => {
    const check = { ...at, name: "check", head_sha: head };
    await expect(ada.checks.create(check)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("You must authenticate via a GitHub App.") as string,
    });
    const { data: foreign } = await app.checks.create({ ...check, conclusion: "success" });
    expect(foreign).toMatchObject({ status: "completed", conclusion: "success", app: { slug: "pulumi" } });
    const missing = "Missing successful active staging deployment.";
    expect(await reasonOf()).toBe(`Required status check "check" is expected.\n\n${missing}`);
    expect((await setApps({ pulumi: { id: actions, slug: "github-actions", name: "GitHub Actions" } })).status).toBe(
      200,
    );
    await expect(app.checks.update({ ...at, check_run_id: foreign.id, conclusion: "failure" })).rejects.toMatchObject({
      status: 403,
    });
    const { data: own } = await app.checks.create({ ...check, status: "in_progress" });
    expect(await reasonOf()).toBe(`Required status check "check" is pending.\n\n${missing}`);
    await app.checks.update({ ...at, check_run_id: own.id, conclusion: "failure" });
    expect(await reasonOf()).toBe(`Required status check "check" is failing.\n\n${missing}`);
    await app.checks.update({ ...at, check_run_id: own.id, conclusion: "success" });
    expect(await reasonOf()).toBe(missing);
    const listed = (await ada.checks.listForRef({ ...at, ref: "work", app_id: actions })).data;
    expect(listed.check_runs.map((each) => each.conclusion)).toEqual(["success"]);
    const deploy = (required_contexts: string[]) =>
      app.repos.createDeployment({ ...at, ref: "work", environment: "staging", required_contexts });
    await expect(deploy(["nobody"])).rejects.toMatchObject({
      status: 409,
      response: { data: { errors: [{ field: "required_contexts" }] } },
    });
    const { data } = (await deploy([])) as { data: { id: number } };
    await app.repos.createDeploymentStatus({ ...at, deployment_id: data.id, state: "in_progress" });
    expect(await reasonOf()).toBe("Missing successful active staging deployment.");
    await app.repos.createDeploymentStatus({
      ...at,
      deployment_id: data.id,
      state: "success",
      environment_url: "https://staging.example",
    });
    expect(await reasonOf()).toBe("merged");
  });

  it("take fifty annotations a call, and add those of the next", async () => {
    const annotations = Array.from({ length: 51 }, (_, line) => ({
      path: "a",
      start_line: line + 1,
      end_line: line + 1,
      annotation_level: "notice" as const,
      message: "m",
    }));
    const output = { title: "t", summary: "s" };
    const make = (count: number) =>
      app.checks.create({
        ...at,
        name: "lint",
        head_sha: head,
        output: { ...output, annotations: annotations.slice(0, count) },
      });
    await expect(make(51)).rejects.toMatchObject({ status: 422 });
    const { data } = await make(50);
    await app.checks.update({
      ...at,
      check_run_id: data.id,
      output: { ...output, annotations: annotations.slice(50) },
    });
    expect((await ada.checks.get({ ...at, check_run_id: data.id })).data.output.annotations_count).toBe(51);
    expect((await ada.checks.listAnnotations({ ...at, check_run_id: data.id, per_page: 100 })).data).toHaveLength(51);
    await expect(app.checks.create({ ...at, name: "x", head_sha: head, status: "completed" })).rejects.toMatchObject({
      status: 422,
    });
    await expect(app.checks.create({ ...at, name: "x", head_sha: "0".repeat(40) })).rejects.toMatchObject({
      status: 422,
    });
  });

  it("have statuses beside them, with what they come to together", async () => {
    const { data: written } = await bruno.repos.createOrUpdateFileContents({
      ...at,
      branch: "other",
      path: "s",
      message: "s",
      content: "cw==",
    });
    const sha = written.commit.sha ?? "";
    const set = (context: string, state: "success" | "failure" | "pending") =>
      app.repos.createCommitStatus({ ...at, sha, context, state });
    const together = async (): Promise<string> =>
      (await ada.repos.getCombinedStatusForRef({ ...at, ref: "other" })).data.state;
    expect(await together()).toBe("pending");
    await set("one", "success");
    expect(await together()).toBe("success");
    await set("two", "pending");
    expect(await together()).toBe("pending");
    await set("one", "failure");
    expect(await together()).toBe("failure");
    expect((await ada.repos.listCommitStatusesForRef({ ...at, ref: "other" })).data).toHaveLength(3);
  });
});

describe("deployments", () => {
  const at = { owner: "motion-mavericks", repo: "deployed" };

  beforeAll(async () => {
    await ada.repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true });
  });

  it("end older ones of their environment, but those of production", async () => {
    const deploy = async (environment: string): Promise<number> => {
      const { data } = (await app.repos.createDeployment({
        ...at,
        ref: "main",
        environment,
        required_contexts: [],
        auto_merge: false,
      })) as { data: { id: number } };
      await app.repos.createDeploymentStatus({ ...at, deployment_id: data.id, state: "success" });
      return data.id;
    };
    const stateOf = async (deployment_id: number): Promise<string | undefined> =>
      (await ada.repos.listDeploymentStatuses({ ...at, deployment_id })).data[0]?.state;
    const [qa, again, production, later] = [
      await deploy("qa"),
      await deploy("qa"),
      await deploy("production"),
      await deploy("production"),
    ];
    expect([await stateOf(qa), await stateOf(again), await stateOf(production), await stateOf(later)]).toEqual([
      "inactive",
      "success",
      "success",
      "success",
    ]);
    await expect(app.repos.deleteDeployment({ ...at, deployment_id: again })).rejects.toMatchObject({ status: 422 });
    await app.repos.deleteDeployment({ ...at, deployment_id: qa });
    expect((await ada.repos.listDeployments({ ...at, environment: "qa" })).data.map((each) => each.id)).toEqual([
      again,
    ]);
    expect((await ada.repos.getEnvironment({ ...at, environment_name: "qa" })).data.name).toBe("qa");
  });

  it("bring the default branch into a branch that is behind, instead", async () => {
    const first = (await ada.repos.listCommits(at)).data.at(-1)?.sha ?? "";
    await bruno.git.createRef({ ...at, ref: "refs/heads/behind", sha: first });
    await bruno.repos.createOrUpdateFileContents({ ...at, path: "c", message: "c", content: "Yw==" });
    await bruno.repos.createOrUpdateFileContents({ ...at, branch: "behind", path: "b", message: "b", content: "Yg==" });
    const answer = await app.repos.createDeployment({ ...at, ref: "behind", required_contexts: [] });
    expect(answer).toMatchObject({ status: 202, data: { message: "Auto-merged main into behind on deployment." } });
    expect((await ada.repos.compareCommitsWithBasehead({ ...at, basehead: "main...behind" })).data.status).toBe(
      "ahead",
    );
    await expect(app.repos.createDeployment({ ...at, ref: "nowhere" })).rejects.toMatchObject({ status: 422 });
  });
});
