import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const owner = "motion-mavericks";

describe("repositories", () => {
  it("makes, reads, changes, lists and removes one", async () => {
    const github = client(handle.sandbox);
    const made = await github.repos.createInOrg({
      org: owner,
      name: "web",
      visibility: "private",
      auto_init: true,
      has_wiki: false,
    });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({
      full_name: `${owner}/web`,
      private: true,
      default_branch: "main",
      has_wiki: false,
      allow_squash_merge: true,
    });

    const changed = await github.repos.update({ owner, repo: "web", allow_merge_commit: false, description: "Site" });
    expect(changed.data).toMatchObject({ allow_merge_commit: false, description: "Site", has_wiki: false });
    expect((await github.repos.get({ owner, repo: "WEB" })).data).toEqual(changed.data);
    expect((await github.request("GET /repositories/{id}", { id: made.data.id })).data.id).toBe(made.data.id);
    expect((await github.repos.listForOrg({ org: owner })).data.map((each) => each.name)).toContain("web");

    expect((await github.repos.delete({ owner, repo: "web" })).status).toBe(204);
    await expect(github.repos.get({ owner, repo: "web" })).rejects.toMatchObject({ status: 404 });
    await expect(github.issues.listLabelsForRepo({ owner, repo: "web" })).rejects.toMatchObject({ status: 404 });
  });
});
