import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const org = "motion-mavericks";

/** The refusal of a call: its status and body. */
async function refusal(call: Promise<unknown>): Promise<{ status: number; data: unknown }> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as { status: number; response: { data: unknown } };
    return { status, data: response.data };
  }
  throw new Error("the call was not refused");
}

describe("what GitHub refuses", () => {
  it("a second repository of a name, in any letter case", async () => {
    const github = client(handle.sandbox);
    await github.repos.createInOrg({ org, name: "twice" });
    const second = await refusal(github.repos.createInOrg({ org, name: "Twice" }));
    expect(second).toMatchObject({
      status: 422,
      data: { errors: [{ resource: "Repository", code: "already_exists", field: "name" }] },
    });
  });

  it("a repository without a name, in the words of its schema", async () => {
    const call = client(handle.sandbox).request("POST /orgs/{org}/repos", { org, description: "nameless" } as never);
    expect(await refusal(call)).toMatchObject({
      status: 422,
      data: { message: 'Invalid request.\n\n"name" wasn\'t supplied.' },
    });
  });

  it("no way to merge, and texts of squash commits that do not go together", async () => {
    const github = client(handle.sandbox);
    const none = { allow_merge_commit: false, allow_squash_merge: false, allow_rebase_merge: false };
    expect(await refusal(github.repos.createInOrg({ org, name: "unmergeable", ...none }))).toMatchObject({
      status: 422,
    });
    const unfit = { squash_merge_commit_title: "COMMIT_OR_PR_TITLE", squash_merge_commit_message: "BLANK" } as const;
    expect(await refusal(github.repos.createInOrg({ org, name: "unfit", ...unfit }))).toMatchObject({ status: 422 });
    expect(await refusal(github.repos.get({ owner: org, repo: "unfit" }))).toMatchObject({ status: 404 });
  });

  it("the visibility that it already has, in the words that the provider knows", async () => {
    const github = client(handle.sandbox);
    await github.repos.createInOrg({ org, name: "seen", visibility: "private" });
    const again = await refusal(github.repos.update({ owner: org, repo: "seen", visibility: "private" }));
    expect(again).toMatchObject({ status: 422, data: { message: "Visibility is already private." } });
    expect((await github.repos.update({ owner: org, repo: "seen", visibility: "public" })).data.private).toBe(false);
  });

  it("changes to an archived repository and to what is in it, until it is unarchived", async () => {
    const github = client(handle.sandbox);
    const at = { owner: org, repo: "old" };
    await github.repos.createInOrg({ org, name: at.repo });
    await github.repos.update({ ...at, archived: true });
    const message = "Repository was archived so is read-only.";
    expect(await refusal(github.repos.update({ ...at, description: "new" }))).toMatchObject({
      status: 403,
      data: { message },
    });
    expect(await refusal(github.issues.createLabel({ ...at, name: "late" }))).toMatchObject({
      status: 403,
      data: { message },
    });
    expect((await github.issues.listLabelsForRepo(at)).status).toBe(200);
    expect((await github.repos.update({ ...at, archived: false })).data.archived).toBe(false);
    await github.repos.update({ ...at, archived: true });
    expect((await github.repos.delete(at)).status).toBe(204);
  });

  it("a body that is no JSON", async () => {
    const { urls, tokens } = handle.sandbox;
    const answer = await fetch(`${urls.github}/orgs/${org}/repos`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokens.github["pulumi"]?.token ?? ""}` },
      body: "{",
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { message: "Problems parsing JSON" }]);
  });
});

describe("names", () => {
  it("are kept as GitHub keeps them", async () => {
    const made = await client(handle.sandbox).repos.createInOrg({ org, name: "Two words!" });
    expect(made.data.name).toBe("Two-words-");
  });
});
