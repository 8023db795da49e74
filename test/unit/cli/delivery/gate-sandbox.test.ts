/** The gate against the GitHub of the practice ground: its rules hold the job, refuse a self-review and let it go on. (P3) */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSandbox, type Sandbox } from "@launchgate/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GateReads } from "../../../../packages/cli/src/delivery/gate-reads.ts";
import { askGate, followRun, type GateVerdict } from "../../../../packages/cli/src/delivery/gate.ts";
import { personOfToken } from "../../../../packages/cli/src/delivery/person.ts";
import { openGitHub, type GitHubClient } from "../../../../packages/cli/src/vendors/github-client.ts";
import { client } from "../../../../packages/sandbox/test/github/client.ts";
import { seed } from "../../../../packages/sandbox/test/helpers/seed.ts";
import { modelOf } from "../../engine/engine-double.ts";

const at = { owner: seed.organization, repo: "release-operations" };
const model = modelOf("prod");
const signal = new AbortController().signal;
const minute = 60_000;
let folder = "";
let sandbox: Sandbox;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "launchgate-gate-"));
  sandbox = await startSandbox({ folder, seed });
  sandbox.clock.set(Date.UTC(2026, 10, 23, 9));
  const ada = client(sandbox, "ada-brandt");
  await ada.repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true });
  const ids = await Promise.all(
    ["ada-brandt", "bruno-costa"].map((id) => ada.users.getByUsername({ username: `${id}-example` })),
  );
  await ada.repos.createOrUpdateEnvironment({
    ...at,
    environment_name: "prod",
    wait_timer: 10,
    prevent_self_review: true,
    reviewers: ids.map(({ data }) => ({ type: "User" as const, id: data.id })),
    deployment_branch_policy: null,
  });
  const jobs = [{ name: "prod", environment: "prod", seconds: 60 }];
  const registered = await fetch(`${sandbox.control}/__sandbox/github/workflows`, {
    method: "PUT",
    headers: { authorization: `Bearer ${sandbox.adminToken}` },
    body: JSON.stringify({ repository: at.repo, file: "deploy.yml", name: "deploy", jobs }),
  });
  expect(registered.status).toBe(200);
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const open = (holder: string): Promise<GitHubClient> =>
  openGitHub({
    token: sandbox.tokens.github[holder]?.token ?? "",
    organization: at.owner,
    baseUrl: sandbox.urls.github,
  });

async function reads(holder: string): Promise<GateReads> {
  return new GateReads(await open(holder), at.repo);
}

async function pass(milliseconds: number): Promise<void> {
  const { agenda, clock } = sandbox.world;
  await agenda.passTo(clock.now() + milliseconds);
}

test("asked for, held, refused to who asked, approved by another, its timer over: open, and its end is seen", async () => {
  const runs: number[] = [];
  const ask = async (run?: number): Promise<GateVerdict> =>
    askGate(await reads("ada-brandt"), {
      ...{ model, environment: "prod", run, patience: 0, apart: 1, signal, say: () => undefined },
      onRun: (id) => Promise.resolve(void runs.push(id)),
    });
  const first = await ask();
  expect(first).toMatchObject({ state: "waits", text: expect.stringContaining("bruno-costa-example") });
  // Found again without being told of it, and not asked for a second time.
  expect(await ask()).toMatchObject({ state: "waits" });
  expect(new Set(runs).size).toBe(1);
  const [run = 0] = runs;

  const ada = client(sandbox, "ada-brandt");
  const { data: pending } = await ada.actions.getPendingDeploymentsForRun({ ...at, run_id: run });
  const decision = {
    ...{ ...at, run_id: run, state: "approved" as const, comment: "seen" },
    environment_ids: pending.map(({ environment }) => environment.id ?? 0),
  };
  await expect(ada.actions.reviewPendingDeploymentsForRun(decision)).rejects.toMatchObject({ status: 422 });
  expect(await ask(run)).toMatchObject({ state: "waits" });

  await client(sandbox, "bruno-costa").actions.reviewPendingDeploymentsForRun(decision);
  expect(await ask(run)).toMatchObject({ state: "waits", text: expect.stringContaining("wait timer") });
  await pass(10 * minute);
  expect(await ask(run)).toMatchObject({ state: "open", pass: { run, approvedBy: ["bruno-costa-example"] } });
  const polls = { patience: 0, apart: 1, signal };
  expect(await followRun(await reads("ada-brandt"), run, polls)).toBeUndefined();
  await pass(minute);
  expect(await followRun(await reads("ada-brandt"), run, polls)).toBe(true);
});

test("a person is who the token says; a machine is nobody", async () => {
  expect(await personOfToken(await open("bruno-costa"), model)).toEqual({
    person: "bruno-costa",
    login: "bruno-costa-example",
  });
  await expect(personOfToken(await open("pulumi"), model)).rejects.toMatchObject({
    code: "deploy.nobody",
    exitCode: 2,
  });
});
