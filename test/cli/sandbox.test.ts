/** The commands of the sandbox: one process, found again, never another one's; state that survives. (D1, D2, issue 6 point 2) */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TeamFolder } from "../helpers/launchgate.ts";
import { inRepository } from "../helpers/repository.ts";

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

let folder: TeamFolder;
const places = (name: string): string => path.join(folder.root, ".launchgate/sandbox", name);
const json = async (...args: string[]): Promise<{ exitCode: number | null; data: Facts }> => {
  const { exitCode, stdout, stderr } = await folder.run(["sandbox", ...args, "--json"]);
  expect(stdout, stderr).toMatch(/^\{/);
  return { exitCode, data: JSON.parse(stdout) as Facts };
};
const connection = (): { tokens: Record<string, Record<string, { token: string }>>; urls: Record<string, string> } =>
  JSON.parse(readFileSync(places("connection.json"), "utf8")) as never;
const github = async (method: string, at: string, body?: object): Promise<Response> => {
  const { tokens, urls } = connection();
  return fetch(`${urls["github"] ?? ""}${at}`, {
    method,
    headers: { authorization: `Bearer ${tokens["github"]?.["pulumi"]?.token ?? ""}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};
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
      { timeout: 10_000 },
    )
    .toBe("ended");
};

describe("a sandbox that runs", () => {
  beforeAll(async () => {
    folder = new TeamFolder();
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
    const tokens = Object.values(connection().tokens).flatMap((holders) => Object.values(holders));
    expect(tokens).toHaveLength(5 * 16);
    for (const { token } of tokens) expect(printed).not.toContain(token);
    expect(statSync(places("connection.json")).mode & 0o777).toBe(0o600);
    expect(statSync(places("")).mode & 0o777).toBe(0o700);
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

  it("has a clock that can be set, moved, stopped and continued", async () => {
    await json("clock", "--pause");
    expect((await json("clock", "--set", "2026-12-24T10:00:00Z")).data).toMatchObject({
      now: "2026-12-24T10:00:00.000Z",
      mode: "paused",
    });
    expect((await json("clock", "--advance", "90m")).data).toMatchObject({ now: "2026-12-24T11:30:00.000Z" });
    expect((await json("clock")).data).toMatchObject({ now: "2026-12-24T11:30:00.000Z", mode: "paused" });
    expect((await json("clock", "--run")).data).toMatchObject({ mode: "running" });
    const both = await json("clock", "--run", "--pause");
    expect(both).toMatchObject({ exitCode: 2, data: { error: { code: "option.invalid" } } });
    expect((await json("clock", "--advance", "soon")).exitCode).toBe(2);
  });
});

describe("a sandbox on a bad day", () => {
  interface Shown {
    readonly faults: readonly { readonly id: string; readonly hit: number }[];
    readonly cleared: readonly unknown[];
    readonly events: readonly { readonly number: number; readonly text: string }[];
    readonly responders: unknown;
  }
  const shown = async (...args: string[]): Promise<{ exitCode: number | null; data: Shown & Facts }> =>
    (await json(...args)) as never;

  beforeAll(async () => {
    folder = new TeamFolder();
    await json("start");
  });
  afterAll(async () => {
    await json("stop");
    folder.remove();
  });

  it("fails as it is told to: which calls, how often, until when", async () => {
    const only = ["--path", "/orgs/**", "--method", "POST", "--times", "1"];
    const added = await shown("fault", "add", "--vendor", "github", "--effect", "error", "--status", "502", ...only);
    const [fault] = added.data.faults;
    expect(fault).toMatchObject({ vendor: "github", effect: { kind: "error", status: 502 }, times: 1 });
    expect((await github("POST", "/orgs/motion-mavericks/repos", { name: "first" })).status).toBe(502);
    expect((await github("POST", "/orgs/motion-mavericks/repos", { name: "first" })).status).toBe(201);
    await shown("fault", "add", "--vendor", "github", "--effect", "rate-limit", "--for", "10m");
    expect((await github("GET", "/repos/motion-mavericks/first")).status).toBe(403);
    await json("clock", "--advance", "11m");
    expect((await github("GET", "/repos/motion-mavericks/first")).status).toBe(200);
    // The first ended after its one hit, the second by the clock.
    expect((await shown("fault", "list")).data.faults).toEqual([]);
    expect((await shown("fault", "clear", "--all")).data.cleared).toEqual([]);
  });

  it("has scenarios by name; what is not understood is refused with what there is", async () => {
    const neon = await shown("fault", "add", "--scenario", "neon-outage");
    expect(neon.data.faults).toMatchObject([{ vendor: "neon", scenario: "neon-outage" }]);
    const listed = await folder.run(["sandbox", "fault", "list"]);
    expect(listed.stdout).toContain("neon-outage");
    expect((await shown("fault", "clear", "--scenario", "neon-outage")).data.cleared).toHaveLength(1);
    const wrong: [string[], string][] = [
      [["fault", "add", "--scenario", "flood"], "neon-outage"],
      [["fault", "add", "--vendor", "neon"], "--effect"],
      [["fault", "clear"], "--all"],
      [["fault", "clear", "--id", "99"], "None is set"],
      [["responders", "--mode", "answers", "--person", "nobody"], "ada-brandt"],
    ];
    for (const [args, fix] of wrong) {
      const { exitCode, data } = await json(...args);
      expect([args, exitCode, data.error.fix]).toEqual([args, 2, expect.stringContaining(fix)]);
    }
  });

  it("tells what happened, and goes on telling until Ctrl-C", async () => {
    await shown("fault", "add", "--scenario", "vercel-outage");
    const { events } = (await shown("events", "--last", "1")).data;
    expect(events).toMatchObject([{ source: "fault", text: "Vercel's API breaks every connection." }]);
    const entry = inRepository("packages/cli/bin/launchgate.js");
    const from = String(events[0]?.number);
    const following = spawn(process.execPath, [entry, "sandbox", "events", "--follow", "--after", from, "--json"], {
      cwd: folder.root,
    });
    let told = "";
    following.stdout.on("data", (chunk: Buffer) => (told += chunk.toString()));
    await shown("fault", "add", "--scenario", "datadog-blind");
    await expect.poll(() => told, { timeout: 20_000 }).toContain("Datadog takes no metrics");
    following.kill("SIGINT");
    await once(following, "close");
    await shown("fault", "clear", "--all");
  });

  it("has people who answer, by their e-mail addresses", async () => {
    const all = await shown("responders", "--mode", "answers", "--after", "2m");
    expect(all.data.responders).toEqual({ "*": { mode: "answers", afterSeconds: 120 } });
    const one = await shown("responders", "--mode", "answers", "--person", "ada-brandt");
    expect(Object.entries(one.data.responders as object)).toEqual([
      [expect.stringMatching(/^ada-brandt@/), { mode: "answers", afterSeconds: 30 }],
    ]);
    expect((await shown("responders", "--mode", "silent")).data.responders).toEqual({ "*": { mode: "silent" } });
  });
});

describe("a sandbox that starts and ends", () => {
  beforeEach(() => {
    folder = new TeamFolder();
  });
  afterEach(async () => {
    await json("stop");
    folder.remove();
  });

  it("keeps state, ports and tokens over stop and start, and over kill -9", async () => {
    const first = (await json("start")).data;
    await github("POST", "/orgs/motion-mavericks/repos", { name: "kept" });
    const { tokens } = connection();
    expect((await json("stop")).data).toMatchObject({ stopped: true, before: "running" });
    expect(existsSync(places("connection.json"))).toBe(false);
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
    expect(connection().tokens).toEqual(tokens);
    expect((await github("GET", "/repos/motion-mavericks/kept")).status).toBe(200);
  });

  it("is started once by two commands at once", async () => {
    const both = await Promise.all([json("start"), json("start")]);
    expect(both.map(({ data }) => data.started).toSorted()).toEqual([false, true]);
    expect(new Set(both.map(({ data }) => data.process)).size).toBe(1);
  });

  it("is told where it does not run, by every command that needs it", async () => {
    for (const args of [["reset", "--yes"], ["snapshot", "--name", "a"], ["restore", "--name", "a"], ["clock"]]) {
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
      writeFileSync(places("process.json"), JSON.stringify({ pid: stranger.pid, startedAt: "2026-11-21T10:00:00Z" }));
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
    writeFileSync(places("world/state.sqlite"), "no database");
    const { exitCode, data } = await json("start");
    expect(exitCode).toBe(2);
    expect(data.error.code).toBe("sandbox.state-unreadable");
    expect(data.error.fix).toContain("Move the file away");
  });
});
