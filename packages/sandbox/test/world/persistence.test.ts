import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Octokit } from "@octokit/rest";
import { startSandbox, type Sandbox } from "../../src/index.ts";
import { client } from "../github/client.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { seed } from "../helpers/seed.ts";

const org = "motion-mavericks";
const program = join(import.meta.dirname, "../helpers/run-sandbox.ts");
let folder = "";
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

interface Told {
  readonly github: string;
  readonly token: string;
}

/** A sandbox in a process of its own. */
async function spawnSandbox(): Promise<{ child: ChildProcess; told: Told }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string];
  return { child, told: JSON.parse(line) as Told };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe("state", () => {
  it("is there after kill -9 with all that was answered, on the same ports, with the same tokens", async () => {
    const first = await spawnSandbox();
    const github = new Octokit({ baseUrl: first.told.github, auth: first.told.token });
    const names = Array.from({ length: 20 }, (_, index) => `n-${String(index)}`);
    await github.repos.createInOrg({ org, name: "web" });
    for (const name of names) await github.issues.createLabel({ owner: org, repo: "web", name });
    await kill(first.child);
    const second = await spawnSandbox();
    expect(second.told).toEqual(first.told);
    const labels = await github.paginate(github.issues.listLabelsForRepo, { owner: org, repo: "web", per_page: 100 });
    expect(labels.map((each) => each.name)).toEqual(expect.arrayContaining(names));
  });

  it("is whole when the process dies in the middle of calls: a repository never stands without its labels", async () => {
    const { child, told } = await spawnSandbox();
    const github = new Octokit({
      baseUrl: told.github,
      auth: told.token,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    const calls = Array.from({ length: 60 }, (_, index) =>
      github.repos.createInOrg({ org, name: `r-${String(index)}` }).then(() => index),
    );
    const settled = Promise.allSettled(calls);
    await calls[5];
    await kill(child);
    const answered = (await settled).filter((each) => each.status === "fulfilled").length;
    await spawnSandbox();
    const repositories = await github.paginate(github.repos.listForOrg, { org, per_page: 100 });
    expect(repositories.length).toBeGreaterThanOrEqual(answered);
    for (const { name } of repositories) {
      expect((await github.issues.listLabelsForRepo({ owner: org, repo: name })).data).toHaveLength(9);
    }
  });

  it("belongs to one sandbox at a time; tokens and state are for their owner's eyes only", async () => {
    const sandbox = await startSandbox({ folder, seed });
    await expect(startSandbox({ folder, seed })).rejects.toMatchObject({ code: "sandbox.folder-in-use" });
    await sandbox.close();
    expect((await stat(join(folder, "credentials.json"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "tls.json"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, "credentials.json"), "utf8")).toContain(sandbox.adminToken);
  });
});

describe("a port that is in use", () => {
  it("is refused with its number and what to do, and everything opened is closed again", async () => {
    const other = await newFolder();
    const sandbox = await startSandbox({ folder, seed });
    const port = Number(new URL(sandbox.urls.neon).port);
    const second = startSandbox({ folder: other, seed, ports: { neon: port } });
    await expect(second).rejects.toMatchObject({
      code: "sandbox.port-in-use",
      message: expect.stringContaining(String(port)) as unknown,
    });
    await sandbox.close();
    const third = await startSandbox({ folder: other, seed, ports: { neon: port } });
    expect(third.urls.neon).toBe(sandbox.urls.neon);
    await third.close();
    await rm(other, { recursive: true });
  });
});

describe("snapshots", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ folder, seed });
  });
  afterEach(() => sandbox.close());

  it("bring everything back, the time and the next ids included", async () => {
    const github = client(sandbox);
    await github.repos.createInOrg({ org, name: "kept" });
    const taken = sandbox.snapshot("before");
    const next = (await github.repos.createInOrg({ org, name: "later" })).data.id;
    await github.repos.delete({ owner: org, repo: "kept" });
    sandbox.clock.advance(7 * 86_400_000);
    sandbox.restore("before");
    expect((await github.repos.listForOrg({ org })).data.map((each) => each.name)).toEqual(["kept"]);
    expect((await github.issues.listLabelsForRepo({ owner: org, repo: "kept" })).data).toHaveLength(9);
    expect(sandbox.clock.now() - Date.parse(taken.at)).toBeLessThan(60_000);
    expect((await github.repos.createInOrg({ org, name: "later" })).data.id).toBe(next);
  });

  it("are replaced under the same name, refuse bad names, and name what there is", () => {
    sandbox.snapshot("a");
    sandbox.snapshot("a");
    expect(sandbox.world.snapshots.list().map((each) => each.name)).toEqual(["a"]);
    expect(() => sandbox.snapshot("../a")).toThrow(expect.objectContaining({ code: "sandbox.snapshot-name" }));
    expect(() => sandbox.restore("b")).toThrow(
      expect.objectContaining({ code: "sandbox.snapshot-unknown", fix: "Take one of: a." }),
    );
  });

  it("outlive a reset, which leaves the organisation alone there", async () => {
    const github = client(sandbox);
    await github.repos.createInOrg({ org, name: "gone" });
    sandbox.snapshot("with");
    sandbox.reset();
    expect((await github.repos.listForOrg({ org })).data).toEqual([]);
    expect((await github.users.getAuthenticated()).data.login).toBe(`${org}-pulumi`);
    sandbox.restore("with");
    expect((await github.repos.listForOrg({ org })).data).toHaveLength(1);
  });
});

function ignore(): void {
  // The process is killed under the client; it would print that.
}
