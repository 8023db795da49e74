import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "reviewed" };
const base64 = (text: string): string => Buffer.from(text).toString("base64");
let ada: Octokit;
let bruno: Octokit;
let clara: Octokit;

/** A branch with one changed file, and a pull request from it. */
async function pullRequest(name: string, path = `${name}.md`, body = ""): Promise<number> {
  const main = (await bruno.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  await bruno.git.createRef({ ...at, ref: `refs/heads/${name}`, sha: main });
  await change(name, path, name);
  return (await bruno.pulls.create({ ...at, title: `Add ${name}`, head: name, base: "main", body })).data.number;
}

async function change(branch: string, path: string, text: string): Promise<void> {
  const there = await bruno.repos.getContent({ ...at, path, ref: branch }).catch(() => undefined);
  const sha = (there?.data as { sha?: string } | undefined)?.sha;
  await bruno.repos.createOrUpdateFileContents({
    ...at,
    branch,
    path,
    message: `Write ${path}`,
    content: base64(text),
    ...(sha === undefined ? {} : { sha }),
  });
}

const reasonOf = (pull_number: number, github = clara): Promise<string> =>
  github.pulls.merge({ ...at, pull_number, merge_method: "squash" }).then(
    () => "merged",
    (error: unknown) => {
      const { status, response } = error as { status: number; response: { data: { message: string } } };
      return `${String(status)} ${response.data.message}`;
    },
  );

const approve = (github: Octokit, pull_number: number) =>
  github.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
const refusal = (...texts: string[]): string => `405 Repository rule violations found\n\n${texts.join("\n\n")}\n\n`;

beforeAll(async () => {
  [ada, bruno, clara] = ["ada-brandt", "bruno-costa", "clara-dias"].map((holder) => client(handle.sandbox, holder)) as [
    Octokit,
    Octokit,
    Octokit,
  ];
  await ada.repos.createInOrg({
    org: at.owner,
    name: at.repo,
    auto_init: true,
    allow_merge_commit: false,
    delete_branch_on_merge: true,
  });
  await ada.repos.createOrUpdateFileContents({
    ...at,
    path: ".github/CODEOWNERS",
    message: "Owners",
    content: base64("/infra/ @ada-brandt-example\n"),
  });
  await ada.repos.createRepoRuleset({
    ...at,
    name: "main",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [
      {
        type: "pull_request",
        parameters: {
          allowed_merge_methods: ["squash"],
          dismiss_stale_reviews_on_push: true,
          require_code_owner_review: true,
          require_last_push_approval: true,
          required_approving_review_count: 1,
          required_review_thread_resolution: true,
        },
      },
      { type: "required_signatures" },
    ],
  });
});

describe("a pull request", () => {
  it("is opened, listed, changed, told with its files and commits, closed and opened again", async () => {
    const pull_number = await pullRequest("listed");
    const { data } = await bruno.pulls.get({ ...at, pull_number });
    expect(data).toMatchObject({
      state: "open",
      mergeable: true,
      mergeable_state: "blocked",
      commits: 1,
      additions: 1,
      changed_files: 1,
      user: { login: "bruno-costa-example" },
    });
    expect((await bruno.pulls.listFiles({ ...at, pull_number })).data.map((each) => each.filename)).toEqual([
      "listed.md",
    ]);
    expect((await bruno.pulls.listCommits({ ...at, pull_number })).data.map((each) => each.commit.message)).toEqual([
      "Write listed.md",
    ]);
    expect((await bruno.pulls.list({ ...at, head: `${at.owner}:listed` })).data.map((each) => each.number)).toEqual([
      pull_number,
    ]);
    expect((await bruno.pulls.update({ ...at, pull_number, title: "Renamed" })).data.title).toBe("Renamed");
    await expect(bruno.pulls.create({ ...at, title: "x", head: "listed", base: "main" })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("already exists") as string,
    });
    await expect(bruno.pulls.create({ ...at, title: "x", head: "nowhere", base: "main" })).rejects.toMatchObject({
      status: 422,
    });
    expect((await bruno.pulls.update({ ...at, pull_number, state: "closed" })).data.closed_at).not.toBeNull();
    expect((await bruno.pulls.list({ ...at, head: `${at.owner}:listed` })).data).toEqual([]);
    expect((await bruno.pulls.update({ ...at, pull_number, state: "open" })).data.state).toBe("open");
    await bruno.pulls.update({ ...at, pull_number, state: "closed" });
  });

  it("is merged once one other has approved, by squash, and closes what it says; its branch goes", async () => {
    const { data: issue } = await clara.issues.create({ ...at, title: "Broken" });
    const pull_number = await pullRequest("fix", "fix.md", `Fixes #${String(issue.number)}`);
    const needs = "At least 1 approving review is required by reviewers with write access.";
    const last =
      "New changes require approval from someone other than bruno-costa-example because they were the last pusher.";
    expect(await reasonOf(pull_number)).toBe(refusal(needs, last));
    await expect(approve(bruno, pull_number)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("your own pull request") as string,
    });
    await bruno.pulls.requestReviewers({ ...at, pull_number, reviewers: ["clara-dias-example"] });
    expect((await clara.pulls.listRequestedReviewers({ ...at, pull_number })).data.users).toHaveLength(1);
    await approve(clara, pull_number);
    expect((await clara.pulls.listRequestedReviewers({ ...at, pull_number })).data.users).toEqual([]);
    await expect(clara.pulls.merge({ ...at, pull_number })).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining("Merge commits are not allowed on this repository.") as string,
    });
    await expect(clara.pulls.merge({ ...at, pull_number, merge_method: "rebase" })).rejects.toMatchObject({
      status: 405,
    });
    await expect(
      clara.pulls.merge({ ...at, pull_number, merge_method: "squash", sha: "0".repeat(40) }),
    ).rejects.toMatchObject({ status: 409 });
    expect(await reasonOf(pull_number)).toBe("merged");
    const { data } = await clara.pulls.get({ ...at, pull_number });
    expect(data).toMatchObject({ merged: true, merged_by: { login: "clara-dias-example" } });
    const head = (await clara.repos.getCommit({ ...at, ref: "main" })).data;
    expect(head.sha).toBe(data.merge_commit_sha);
    expect(head.commit.message.split("\n")[0]).toBe(`Write fix.md (#${String(pull_number)})`);
    expect(head.commit.verification?.verified).toBe(true);
    expect((await clara.issues.get({ ...at, issue_number: issue.number })).data).toMatchObject({
      state: "closed",
      state_reason: "completed",
    });
    await expect(clara.repos.getBranch({ ...at, branch: "fix" })).rejects.toMatchObject({ status: 404 });
    expect(await reasonOf(pull_number)).toBe("405 Pull Request is not mergeable");
    const log = await ada.request("GET /orgs/{org}/audit-log", { org: at.owner, phrase: "action:pull_request.merge" });
    expect((log.data as { actor: string }[])[0]?.actor).toBe("clara-dias-example");
  });

  it("loses its approvals by a push, and needs one of the new state", async () => {
    const pull_number = await pullRequest("stale");
    await approve(clara, pull_number);
    await change("stale", "stale.md", "other");
    const reviews = (await clara.pulls.listReviews({ ...at, pull_number })).data;
    expect(reviews.map((each) => each.state)).toEqual(["DISMISSED"]);
    expect(await reasonOf(pull_number)).toContain("At least 1 approving review");
    await approve(clara, pull_number);
    expect(await reasonOf(pull_number)).toBe("merged");
  });

  it("waits for code owners by the file of the base branch", async () => {
    const pull_number = await pullRequest("owned", "infra/main.ts");
    await approve(clara, pull_number);
    expect(await reasonOf(pull_number)).toBe(refusal("Waiting on code owner review from ada-brandt-example."));
    await approve(ada, pull_number);
    expect(await reasonOf(pull_number)).toBe("merged");
  });

  it("waits where changes were asked for, until that review is dismissed", async () => {
    const pull_number = await pullRequest("refused");
    await approve(clara, pull_number);
    await expect(ada.pulls.createReview({ ...at, pull_number, event: "REQUEST_CHANGES" })).rejects.toMatchObject({
      status: 422,
    });
    const { data } = await ada.pulls.createReview({ ...at, pull_number, event: "REQUEST_CHANGES", body: "No" });
    expect(await reasonOf(pull_number)).toBe(refusal("Changes have been requested by a reviewer with write access."));
    await ada.pulls.dismissReview({ ...at, pull_number, review_id: data.id, message: "Settled" });
    expect(await reasonOf(pull_number)).toBe("merged");
  });

  it("waits for conversations, which GraphQL resolves", async () => {
    const pull_number = await pullRequest("talked");
    await approve(clara, pull_number);
    const { data } = await ada.pulls.createReviewComment({
      ...at,
      pull_number,
      path: "talked.md",
      line: 1,
      commit_id: "",
      body: "Why?",
    });
    await bruno.pulls.createReplyForReviewComment({ ...at, pull_number, comment_id: data.id, body: "Because" });
    expect(await reasonOf(pull_number)).toBe(
      refusal("A conversation must be resolved before this pull request can be merged."),
    );
    const query = `query($n: Int!) { repository(owner: "${at.owner}", name: "${at.repo}") { pullRequest(number: $n) { reviewThreads(first: 9) { nodes { id isResolved } } } } }`;
    const found = await bruno.graphql<{ repository: { pullRequest: { reviewThreads: { nodes: { id: string }[] } } } }>(
      query,
      { n: pull_number },
    );
    const id = found.repository.pullRequest.reviewThreads.nodes[0]?.id;
    await bruno.graphql(
      `mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }`,
      { id },
    );
    expect(await reasonOf(pull_number)).toBe("merged");
  });

  it("is not merged with commits that are not signed, nor where it contradicts its base", async () => {
    const main = (await bruno.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    const tree = (
      await bruno.git.createTree({ ...at, base_tree: main, tree: [{ path: "bare.md", mode: "100644", content: "x" }] })
    ).data.sha;
    const { data: commit } = await bruno.git.createCommit({ ...at, message: "Bare", tree, parents: [main] });
    await bruno.git.createRef({ ...at, ref: "refs/heads/bare", sha: commit.sha });
    const { number: pull_number } = (await bruno.pulls.create({ ...at, title: "Bare", head: "bare", base: "main" }))
      .data;
    await approve(clara, pull_number);
    expect(await reasonOf(pull_number)).toBe(refusal("Commits must have verified signatures."));
    const [one, two] = [await pullRequest("left", "same.md"), await pullRequest("right", "same.md")];
    for (const each of [one, two]) await approve(clara, each);
    expect(await reasonOf(one)).toBe("merged");
    expect((await bruno.pulls.get({ ...at, pull_number: two })).data).toMatchObject({
      mergeable: false,
      mergeable_state: "dirty",
    });
    expect(await reasonOf(two)).toBe("405 Pull Request is not mergeable");
  });

  it("a draft is not merged", async () => {
    const main = (await bruno.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    await bruno.git.createRef({ ...at, ref: "refs/heads/draft", sha: main });
    await change("draft", "draft.md", "x");
    const { number } = (await bruno.pulls.create({ ...at, title: "Draft", head: "draft", base: "main", draft: true }))
      .data;
    expect(await reasonOf(number)).toBe("405 Pull Request is still a draft");
  });
});

