/** The commands of the sandbox: one process, found again, never another one's; state that survives. (D1, D2, issue 6 point 2) */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inRepository } from "../helpers/repository.ts";
import { SandboxFolder, type Answered } from "./sandbox-folder.ts";

interface Facts {
  readonly started: boolean;
  readonly running: boolean;
  readonly process: number;
  readonly urls: Readonly<Record<string, string>>;
  readonly control: string;
  readonly world: string;
  readonly clock: { readonly now: string; readonly mode: string };
  readonly snapshots: readonly { readonly name: string }[];
  readonly state: string;
  readonly stopped: boolean;
  readonly before: string;
  readonly error: { readonly code: string; readonly message: string; readonly fix: string };
}

let folder: SandboxFolder;
const json = (...args: string[]): Promise<Answered<Facts>> => folder.json(...args);
const github = (method: string, at: string, body?: object): Promise<Response> => folder.ask("github", method, at, body);
const ended = async (pid: number): Promise<void> => {
  await expect
    .poll(
      () => {
        try {
          process.kill(pid, 0);
          return readFileSync(`/proc/${String(pid)}/stat`, "utf8").includes(") Z ") ? "ended" : "runs";
        } catch {
          return "ended";
        }
      },
      { timeout: 60_000 },
    )
    .toBe("ended");
};

/** Processes that serve the folder's sandbox, or are about to. */
const detached = (): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return words.includes("process-entry.ts") && words.includes(folder.root);
      } catch {
        return false;
      }
    })
    .map(Number);

describe("a sandbox that runs", () => {
  beforeAll(async () => {
    folder = new SandboxFolder();
    await json("start");
  });
  afterAll(async () => {
    await json("stop");
    folder.remove();
  });

  it("is one: a second start finds it, two at once too", async () => {
    const { data } = await json("status");
    const again = await Promise.all([json("start"), json("start")]);
    for (const each of again) {
      expect(each).toMatchObject({ exitCode: 0, data: { started: false, process: data.process, urls: data.urls } });
    }
    const text = await folder.run(["sandbox", "start"]);
    expect(text.stdout).toContain("The sandbox runs already.");
    expect(text.stdout).toContain("launchgate up --stack shared --target sandbox");
  });

  it("tells its addresses, and no token; those stand in a file of this user alone", async () => {
    const { data } = await json("status");
    expect(Object.keys(data.urls)).toEqual(["github", "vercel", "neon", "pagerduty", "datadog"]);
    for (const url of [...Object.values(data.urls), data.control]) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const printed = JSON.stringify(data) + (await folder.run(["sandbox", "status"])).stdout;
    const tokens = Object.values(folder.connection().tokens).flatMap((holders) => Object.values(holders));
    expect(tokens).toHaveLength(5 * 16);
    for (const { token } of tokens) expect(printed).not.toContain(token);
    expect(statSync(folder.place("connection.json")).mode & 0o777).toBe(0o600);
    expect(statSync(folder.place("")).mode & 0o777).toBe(0o700);
  });

  it("keeps and restores a snapshot, and is emptied only when that is accepted", async () => {
    await github("POST", "/orgs/motion-mavericks/repos", { name: "kept" });
    expect((await json("snapshot", "--name", "with-kept")).exitCode).toBe(0);
    const before = (await json("status")).data.world;
    const refused = await json("reset");
    expect(refused).toMatchObject({ exitCode: 4, data: { error: { code: "sandbox.reset-not-accepted" } } });
    expect((await github("GET", "/repos/motion-mavericks/kept")).status).toBe(200);
    const reset = await json("reset", "--yes");
    expect(reset.data.world).not.toBe(before);
    expect((await github("GET", "/repos/motion-mavericks/kept")).status).toBe(404);
    const unknown = await json("restore", "--name", "other");
    expect(unknown).toMatchObject({ exitCode: 2, data: { error: { code: "sandbox.snapshot-unknown" } } });
    expect(unknown.data.error.fix).toContain("with-kept");
    await json("restore", "--name", "with-kept");
    expect((await github("GET", "/repos/motion-mavericks/kept")).status).toBe(200);
    expect((await json("status")).data.world).toBe(before);
  });
});

