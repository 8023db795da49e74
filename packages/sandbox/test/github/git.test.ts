import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "sources" };
const base64 = (text: string): string => Buffer.from(text).toString("base64");
let github: Octokit;
let bruno: Octokit;

beforeAll(async () => {
  github = client(handle.sandbox);
  bruno = client(handle.sandbox, "bruno-costa");
  await github.repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true });
});

describe("contents", () => {
  it("begin with a page, and give ids that Git itself would give", async () => {
    const { data } = await github.repos.getContent({ ...at, path: "README.md" });
    expect(data).toMatchObject({ type: "file", encoding: "base64", content: `${base64("# sources\n")}\n` });
    const { data: blob } = await github.git.createBlob({ ...at, content: "hello\n" });
    expect(blob.sha).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
    const { data: tree } = await github.git.createTree({
      ...at,
      tree: [{ path: "a", mode: "100644", type: "blob", sha: blob.sha }],
    });
    expect(tree.sha).toBe("0976950c1fdbcb52435a433913017bf044b3a58f");
    expect((await github.git.getBlob({ ...at, file_sha: blob.sha })).data).toMatchObject({
      size: 6,
      content: `${base64("hello\n")}\n`,
    });
  });

  it("are made, changed, moved into folders, listed and removed, each by a commit", async () => {
    const file = { ...at, path: "docs/guide.md" };
    const made = await bruno.repos.createOrUpdateFileContents({
      ...file,
      message: "Add a guide",
      content: base64("one\ntwo\n"),
    });
    expect(made.status).toBe(201);
    const sha = made.data.content?.sha ?? "";
    await expect(
      bruno.repos.createOrUpdateFileContents({ ...file, message: "x", content: base64("x") }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      bruno.repos.createOrUpdateFileContents({ ...file, message: "x", content: base64("x"), sha: "0".repeat(40) }),
    ).rejects.toMatchObject({ status: 409 });
    const changed = await bruno.repos.createOrUpdateFileContents({
      ...file,
      message: "Change it",
      content: base64("one\nthree\n"),
      sha,
    });
    expect(changed.status).toBe(200);
    const commit = await github.repos.getCommit({ ...at, ref: changed.data.commit.sha ?? "" });
    expect(commit.data).toMatchObject({
      author: { login: "bruno-costa-example" },
      stats: { additions: 1, deletions: 1 },
    });
    expect(commit.data.files?.[0]).toMatchObject({
      filename: "docs/guide.md",
      status: "modified",
      patch: "@@ -1,2 +1,2 @@\n one\n-two\n+three",
    });
    const folder = (await github.repos.getContent({ ...at, path: "" })).data as { name: string; type: string }[];
    expect(folder.map(({ name, type }) => `${type} ${name}`)).toEqual(["file README.md", "dir docs"]);
    expect((await github.repos.listCommits({ ...at, path: "docs" })).data.map((each) => each.commit.message)).toEqual([
      "Change it",
      "Add a guide",
    ]);
    await bruno.repos.deleteFile({ ...file, message: "Remove it", sha: changed.data.content?.sha ?? "" });
    await expect(github.repos.getContent(file)).rejects.toMatchObject({ status: 404 });
  });

  it("may be read by those who only look, and not written", async () => {
    const drift = client(handle.sandbox, "drift");
    expect((await drift.repos.getContent({ ...at, path: "README.md" })).status).toBe(200);
    const write = drift.repos.createOrUpdateFileContents({ ...at, path: "x", message: "x", content: "" });
    await expect(write).rejects.toMatchObject({ status: 403 });
  });

  it("make the first branch of an empty repository, which has no Git before", async () => {
    const empty = { owner: at.owner, repo: "empty" };
    await github.repos.createInOrg({ org: at.owner, name: empty.repo });
    await expect(github.git.createBlob({ ...empty, content: "x" })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("Git Repository is empty.") as string,
    });
    await github.repos.createOrUpdateFileContents({ ...empty, path: "a/b", message: "First", content: base64("x") });
    expect((await github.repos.getBranch({ ...empty, branch: "main" })).data.commit.commit.message).toBe("First");
  });
});

