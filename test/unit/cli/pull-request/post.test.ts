import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { reviewCheck } from "@launchgate/core";
import { startSandbox, type Sandbox } from "@launchgate/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewText, sentence } from "../../../../packages/cli/src/pull-request/comment/review-text.ts";
import { annotationsOf, checkOn, writeCheck } from "../../../../packages/cli/src/pull-request/post/check-run.ts";
import { ownLogin } from "../../../../packages/cli/src/pull-request/post/own-login.ts";
import type { Pull } from "../../../../packages/cli/src/pull-request/post/pull.ts";
import { postComment, type Posted } from "../../../../packages/cli/src/pull-request/post/sticky-comment.ts";
import type { Review } from "../../../../packages/cli/src/pull-request/review/review.ts";
import { openGitHub, type GitHubClient } from "../../../../packages/cli/src/vendors/github-client.ts";
import { seed } from "../../../../packages/sandbox/test/helpers/seed.ts";
import { client } from "../../../../packages/sandbox/test/github/client.ts";
import { manyFindings, emptyReview } from "./reviews.ts";
import "./patience.ts";

/** Numbers that the sandbox gives to the apps of machines: 400,001 and on, in the order of the seed. */
const appIds = { pulumi: 400_001, stranger: 400_003 } as const;
const words = { summary: "s", text: "t" };
const at = { owner: seed.organization, repo: "release-operations" };
let folder = "";
let sandbox: Sandbox;
let app: GitHubClient;
let otherApp: GitHubClient;

const open = (holder: string): Promise<GitHubClient> =>
  openGitHub({
    token: sandbox.tokens.github[holder]?.token ?? "",
    organization: at.owner,
    baseUrl: sandbox.urls.github,
  });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "launchgate-comment-"));
  const machines = [...seed.machines, { id: "stranger", access: "admin" as const }];
  sandbox = await startSandbox({ folder, seed: { ...seed, machines } });
  await client(sandbox, "ada-brandt").repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true });
  [app, otherApp] = [await open("pulumi"), await open("stranger")];
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** A pull request of its own, and a way to push to it. */
class Change {
  readonly pull: Pull;
  readonly #branch: string;
  #pushes = 0;

  private constructor(pull: Pull, branch: string) {
    this.pull = pull;
    this.#branch = branch;
  }

  static async open(branch: string): Promise<Change> {
    const bruno = client(sandbox, "bruno-costa");
    const main = (await bruno.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    await bruno.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: main });
    const first = new Change({ client: app, ...at, number: 0 }, branch);
    await first.push();
    const { data } = await bruno.pulls.create({ ...at, title: branch, head: branch, base: "main" });
    return new Change({ ...first.pull, number: data.number }, branch);
  }

  /** A further commit; its id. */
  async push(): Promise<string> {
    this.#pushes += 1;
    const path_ = `${this.#branch}-${String(this.#pushes)}-${String(Math.random()).slice(2)}`;
    const { data } = await client(sandbox, "bruno-costa").repos.createOrUpdateFileContents({
      ...at,
      branch: this.#branch,
      path: path_,
      message: path_,
      content: "YQ==",
    });
    return data.commit.sha ?? "";
  }

  async comments(): Promise<readonly { readonly body?: string; readonly user: { readonly login: string } | null }[]> {
    const { data } = await client(sandbox, "ada-brandt").issues.listComments({
      ...at,
      issue_number: this.pull.number,
      per_page: 100,
    });
    return data;
  }

  /** What `pr comment` does for a commit. */
  async tell(head: string, review: Review = emptyReview(head), by = app): Promise<Posted> {
    const pull = { ...this.pull, client: by };
    const body = reviewText(review, { bytes: 65_000, pull: pull.number });
    const check = await writeCheck(pull, appIds[by === app ? "pulumi" : "stranger"], review, {
      summary: sentence(review),
      text: body,
    });
    return postComment(pull, { login: await ownLogin(pull, check), app: check.app.id }, head, body);
  }
}

