import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, deliveryBranch, deliveryTitle } from "../../../../packages/cli/src/pipelines/deliver.ts";
import { serviceFiles, type PipelineFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import type { Place } from "../../../../packages/cli/src/pipelines/git-files.ts";
import { openGitHub } from "../../../../packages/cli/src/vendors/github-client.ts";
import { VendorWorld } from "../vendors/vendor-world.ts";
import { modelWith } from "./pipelines-model.ts";

const owner = "motion-mavericks";
const files = serviceFiles(modelWith(), "web");
let world: VendorWorld;
let names = 0;

beforeAll(async () => {
  world = await VendorWorld.open();
});
afterAll(() => world.close());

/** A repository of its own for a test. */
async function repository(isEmpty = false): Promise<Place> {
  const repo = `web-${String((names += 1))}`;
  await world.send("github", `POST /orgs/${owner}/repos`, { name: repo, auto_init: !isEmpty });
  return { github: await openGitHub(world.connections.github), repo };
}

const write = (repo: string, path: string, text: string, branch = "main"): Promise<unknown> =>
  world.send("github", `PUT /repos/${owner}/${repo}/contents/${path}`, {
    message: `Write ${path}`,
    content: Buffer.from(text).toString("base64"),
    branch,
  });

const bring = (place: Place, wanted: PipelineFiles = files) => deliver(place, "main", wanted);

const listPulls = ({ repo }: Place): Promise<{ number: number; title: string; body: string }[]> =>
  world.send("github", `GET /repos/${owner}/${repo}/pulls?state=open`);

async function textAt({ repo }: Place, path: string): Promise<string> {
  const at = `GET /repos/${owner}/${repo}/contents/${path}?ref=${encodeURIComponent(deliveryBranch)}`;
  const { content } = await world.send<{ content: string }>("github", at);
  return Buffer.from(content, "base64").toString("utf8");
}

describe("a delivery of pipelines (P2)", () => {
  it("opens one pull request with every file, and says what is new", async () => {
    const place = await repository();
    const { changes, pull } = await bring(place);
    expect(changes).toEqual(
      Object.keys(files)
        .toSorted()
        .map((path) => ({ path, change: "added" })),
    );
    expect(pull).toMatchObject({ number: 1, done: "opened" });
    expect(await listPulls(place)).toMatchObject([{ number: 1, title: deliveryTitle }]);
    expect(await textAt(place, ".github/workflows/release.yml")).toBe(files[".github/workflows/release.yml"]);
    expect(await textAt(place, "README.md")).not.toBe("");
  });

  it("changes nothing when it is run again (P9)", async () => {
    const place = await repository();
    await bring(place);
    const tip = () =>
      world.send<{ object: { sha: string } }>(
        "github",
        `GET /repos/${owner}/${place.repo}/git/ref/heads/${deliveryBranch}`,
      );
    const before = (await tip()).object.sha;
    expect((await bring(place)).pull).toMatchObject({ number: 1, done: "unchanged" });
    expect((await tip()).object.sha).toBe(before);
    expect(await listPulls(place)).toHaveLength(1);
  });

  it("updates the open pull request where model or branch moved", async () => {
    const place = await repository();
    await bring(place);
    const other = { ...files, ".github/CODEOWNERS": "* @motion-mavericks/product\n" };
    expect((await bring(place, other)).pull).toMatchObject({ number: 1, done: "updated" });
    expect(await textAt(place, ".github/CODEOWNERS")).toBe("* @motion-mavericks/product\n");
    await write(place.repo, "src.ts", "export {};\n");
    expect((await bring(place, other)).pull).toMatchObject({ number: 1, done: "updated" });
    expect(await textAt(place, "src.ts")).toBe("export {};\n");
  });

  it("tells what is changed and removed, and leaves other people's workflows alone", async () => {
    const place = await repository();
    await write(place.repo, ".github/CODEOWNERS", "* @somebody\n");
    await write(place.repo, ".github/workflows/own.yml", "name: own\n");
    await write(place.repo, ".github/workflows/old.yml", files[".github/workflows/release.yml"] ?? "");
    const told = new Map((await bring(place)).changes.map(({ path, change }) => [path, change]));
    expect(told.get(".github/CODEOWNERS")).toBe("changed");
    expect(told.get(".github/workflows/old.yml")).toBe("removed");
    expect(told.has(".github/workflows/own.yml")).toBe(false);
    expect(await textAt(place, ".github/workflows/own.yml")).toBe("name: own\n");
    await expect(textAt(place, ".github/workflows/old.yml")).rejects.toThrow("404");
  });

  it("has nothing to do where the default branch has these files", async () => {
    const place = await repository();
    for (const [path, text] of Object.entries(files)) await write(place.repo, path, text);
    expect(await bring(place)).toEqual({ repository: place.repo, changes: [] });
    expect(await listPulls(place)).toEqual([]);
  });

  it("never overwrites what somebody else pushed to its branch", async () => {
    const place = await repository();
    await bring(place);
    await write(place.repo, "mine.md", "mine", deliveryBranch);
    await expect(bring(place)).rejects.toMatchObject({ code: "pipelines.branch-taken" });
    expect(await textAt(place, "mine.md")).toBe("mine");
  });

  it("asks for a first commit in an empty repository", async () => {
    await expect(bring(await repository(true))).rejects.toMatchObject({ code: "pipelines.empty-repository" });
  });
});