describe("objects, references and comparisons", () => {
  it("make a branch of blobs, a tree and a commit, and compare it", async () => {
    const head = (await github.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    const base = (await github.git.getCommit({ ...at, commit_sha: head })).data.tree.sha;
    const { data: tree } = await bruno.git.createTree({
      ...at,
      base_tree: base,
      tree: [{ path: "src/a.ts", mode: "100644", content: "export {};\n" }],
    });
    const { data: commit } = await bruno.git.createCommit({ ...at, message: "Add a", tree: tree.sha, parents: [head] });
    expect(commit.verification).toMatchObject({ verified: false, reason: "unsigned" });
    const made = await bruno.git.createRef({ ...at, ref: "refs/heads/feature/a", sha: commit.sha });
    expect(made.data.ref).toBe("refs/heads/feature/a");
    await expect(bruno.git.createRef({ ...at, ref: "refs/heads/feature/a", sha: head })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("Reference already exists") as string,
    });
    const { data } = await github.repos.compareCommitsWithBasehead({ ...at, basehead: "main...feature/a" });
    expect(data).toMatchObject({ status: "ahead", ahead_by: 1, behind_by: 0 });
    expect(data.files?.map((each) => `${each.status} ${each.filename}`)).toEqual(["added src/a.ts"]);
    const listed = (await github.git.getTree({ ...at, tree_sha: "feature/a", recursive: "1" })).data.tree;
    expect(listed.map((each) => each.path)).toEqual(["README.md", "src", "src/a.ts"]);
    await expect(bruno.git.updateRef({ ...at, ref: "heads/feature/a", sha: head })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("not a fast forward") as string,
    });
    await bruno.git.updateRef({ ...at, ref: "heads/feature/a", sha: head, force: true });
    expect((await github.repos.compareCommitsWithBasehead({ ...at, basehead: "main...feature/a" })).data.status).toBe(
      "identical",
    );
    await bruno.git.deleteRef({ ...at, ref: "heads/feature/a" });
    await expect(github.git.getRef({ ...at, ref: "heads/feature/a" })).rejects.toMatchObject({ status: 404 });
  });

  it("have tags", async () => {
    const sha = (await github.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    await bruno.git.createRef({ ...at, ref: "refs/tags/v1.0.0", sha });
    expect((await github.repos.listTags(at)).data).toMatchObject([{ name: "v1.0.0", commit: { sha } }]);
    expect((await github.git.listMatchingRefs({ ...at, ref: "tags/v1" })).data.map((each) => each.ref)).toEqual([
      "refs/tags/v1.0.0",
    ]);
  });
});

describe("pushes to a branch with rules", () => {
  it("are refused in the words of rulesets, and let through for those who may pass", async () => {
    const guarded = { owner: at.owner, repo: "guarded" };
    await github.repos.createInOrg({ org: at.owner, name: guarded.repo, auto_init: true });
    const reviewed = {
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: 1,
      required_review_thread_resolution: false,
    };
    await github.repos.createRepoRuleset({
      ...guarded,
      name: "main",
      enforcement: "active",
      conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
      rules: [{ type: "pull_request", parameters: reviewed }, { type: "deletion" }],
      bypass_actors: [{ actor_type: "OrganizationAdmin", bypass_mode: "always" }],
    });
    const write = { ...guarded, path: "a", message: "a", content: base64("a") };
    await expect(bruno.repos.createOrUpdateFileContents(write)).rejects.toMatchObject({
      status: 409,
      response: {
        data: { message: "Repository rule violations found\n\nChanges must be made through a pull request.\n\n" },
      },
    });
    await expect(bruno.git.deleteRef({ ...guarded, ref: "heads/main" })).rejects.toMatchObject({ status: 422 });
    expect((await github.repos.createOrUpdateFileContents(write)).status).toBe(201);
    expect((await github.repos.getBranch({ ...guarded, branch: "main" })).data.protected).toBe(true);
  });
});
