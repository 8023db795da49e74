import { beforeAll, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "web" };

beforeAll(async () => {
  await client(handle.sandbox).repos.createInOrg({ org: at.owner, name: at.repo });
});

it("gives a member of the organisation access of their own, changes it, lists it, takes it away", async () => {
  const github = client(handle.sandbox);
  expect((await github.repos.listCollaborators({ ...at, affiliation: "direct" })).data).toEqual([]);
  const username = "bruno-costa-example";
  expect((await github.repos.addCollaborator({ ...at, username })).status).toBe(204);
  await github.repos.addCollaborator({ ...at, username, permission: "admin" });
  const { data } = await github.repos.listCollaborators({ ...at, affiliation: "direct" });
  expect(data).toMatchObject([{ login: username, role_name: "admin", permissions: { admin: true, pull: true } }]);
  expect((await github.repos.checkCollaborator({ ...at, username })).status).toBe(204);
  await github.repos.removeCollaborator({ ...at, username });
  expect((await github.repos.listCollaborators(at)).data).toEqual([]);
  await expect(github.repos.checkCollaborator({ ...at, username })).rejects.toMatchObject({ status: 404 });
});

it("knows nobody outside", async () => {
  const adding = client(handle.sandbox).repos.addCollaborator({ ...at, username: "nobody-at-all" });
  await expect(adding).rejects.toMatchObject({ status: 404 });
});
