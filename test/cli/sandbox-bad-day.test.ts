/** Bad days of the sandbox by command: what fails, who answers, what is told of it. (D1, D2, issue 7 point 7) */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inRepository } from "../helpers/repository.ts";
import { SandboxFolder, type Answered } from "./sandbox-folder.ts";

interface Shown {
  readonly faults: readonly { readonly id: string; readonly hit: number }[];
  readonly cleared: readonly unknown[];
  readonly events: readonly { readonly number: number; readonly text: string }[];
  readonly responders: unknown;
  readonly error: { readonly fix: string };
}
const folder = new SandboxFolder();
const shown = (...args: string[]): Promise<Answered<Shown>> => folder.json(...args);
const github = (method: string, at: string, body?: object): Promise<Response> => folder.ask("github", method, at, body);

beforeAll(async () => {
  await shown("start");
});
afterAll(async () => {
  await shown("stop");
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
  await shown("clock", "advance", "11m");
  expect((await github("GET", "/repos/motion-mavericks/first")).status).toBe(200);
  // The first ended after its one hit, the second by the clock.
  expect((await shown("fault", "list")).data.faults).toEqual([]);
  expect((await shown("fault", "clear", "--all")).data.cleared).toEqual([]);
});

it("has scenarios by name; what is not understood is refused with what there is", async () => {
  const neon = await shown("fault", "add", "--scenario", "neon-outage");
  expect(neon.data.faults).toMatchObject([
    { vendor: "neon", scenario: "neon-outage" },
    { vendor: "postgres", scenario: "neon-outage" },
  ]);
  const listed = await folder.run(["sandbox", "fault", "list"]);
  expect(listed.stdout).toContain("neon-outage");
  expect((await shown("fault", "clear", "--scenario", "neon-outage")).data.cleared).toHaveLength(2);
  const wrong: [string[], string][] = [
    [["fault", "add", "--scenario", "flood"], "neon-outage"],
    [["fault", "add", "--vendor", "neon"], "--effect"],
    [["fault", "add", "--scenario", "neon-corruption"], "--apps"],
    [["fault", "add", "--vendor", "mux", "--effect", "silence"], "sandbox status"],
    [["fault", "clear"], "--all"],
    [["fault", "clear", "--id", "99"], "None is set"],
    [["responders", "--mode", "answers", "--person", "nobody"], "ada-brandt"],
  ];
  for (const [args, fix] of wrong) {
    const { exitCode, data } = await shown(...args);
    expect([args, exitCode, data.error.fix]).toEqual([args, 2, expect.stringContaining(fix)]);
  }
});

it.each([
  ["mux-failure", "mux"],
  ["expired-secret", "mux"],
  ["queue-backlog", "queue"],
  ["vercel-region-failure", "edge"],
  ["silent-responder", "pagerduty"],
])("sets, lists and clears the scenario %s", async (scenario, vendor) => {
  const fault = { vendor, scenario };
  expect((await shown("fault", "add", "--scenario", scenario)).data.faults).toMatchObject([fault]);
  expect((await shown("fault", "list")).data.faults).toMatchObject([fault]);
  expect((await shown("fault", "clear", "--scenario", scenario)).data.cleared).toMatchObject([fault]);
  expect((await shown("fault", "list")).data.faults).toEqual([]);
});

it("takes faults of what applications need, with their own figures", async () => {
  const faults: [string[], object][] = [
    [["mux", "latency", "--latency", "5s"], { effect: { kind: "latency", milliseconds: 5000 }, path: "/**" }],
    [["queue", "timeout-after"], { effect: { kind: "timeout", effect: "after" } }],
    [["edge", "rate-limit", "--path", "/web-prod/**"], { effect: { kind: "rate-limit" }, path: "/web-prod/**" }],
    [["postgres", "outage"], { effect: { kind: "outage" } }],
    [["pagerduty", "silence", "--level", "2"], { effect: { kind: "silence", level: 2 } }],
  ];
  for (const [[vendor = "", effect = "", ...more], told] of faults) {
    const { data } = await shown("fault", "add", "--vendor", vendor, "--effect", effect, ...more);
    expect(data.faults).toMatchObject([{ vendor, ...told }]);
  }
  expect((await shown("fault", "clear", "--all")).data.cleared).toHaveLength(faults.length);
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
