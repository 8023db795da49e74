import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const owner = "motion-mavericks";
let ada: Octokit;
let bruno: Octokit;

beforeAll(() => {
  ada = client(handle.sandbox, "ada-brandt");
  bruno = client(handle.sandbox, "bruno-costa");
});

describe("releases", () => {
  it("are drafted, published with a tag, told as the latest, changed and removed", async () => {
    const at = { owner, repo: "shipped" };
    await ada.repos.createInOrg({ org: owner, name: at.repo, auto_init: true });
    const { data: draft } = await bruno.repos.createRelease({ ...at, tag_name: "v1.0.0", draft: true, body: "First" });
    expect(draft).toMatchObject({ draft: true, published_at: null });
    expect((await ada.repos.listTags(at)).data).toEqual([]);
    expect((await client(handle.sandbox, "drift").repos.listReleases(at)).data).toEqual([]);
    await expect(ada.repos.getLatestRelease(at)).rejects.toMatchObject({ status: 404 });
    const { data } = await bruno.repos.updateRelease({ ...at, release_id: draft.id, draft: false });
    expect(data).toMatchObject({ draft: false, body: "First", author: { login: "bruno-costa-example" } });
    expect((await ada.repos.listTags(at)).data.map((each) => each.name)).toEqual(["v1.0.0"]);
    await bruno.repos.createRelease({ ...at, tag_name: "v1.1.0-rc.1", prerelease: true });
    expect((await ada.repos.getLatestRelease(at)).data.tag_name).toBe("v1.0.0");
    expect((await ada.repos.getReleaseByTag({ ...at, tag: "v1.1.0-rc.1" })).data.prerelease).toBe(true);
    await expect(bruno.repos.createRelease({ ...at, tag_name: "v1.0.0" })).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ code: "already_exists", field: "tag_name" }] } },
    });
    await expect(
      bruno.repos.createRelease({ ...at, tag_name: "v2", target_commitish: "nowhere" }),
    ).rejects.toMatchObject({ status: 422 });
    await bruno.repos.deleteRelease({ ...at, release_id: draft.id });
    expect((await ada.repos.listReleases(at)).data.map((each) => each.tag_name)).toEqual(["v1.1.0-rc.1"]);
    expect(handle.sandbox.world.timeline.entries().map((each) => each.text)).toContain(
      "bruno-costa-example publishes release v1.0.0 of shipped",
    );
    const { data: log } = await ada.request("GET /orgs/{org}/audit-log", {
      org: owner,
      phrase: `action:release repo:${owner}/shipped`,
    });
    expect((log as { action: string }[]).map((each) => each.action)).toEqual([
      "release.destroy",
      "release.published",
      "release.published",
      "release.create",
    ]);
  });

  it("have notes of what was merged since the tag before", async () => {
    const at = { owner, repo: "noted" };
    await ada.repos.createInOrg({ org: owner, name: at.repo, auto_init: true });
    await ada.repos.createRelease({ ...at, tag_name: "v1" });
    const sha = (await ada.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    await bruno.git.createRef({ ...at, ref: "refs/heads/work", sha });
    await bruno.repos.createOrUpdateFileContents({ ...at, branch: "work", path: "a", message: "a", content: "YQ==" });
    const { number } = (await bruno.pulls.create({ ...at, title: "Add a", head: "work", base: "main" })).data;
    await bruno.pulls.merge({ ...at, pull_number: number });
    const { data } = await ada.repos.generateReleaseNotes({ ...at, tag_name: "v2" });
    expect(data.body).toBe(
      [
        "## What's Changed",
        "* Add a by @bruno-costa-example in https://github.com/motion-mavericks/noted/pull/1",
        "",
        "**Full Changelog**: https://github.com/motion-mavericks/noted/compare/v1...v2",
      ].join("\n"),
    );
    expect((await ada.repos.createRelease({ ...at, tag_name: "v2", generate_release_notes: true })).data.body).toBe(
      data.body,
    );
  });
});