describe("one comment (issue 9, point 3)", () => {
  it("is written once, stays the same one when pushes follow, and is left alone where it says this already", async () => {
    const change = await Change.open("sticky");
    const first = await change.push();
    const outcomes = [await change.tell(first), await change.tell(first)];
    const second = await change.push();
    outcomes.push(await change.tell(second));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "same", "updated"]);
    expect(new Set(outcomes.map(({ url }) => url)).size).toBe(1);
    const comments = await change.comments();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(`head=${second}`);
  });

  it("leaves a comment of somebody else alone that carries our marker, and writes its own", async () => {
    const change = await Change.open("impostor");
    const head = await change.push();
    const forged = reviewText(emptyReview(head), { pull: change.pull.number });
    await client(sandbox, "bruno-costa").issues.createComment({
      ...at,
      issue_number: change.pull.number,
      body: forged,
    });
    await change.tell(head, emptyReview(head), otherApp);
    const { outcome } = await change.tell(head);
    const comments = await change.comments();
    expect(outcome).toBe("created");
    expect(comments.map(({ user }) => user?.login)).toEqual([
      "bruno-costa-example",
      "motion-mavericks-stranger",
      "motion-mavericks-pulumi",
    ]);
  });

  it("removes doubles of our own, and keeps the oldest", async () => {
    const change = await Change.open("doubles");
    const head = await change.push();
    const body = reviewText(emptyReview("0".repeat(40)), { pull: change.pull.number });
    for (const text of [body, body, body])
      await client(sandbox, "pulumi").issues.createComment({ ...at, issue_number: change.pull.number, body: text });
    await change.tell(head);
    const comments = await change.comments();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(`head=${head}`);
  });

  it("an older run that comes last leaves the comment to the newer push", async () => {
    const change = await Change.open("late");
    const [older, newer] = [await change.push(), await change.push()];
    await change.tell(newer);
    expect((await change.tell(older)).outcome).toBe("newer");
    expect((await change.comments()).map(({ body }) => body?.includes(`head=${newer}`))).toEqual([true]);
  });

  it("an older run whose text landed on top of the newer one puts the newer text back from its check", async () => {
    const change = await Change.open("overwritten");
    const [older, newer] = [await change.push(), await change.push()];
    await change.tell(newer);
    const { data } = await client(sandbox, "pulumi").issues.listComments({ ...at, issue_number: change.pull.number });
    const body = reviewText(emptyReview(older), { pull: change.pull.number });
    await client(sandbox, "pulumi").issues.updateComment({ ...at, comment_id: data[0]?.id ?? 0, body });
    expect((await change.tell(older)).outcome).toBe("newer");
    expect((await change.comments())[0]?.body).toContain(`head=${newer}`);
  });

  it.each([1, 2, 3, 4, 5])("two pushes at once leave one comment, and the newer wins (turn %i)", async (turn) => {
    const change = await Change.open(`at-once-${String(turn)}`);
    const [older, newer] = [await change.push(), await change.push()];
    await Promise.all([change.tell(older), change.tell(newer), change.tell(older), change.tell(newer)]);
    const comments = await change.comments();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(`head=${newer}`);
  });
});

describe("the check", () => {
  it("is completed on the reviewed commit, with every annotation beyond one request, by our app alone", async () => {
    const change = await Change.open("check");
    const head = await change.push();
    const review = manyFindings(head, 130);
    await change.tell(head, review);
    await change.tell(head, emptyReview(head), otherApp);
    const ada = client(sandbox, "ada-brandt");
    const { data } = await ada.checks.listForRef({ ...at, ref: head, check_name: reviewCheck });
    const ours = data.check_runs.find(({ app: owner }) => owner?.slug === "pulumi");
    expect(data.check_runs).toHaveLength(2);
    expect(ours).toMatchObject({ status: "completed", conclusion: "failure", external_id: head });
    const annotations = await ada.paginate(ada.checks.listAnnotations, {
      ...at,
      check_run_id: ours?.id ?? 0,
      per_page: 100,
    });
    expect(
      annotations.map(({ path: file, start_line, annotation_level }) => [file, start_line, annotation_level]),
    ).toEqual(
      annotationsOf(review).map(({ path: file, start_line, annotation_level }) => [file, start_line, annotation_level]),
    );
    expect(annotations).toHaveLength(130);
    expect((await checkOn(change.pull, head, ours?.app?.id ?? 0))?.id).toBe(ours?.id);
    expect(await checkOn(change.pull, head, 1)).toBeUndefined();
  });

  it.each([
    ["passes", "success"],
    ["undecided", "neutral"],
    ["blocked", "failure"],
  ] as const)("concludes %s as %s", async (verdict, conclusion) => {
    const change = await Change.open(`concludes-${verdict}`);
    const head = await change.push();
    await writeCheck(change.pull, appIds.pulumi, { ...emptyReview(head), verdict }, words);
    const { data } = await client(sandbox, "ada-brandt").checks.listForRef({ ...at, ref: head });
    expect(data.check_runs.map((each) => each.conclusion)).toEqual([conclusion]);
  });

  it("by the token of another app is an error that names both, and is left neither open nor green (S3)", async () => {
    const change = await Change.open("wrong-app");
    const head = await change.push();
    const pull = { ...change.pull, client: otherApp };
    await expect(writeCheck(pull, appIds.pulumi, manyFindings(head, 130), words)).rejects.toMatchObject({
      code: "pull-request.check-of-another-app",
      message:
        "The token is of the GitHub App stranger (400003); the check release-review counts only from app 400001.",
    });
    const { data } = await client(sandbox, "ada-brandt").checks.listForRef({ ...at, ref: head });
    expect(data.check_runs).toMatchObject([
      { status: "completed", conclusion: "cancelled", output: { title: "Written by another app: counts for nothing" } },
    ]);
  });
});
