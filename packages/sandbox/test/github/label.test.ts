import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "labelled" };

beforeAll(async () => {
  await client(handle.sandbox).repos.createInOrg({ org: at.owner, name: at.repo });
});

describe("labels", () => {
  it("come with a new repository: those of GitHub itself", async () => {
    const { data } = await client(handle.sandbox).issues.listLabelsForRepo(at);
    expect(data.filter((each) => each.default)).toHaveLength(9);
    await expect(client(handle.sandbox).issues.createLabel({ ...at, name: "Bug" })).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ resource: "Label", code: "already_exists", field: "name" }] } },
    });
  });

  it("are made, found by a name with a space and a colon, renamed in both ways, and removed", async () => {
    const github = client(handle.sandbox);
    const made = await github.issues.createLabel({
      ...at,
      name: "type: patch",
      color: "0E8A16",
      description: "Hotfix",
    });
    expect(made.data).toMatchObject({ color: "0e8a16", default: false });
    expect((await github.issues.getLabel({ ...at, name: "Type: Patch" })).data).toEqual(made.data);
    expect((await github.issues.updateLabel({ ...at, name: "type: patch", new_name: "type: fix" })).data.name).toBe(
      "type: fix",
    );
    const renamed = await github.request("PATCH /repos/{owner}/{repo}/labels/{label}", {
      ...at,
      label: "type: fix",
      name: "fix",
    });
    expect(renamed.data).toMatchObject({ id: made.data.id, name: "fix", description: "Hotfix" });
    await github.issues.deleteLabel({ ...at, name: "fix" });
    await expect(github.issues.getLabel({ ...at, name: "fix" })).rejects.toMatchObject({ status: 404 });
  });

  it("refuses a colour that is none, and a description that is too long", async () => {
    const github = client(handle.sandbox);
    await expect(github.issues.createLabel({ ...at, name: "red", color: "red" })).rejects.toMatchObject({
      status: 422,
    });
    await expect(
      github.issues.createLabel({ ...at, name: "long", description: "x".repeat(101) }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it("are listed in pages with links that the client follows", async () => {
    const github = client(handle.sandbox);
    for (const number of Array.from({ length: 25 }).keys())
      await github.issues.createLabel({ ...at, name: `n-${String(number)}` });
    const first = await github.issues.listLabelsForRepo({ ...at, per_page: 10 });
    expect(first.data).toHaveLength(10);
    expect(first.headers.link).toMatch(/page=2>; rel="next", .*page=4>; rel="last"/);
    const all = await github.paginate(github.issues.listLabelsForRepo, { ...at, per_page: 10 });
    expect(new Set(all.map((each) => each.name)).size).toBe(34);
  });
});
