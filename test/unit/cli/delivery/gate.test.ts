/** The gate of production by GitHub's answers over real HTTP: only an approval that GitHub and the model both allow opens it. (P3) */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GateReads } from "../../../../packages/cli/src/delivery/gate-reads.ts";
import { askGate, followRun, type GateRequest } from "../../../../packages/cli/src/delivery/gate.ts";
import { openGitHub } from "../../../../packages/cli/src/vendors/github-client.ts";
import { modelOf } from "../../engine/engine-double.ts";

interface Run {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
}

/** What GitHub knows in a test; paths below the repository. */
const github = {
  rules: [] as object[],
  runs: [] as Run[],
  starter: "",
  approvals: [] as object[],
  pending: [] as object[],
  seen: [] as string[],
};
const approvers = { type: "Team", reviewer: { slug: "release-approvers", name: "Release approvers" } };
const guarded = { type: "required_reviewers", prevent_self_review: true, reviewers: [approvers] };
const prod = { name: "prod" };
const decided = (login: string, state = "approved"): object => ({ state, user: { login }, environments: [prod] });

let server: Server;
let reads: GateReads;
beforeEach(async () => {
  Object.assign(github, { rules: [guarded], runs: [{ id: 7, status: "waiting", conclusion: null }], seen: [] });
  Object.assign(github, {
    starter: "clara-dias-example",
    approvals: [],
    pending: [{ environment: prod, reviewers: [approvers] }],
  });
  server = createServer((incoming, response) => {
    const at = (incoming.url ?? "")
      .replace(/^.*\/repos\/motion-mavericks\/release-operations/, "")
      .replace(/\?.*$/, "");
    github.seen.push(`${incoming.method ?? ""} ${at}`);
    const body = answer(`${incoming.method ?? ""} ${at}`);
    const status = body === null ? 204 : body === undefined ? 404 : 200;
    response.writeHead(status, { "content-type": "application/json" }).end(status === 200 ? JSON.stringify(body) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const client = await openGitHub({ token: "t", organization: "motion-mavericks", baseUrl }, { retries: 0 });
  reads = new GateReads(client, "release-operations");
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function view(run: Run): object {
  const who = { login: github.starter };
  const url = `https://github.com/runs/${String(run.id)}`;
  return { ...run, html_url: url, head_sha: "c0ffee", actor: who, triggering_actor: who };
}

/** Undefined: 404; null: no content. */
function answer(call: string): unknown {
  const [, id = "", below = ""] = /^GET \/actions\/runs\/(\d+)(.*)$/.exec(call) ?? [];
  const run = github.runs.find((each) => String(each.id) === id);
  if (run) return below === "" ? view(run) : below === "/approvals" ? github.approvals : github.pending;
  if (call === "GET ") return { default_branch: "main" };
  if (call === "GET /environments/prod") return { name: "prod", protection_rules: github.rules };
  if (call === "GET /actions/workflows/deploy.yml/runs") return { workflow_runs: github.runs.map(view) };
  if (call !== "POST /actions/workflows/deploy.yml/dispatches") return undefined;
  github.runs = [{ id: 8, status: "waiting", conclusion: null }, ...github.runs];
  return null;
}

function asked(change: Partial<GateRequest> = {}): ReturnType<typeof askGate> {
  const base = { model: modelOf("prod"), environment: "prod", run: undefined, patience: 0, apart: 1 };
  const more = { signal: new AbortController().signal, say: () => undefined, onRun: () => Promise.resolve() };
  return askGate(reads, { ...base, ...more, ...change });
}

test("a run that waits is found, and who may approve is told, but not who started it", async () => {
  const told: number[] = [];
  const verdict = await asked({ onRun: (run) => Promise.resolve(void told.push(run)) });
  expect(verdict).toMatchObject({ state: "waits", run: 7 });
  expect(verdict).toMatchObject({ text: expect.stringContaining("may approve: team release-approvers") });
  expect(verdict).toMatchObject({ text: expect.stringContaining("not clara-dias-example, whose run it is") });
  expect(told).toEqual([7]);
  expect(github.seen.filter((call) => call.startsWith("POST"))).toEqual([]);
});

test("where none waits, a run is asked for: a deployment by the interface would be held by nothing", async () => {
  github.runs = [];
  expect(await asked()).toMatchObject({ state: "waits", run: 8 });
  expect(github.seen).toContain("POST /actions/workflows/deploy.yml/dispatches");
  expect(github.seen.filter((call) => call.includes("/deployments"))).toEqual([]);
});

test("approved by who may, with nothing pending any more, it is open", async () => {
  Object.assign(github, { approvals: [decided("ada-brandt-example")], pending: [] });
  expect(await asked({ run: 7 })).toEqual({
    state: "open",
    pass: { run: 7, url: "https://github.com/runs/7", approvedBy: ["ada-brandt-example"] },
  });
});

test("it opens while it is waited for", async () => {
  const said: string[] = [];
  const say = (text: string): void => {
    said.push(text);
    Object.assign(github, { approvals: [decided("ines-jansen-example")], pending: [] });
  };
  expect(await asked({ run: 7, patience: 60_000, say })).toMatchObject({ state: "open" });
  expect(said).toHaveLength(1);
});

test("approved, its wait timer still runs", async () => {
  github.approvals = [decided("ada-brandt-example")];
  const text = expect.stringContaining("its wait timer runs") as string;
  expect(await asked({ run: 7 })).toMatchObject({ state: "waits", text });
});

const closed: readonly (readonly [string, object, string])[] = [
  ["an environment that asks for nobody", { rules: [] }, "asks for nobody's approval"],
  ["reviewers of nobody", { rules: [{ ...guarded, reviewers: [] }] }, "asks for nobody's approval"],
  ["self-review allowed", { rules: [{ ...guarded, prevent_self_review: false }] }, "approve their own change"],
  ["a rejection", { approvals: [decided("ada-brandt-example", "rejected")] }, "ada-brandt-example rejected"],
  [
    "a rejection beside an approval",
    { approvals: [decided("ada-brandt-example"), decided("ines-jansen-example", "rejected")], pending: [] },
    "ines-jansen-example rejected",
  ],
  [
    "one's own approval",
    { starter: "Ada-Brandt-example", approvals: [decided("ada-brandt-example")], pending: [] },
    "may not approve",
  ],
  [
    "somebody of another team",
    { approvals: [decided("clara-dias-example")], starter: "x", pending: [] },
    "may not approve",
  ],
  ["somebody whom nobody knows", { approvals: [decided("stranger")], pending: [] }, "may not approve"],
  [
    "a run that ended without",
    { runs: [{ id: 7, status: "completed", conclusion: "success" }], pending: [] },
    "without an approval",
  ],
  [
    "an approval of another environment",
    {
      approvals: [{ ...decided("ada-brandt-example"), environments: [{ name: "staging" }] }],
      runs: [{ id: 7, status: "completed", conclusion: "success" }],
      pending: [],
    },
    "without an approval",
  ],
];
test.each(closed)("%s keeps it closed", async (_, change, text) => {
  Object.assign(github, change);
  expect(await asked({ run: 7 })).toMatchObject({ state: "refused", text: expect.stringContaining(text) });
});

test("an environment that is not there is guarded by nobody, and no pass", async () => {
  const text = expect.stringContaining("asks for nobody's approval") as string;
  expect(await asked({ environment: "other" })).toMatchObject({ state: "refused", text });
});

test.each([
  ["completed", "success", true],
  ["completed", "failure", false],
  ["in_progress", null, undefined],
] as const)("a run that is followed: %s %s", async (status, conclusion, expected) => {
  github.runs = [{ id: 7, status, conclusion }];
  const patience = { patience: 0, apart: 1, signal: new AbortController().signal };
  expect(await followRun(reads, 7, patience)).toBe(expected);
});
