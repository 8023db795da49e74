import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder } from "../helpers/sandbox.ts";
import { send } from "../vercel/client.ts";
import { deploy, newProject } from "../vercel/releases.ts";
import { ask, repeat, withTraffic } from "./traffic.ts";

const handle = withTraffic({ mostRunning: 2, idleMilliseconds: 400 }, [/no application "unknown"/]);
const box = () => handle.sandbox;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 20_000, interval: 50 }).toBe(false);
}

describe("servers", () => {
  it("start when somebody asks, sleep when nobody does, and start again", async () => {
    const project = await newProject(box(), "sleepy");
    const id = await deploy(box(), project, { version: "1", application: "web" });
    expect(handle.traffic.processes.has(id)).toBe(false);
    expect((await ask(handle, "sleepy.localhost")).status).toBe(200);
    const first = handle.traffic.processes.get(id) ?? 0;
    expect(isAlive(first)).toBe(true);
    await ended(first);
    expect((await ask(handle, "sleepy.localhost")).status).toBe(200);
    expect(handle.traffic.processes.get(id)).not.toBe(first);
  });

  it("are never more than may run, and all deployments answer", async () => {
    const hosts = ["first", "second", "third", "fourth"].map((name) => `${name}.localhost`);
    for (const host of hosts) {
      const project = await newProject(box(), host.split(".")[0] ?? "");
      await deploy(box(), project, { version: host, application: "web" });
    }
    for (const host of [...hosts, ...hosts]) {
      expect(await ask(handle, host)).toMatchObject({ status: 200, version: host });
      expect(handle.traffic.processes.size).toBeLessThanOrEqual(2);
    }
  });

  it("that crash are started anew, and it is told", async () => {
    const project = await newProject(box(), "crashes");
    const id = await deploy(box(), project, { version: "1", application: "web" });
    await ask(handle, "crashes.localhost");
    const place = box().world.timeline.entries().at(-1)?.number ?? 0;
    const pid = handle.traffic.processes.get(id) ?? 0;
    process.kill(pid, "SIGKILL");
    const got = await repeat(20, () => ask(handle, "crashes.localhost", "/"));
    expect(got.map(({ status }) => status)).toEqual(got.map(() => 200));
    const kinds = (): string[] =>
      box()
        .world.timeline.entries(place)
        .map(({ kind }) => kind);
    await expect.poll(kinds, { timeout: 10_000 }).toContain("server.crashed");
  });

  it("get nothing of the sandbox's own environment", async () => {
    process.env["SECRET_OF_THE_SHELL"] = "hidden";
    const project = await newProject(box(), "clean");
    const id = await deploy(box(), project, { version: "1", application: "web" });
    await ask(handle, "clean.localhost");
    const seen = await readFile(`/proc/${String(handle.traffic.processes.get(id))}/environ`, "utf8");
    delete process.env["SECRET_OF_THE_SHELL"];
    expect(seen).not.toContain("hidden");
  });

  it("of an application that is not there answer with an error", async () => {
    const project = await newProject(box(), "unknown-application");
    await deploy(box(), project, { version: "1", application: "unknown" });
    const got = await ask(handle, "unknown-application.localhost");
    expect(got).toMatchObject({ status: 500, headers: { "x-vercel-error": "FUNCTION_INVOCATION_FAILED" } });
  });

  it("are those of the deployment, also where a world that was put back gives its id to another", async () => {
    const project = await newProject(box(), "again");
    box().snapshot("before");
    const first = await deploy(box(), project, { version: "old", application: "web" });
    expect((await ask(handle, "again.localhost")).version).toBe("old");
    box().restore("before");
    const second = await deploy(box(), project, { version: "new", application: "web" });
    expect(second).toBe(first);
    expect((await ask(handle, "again.localhost")).version).toBe("new");
    expect(handle.traffic.figures("again").map(({ version }) => version)).toEqual(["old", "new"]);
  });

  it("of a deployment that is removed end", async () => {
    const project = await newProject(box(), "removed");
    await deploy(box(), project, { version: "1", application: "web" });
    const two = await deploy(box(), project, { version: "2", application: "web" });
    await send(box(), `PATCH /v9/projects/${project}`, { ssoProtection: null });
    const url = String((await send(box(), `GET /v13/deployments/${two}`)).body["url"]);
    expect((await ask(handle, url)).version).toBe("2");
    const pid = handle.traffic.processes.get(two) ?? 0;
    await send(box(), `DELETE /v13/deployments/${two}`);
    await ended(pid);
    expect((await ask(handle, url)).status).toBe(404);
  });

  it("end with a sandbox that is killed", async () => {
    const folder = await newFolder();
    const script = join(import.meta.dirname, "run-traffic.ts");
    const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { pids } = JSON.parse(line) as { pids: number[] };
    expect(pids.map(isAlive)).toEqual([true]);
    child.kill("SIGKILL");
    await Promise.all(pids.map(ended));
    await rm(folder, { recursive: true });
  });
});