describe("a sandbox that starts and ends", () => {
  beforeEach(() => {
    folder = new SandboxFolder();
  });
  afterEach(async () => {
    await json("stop");
    folder.remove();
  });

  it("keeps state, ports and tokens over stop and start, and over kill -9", async () => {
    const first = (await json("start")).data;
    await github("POST", "/orgs/motion-mavericks/repos", { name: "kept" });
    const { tokens } = folder.connection();
    expect((await json("stop")).data).toMatchObject({ stopped: true, before: "running" });
    expect(existsSync(folder.place("connection.json"))).toBe(false);
    expect((await json("status")).exitCode).toBe(2);
    const second = (await json("start")).data;
    expect(second).toMatchObject({ started: true, urls: first.urls, world: first.world });
    process.kill(second.process, "SIGKILL");
    await ended(second.process);
    const crashed = await json("status");
    expect(crashed).toMatchObject({ exitCode: 2, data: { running: false, state: "crashed" } });
    const told = await folder.run(["sandbox", "status"]);
    expect(told.stdout).toMatch(
      /ended by itself or was killed\. Its last words:\n.*serves http[^]*Fix: launchgate sandbox start/,
    );
    const third = await folder.run(["sandbox", "start"]);
    expect(third.stdout).toContain(`(process ${String(second.process)}) had ended by itself; its state is kept.`);
    expect(folder.connection().tokens).toEqual(tokens);
    expect((await github("GET", "/repos/motion-mavericks/kept")).status).toBe(200);
  });

  it("is started once by two commands at once", async () => {
    const both = await Promise.all([json("start"), json("start")]);
    expect(both.map(({ data }) => data.started).toSorted()).toEqual([false, true]);
    expect(new Set(both.map(({ data }) => data.process)).size).toBe(1);
  });

  it("does not come up after its start was stopped by Ctrl-C", async () => {
    const args = [inRepository("packages/cli/bin/launchgate.js"), "sandbox", "start"];
    const command = spawn(process.execPath, args, { cwd: folder.root, stdio: "ignore" });
    await expect.poll(detached, { timeout: 60_000, interval: 20 }).toHaveLength(1);
    const [pid = 0] = detached();
    command.kill("SIGINT");
    await ended(pid);
    expect((await json("status")).data.state).toBe("stopped");
    expect((await json("start")).data.started).toBe(true);
  });

  it("is told where it does not run, by every command that needs it", async () => {
    for (const args of [
      ["reset", "--yes"],
      ["snapshot", "--name", "a"],
      ["restore", "--name", "a"],
      ["clock", "show"],
    ]) {
      const { exitCode, data } = await json(...args);
      expect(exitCode).toBe(2);
      expect(data.error.code).toBe("sandbox.not-running");
      expect(data.error.fix).toContain("launchgate sandbox start");
    }
    expect((await json("stop")).data).toMatchObject({ stopped: false, before: "stopped" });
  });

  it("never ends a process that is not its own: an old process file may name a new process", async () => {
    await json("start");
    const { process: pid } = (await json("status")).data;
    process.kill(pid, "SIGKILL");
    await ended(pid);
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    try {
      writeFileSync(
        folder.place("process.json"),
        JSON.stringify({ pid: stranger.pid, startedAt: "2026-11-21T10:00:00Z" }),
      );
      expect((await json("stop")).data).toMatchObject({ stopped: false, before: "crashed" });
      expect(stranger.exitCode).toBeNull();
      expect(stranger.killed).toBe(false);
      process.kill(stranger.pid ?? 0, 0);
    } finally {
      stranger.kill();
    }
  });

  it("says which port is in use, and takes others when told", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const refused = await json("start", "--port-base", String(port));
    expect(refused.exitCode).toBe(2);
    expect(refused.data.error).toMatchObject({ code: "sandbox.port-in-use" });
    expect(refused.data.error.message).toContain(String(port));
    expect(refused.data.error.fix).toContain("--port-base");
    taken.close();
    expect((await json("start", "--port-base", "80")).exitCode).toBe(2);
    expect((await json("start")).data.started).toBe(true);
  });

  it("serves in the foreground until a signal, and leaves nothing behind", async () => {
    const entry = inRepository("packages/cli/bin/launchgate.js");
    const args = [entry, "sandbox", "start", "--foreground"];
    const child = spawn(process.execPath, args, { cwd: folder.root, stdio: ["ignore", "pipe", "pipe"] });
    const said: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
    await expect.poll(() => said.join(""), { timeout: 20_000 }).toContain("serves until Ctrl-C");
    expect((await json("status")).data).toMatchObject({ running: true, process: child.pid });
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(0);
    expect((await json("status")).data.state).toBe("stopped");
  });

  it("tells why it ended where it cannot start", async () => {
    await json("start");
    await json("stop");
    writeFileSync(folder.place("world/state.sqlite"), "no database");
    const { exitCode, data } = await json("start");
    expect(exitCode).toBe(2);
    expect(data.error.code).toBe("sandbox.state-unreadable");
    expect(data.error.fix).toContain("Move the file away");
  });
});