describe("issues and comments", () => {
  it("have labels, comments with a limit, and states", async () => {
    const { data: issue } = await bruno.issues.create({
      ...at,
      title: "One",
      labels: ["bug", "new one"],
      assignees: ["clara-dias-example"],
    });
    const issue_number = issue.number;
    await bruno.issues.addLabels({ ...at, issue_number, labels: ["question"] });
    await bruno.issues.removeLabel({ ...at, issue_number, name: "new one" });
    expect((await bruno.issues.listLabelsOnIssue({ ...at, issue_number })).data.map((each) => each.name)).toEqual([
      "bug",
      "question",
    ]);
    expect((await bruno.issues.listForRepo({ ...at, labels: "question" })).data.map((each) => each.number)).toEqual([
      issue_number,
    ]);
    const { data: comment } = await bruno.issues.createComment({ ...at, issue_number, body: "x".repeat(65_536) });
    await expect(bruno.issues.createComment({ ...at, issue_number, body: "x".repeat(65_537) })).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ message: "body is too long (maximum is 65536 characters)" }] } },
    });
    await expect(bruno.issues.createComment({ ...at, issue_number, body: " " })).rejects.toMatchObject({ status: 422 });
    expect((await clara.issues.updateComment({ ...at, comment_id: comment.id, body: "short" })).data.body).toBe(
      "short",
    );
    expect((await bruno.issues.listComments({ ...at, issue_number })).data.map((each) => each.body)).toEqual(["short"]);
    await bruno.issues.deleteComment({ ...at, comment_id: comment.id });
    await expect(bruno.issues.getComment({ ...at, comment_id: comment.id })).rejects.toMatchObject({ status: 404 });
    await bruno.issues.update({ ...at, issue_number, state: "closed", state_reason: "not_planned" });
    expect((await bruno.issues.get({ ...at, issue_number })).data).toMatchObject({
      state: "closed",
      state_reason: "not_planned",
      comments: 0,
    });
    await expect(bruno.issues.create({ ...at, title: "Two", assignees: ["nobody"] })).rejects.toMatchObject({
      status: 422,
    });
  });
});
