import { afterEach, describe, expect, it } from "vitest";
import { reviewOf } from "../../../../packages/cli/src/pipelines/reviewed-artifact.ts";
import { openGitHub } from "../../../../packages/cli/src/vendors/github-client.ts";
import { Service } from "../smoke/service.ts";

const commit = "a".repeat(40);
const head = "b".repeat(40);
const pull = { number: 7, merged_at: "2026-11-21T10:00:00Z", merge_commit_sha: commit, head: { sha: head } };
const artifact = (run: number, more: object = {}) => ({
  name: `launchgate-review-${head}`,
  expired: false,
  created_at: `2026-11-21T1${String(run)}:00:00Z`,
  workflow_run: { id: run },
  ...more,
});
const judged = { path: ".github/workflows/verdict.yml", event: "workflow_run", head_branch: "main" };

interface Answers {
  readonly pulls?: readonly object[];
  readonly artifacts?: readonly object[];
  readonly runs?: Readonly<Record<number, object>>;
}
const open: Service[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.stop())));

/** Asks a GitHub that answers just so. */
async function asked({ pulls = [pull], artifacts = [artifact(1)], runs = { 1: judged } }: Answers) {
  const api = await Service.start(({ url = "" }, response) => {
    const run = /\/actions\/runs\/(\d+)(?:\?|$)/.exec(url)?.[1];
    const body = url.includes("/pulls") ? pulls : run === undefined ? { artifacts } : runs[Number(run)];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  });
  open.push(api);
  const github = await openGitHub({ token: "t", organization: "motion-mavericks", baseUrl: api.url });
  return reviewOf({ github, repo: "release-operations" }, commit, "launchgate-review-", "main");
}

describe("the review of a merged commit (P7)", () => {
  it("is the newest that a judging workflow left for the head that was merged", async () => {
    const artifacts = [artifact(1), artifact(2)];
    const runs = {
      1: judged,
      2: { ...judged, path: ".github/workflows/preview-engine.yml@refs/heads/main", event: "workflow_dispatch" },
    };
    expect(await asked({ artifacts, runs })).toEqual({ pull: 7, commit: head, artifact: artifact(1).name, runId: 2 });
  });

  const forged: [string, Answers][] = [
    [
      "a workflow of the pull request itself",
      { runs: { 1: { ...judged, path: ".github/workflows/preview.yml", event: "pull_request" } } },
    ],
    ["a judging workflow started by a pull request", { runs: { 1: { ...judged, event: "pull_request" } } }],
    ["the trigger of the other judge", { runs: { 1: { ...judged, event: "workflow_dispatch" } } }],
    ["a judging workflow of another branch", { runs: { 1: { ...judged, head_branch: "fix" } } }],
    ["a workflow of a like name", { runs: { 1: { ...judged, path: ".github/workflows/verdict.yml.yml" } } }],
    ["no run", { artifacts: [artifact(1, { workflow_run: null })] }],
    ["a time that is over", { artifacts: [artifact(1, { expired: true })] }],
    ["another commit", { artifacts: [artifact(1, { name: `launchgate-review-${commit}` })] }],
    ["nobody: there is none", { artifacts: [] }],
  ];
  it.each(forged)("is not one of %s", async (_what, answers) => {
    await expect(asked(answers)).rejects.toMatchObject({ code: "pipelines.not-reviewed", exitCode: 4 });
  });

  it("is passed over where a forged one is newer", async () => {
    const runs = { 1: judged, 2: { ...judged, event: "pull_request" } };
    expect(await asked({ artifacts: [artifact(2), artifact(1)], runs })).toMatchObject({ runId: 1 });
  });

  it.each([
    ["that nobody merged", [{ ...pull, merged_at: null }]],
    ["that was merged as another commit", [{ ...pull, merge_commit_sha: head }]],
    ["of nobody: it was pushed", []],
  ])("is none for a pull request %s", async (_what, pulls) => {
    await expect(asked({ pulls })).rejects.toMatchObject({ code: "pipelines.not-a-merge", exitCode: 4 });
  });
});
