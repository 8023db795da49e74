import { createHash } from "node:crypto";
import type { Octokit } from "@octokit/rest";
import { beforeAll, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "artifacts" };
const day = 86_400_000;
let ada: Octokit;
let sha: string;

async function control(path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const { control: url, adminToken } = handle.sandbox;
  const answer = await fetch(`${url}/__sandbox/github/${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${adminToken}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const jobs = [
  { name: "plan", runner: true },
  { name: "gate", runner: true, needs: ["plan"], environment: "prod" },
];

beforeAll(async () => {
  handle.sandbox.clock.set(Date.UTC(2026, 10, 23, 9));
  ada = client(handle.sandbox, "ada-brandt");
  await ada.repos.createInOrg({ org: at.owner, name: at.repo, auto_init: true, private: true });
  ({
    object: { sha },
  } = (await ada.git.getRef({ ...at, ref: "heads/main" })).data);
  await control("workflows", { repository: at.repo, file: "preview.yml", name: "preview", jobs });
});

const about = {
  repository: at.repo,
  file: "preview.yml",
  event: "pull_request",
  branch: "main",
  by: "bruno-costa-example",
};
const start = async (): Promise<number> => Number((await control("runs", { ...about, sha })).body["id"]);
const leave = (run: number, more: object = {}) =>
  control("artifacts", {
    repository: at.repo,
    run,
    name: "plans",
    content: Buffer.from("zip").toString("base64"),
    ...more,
  });
const end = (run: number, job: string, conclusion: string) =>
  control("jobs", { repository: at.repo, run, job, conclusion });
const stateOf = async (run: number): Promise<string> => {
  const { data } = await ada.actions.getWorkflowRun({ ...at, run_id: run });
  return `${data.event} ${data.head_branch ?? ""} ${data.conclusion ?? data.status ?? ""}`;
};

it("a runner's job ends when the runner says so, however late it is, and what needs it goes on", async () => {
  const run = await start();
  const { agenda, clock } = handle.sandbox.world;
  await agenda.passTo(clock.now() + day);
  expect(await stateOf(run)).toBe("pull_request main in_progress");
  expect((await end(run, "gate", "success")).body["error"]).toMatch(/"gate" .* is not being run: queued/);
  expect((await end(run, "plan", "success")).status).toBe(200);
  expect(await stateOf(run)).toBe("pull_request main in_progress");
  expect((await end(run, "gate", "failure")).status).toBe(200);
  expect(await stateOf(run)).toBe("pull_request main failure");
  expect((await end(run, "gate", "success")).status).toBe(400);
});

it("a run that cannot be is refused with what is wrong", async () => {
  const wrong = async (more: object) => (await control("runs", { ...about, sha, ...more })).body["error"];
  expect(await wrong({ file: "other.yml" })).toBe("artifacts has no active workflow other.yml.");
  expect(await wrong({ sha: "0".repeat(40) })).toMatch(/has no commit 0{40}/);
  expect(await wrong({ by: "nobody" })).toBe('There is no account "nobody".');
  expect(await wrong({ repository: "elsewhere" })).toBe('There is no repository "elsewhere".');
  expect(await wrong({ event: "full_moon" })).toMatch(/event/);
});

it("what a run left is listed by name and run, with the run that left it, and read back byte by byte", async () => {
  const run = await start();
  const bytes = Buffer.from([0x50, 0x4b, 0x05, 0x06, ...Array.from({ length: 256 }, (_, index) => index)]);
  const content = bytes.toString("base64");
  expect((await leave(run, { name: "review", content })).status).toBe(200);
  expect((await leave(run, { name: "other" })).status).toBe(200);
  const { data } = await ada.actions.listArtifactsForRepo({ ...at, name: "review" });
  expect(data.total_count).toBe(1);
  const [found] = data.artifacts;
  expect(found).toMatchObject({
    name: "review",
    size_in_bytes: bytes.length,
    expired: false,
    digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    workflow_run: { id: run, head_branch: "main", head_sha: sha },
  });
  const ofRun = await ada.actions.listWorkflowRunArtifacts({ ...at, run_id: run });
  expect(ofRun.data.artifacts.map(({ name }) => name)).toEqual(["other", "review"]);
  const artifact_id = found?.id ?? 0;
  expect((await ada.actions.getArtifact({ ...at, artifact_id })).data).toEqual(found);
  const read = await ada.actions.downloadArtifact({ ...at, artifact_id, archive_format: "zip" });
  expect(Buffer.from(read.data as ArrayBuffer).equals(bytes)).toBe(true);
});

it("the address of a content needs no token, is signed, and is good for a minute", async () => {
  const run = await start();
  await leave(run);
  const { artifacts } = (await ada.actions.listWorkflowRunArtifacts({ ...at, run_id: run })).data;
  const headers = { authorization: `Bearer ${handle.sandbox.tokens.github["ada-brandt"]?.token ?? ""}` };
  const answer = await fetch(artifacts[0]?.archive_download_url ?? "", { redirect: "manual", headers });
  expect(answer.status).toBe(302);
  const address = answer.headers.get("location") ?? "";
  expect(await (await fetch(address)).text()).toBe("zip");
  expect((await fetch(address.replace(/sign=../, "sign=zz"))).status).toBe(403);
  expect((await fetch(address.replace(/sign=[^&]*/, "sign="))).status).toBe(403);
  const { agenda, clock } = handle.sandbox.world;
  await agenda.passTo(clock.now() + 61_000);
  expect((await fetch(address)).status).toBe(403);
});

it("nothing is changed afterwards: not a name that is there, not a run that is over; another attempt may", async () => {
  const run = await start();
  await leave(run);
  expect((await leave(run)).body["error"]).toMatch(/left an artifact "plans" already/);
  await end(run, "plan", "failure");
  expect((await leave(run, { name: "late" })).body["error"]).toMatch(/is over/);
  await ada.actions.reRunWorkflow({ ...at, run_id: run });
  expect((await leave(run)).status).toBe(200);
  expect((await leave(run, { name: "../up" })).status).toBe(400);
});

it("expires: still listed, its content gone; kept no longer than a repository of its kind may", async () => {
  const run = await start();
  await leave(run, { name: "short", retentionDays: 1 });
  const long = await leave(run, { name: "long", retentionDays: 1_000 });
  const { agenda, clock } = handle.sandbox.world;
  expect(Number(long.body["expiresAt"]) - clock.now()).toBeLessThanOrEqual(400 * day);
  await agenda.passTo(clock.now() + day);
  const { artifacts } = (await ada.actions.listWorkflowRunArtifacts({ ...at, run_id: run })).data;
  expect(artifacts.map(({ name, expired }) => `${name} ${String(expired)}`)).toEqual(["long false", "short true"]);
  const artifact_id = artifacts[1]?.id ?? 0;
  const read = ada.actions.downloadArtifact({ ...at, artifact_id, archive_format: "zip" });
  await expect(read).rejects.toMatchObject({ status: 410 });
  await ada.actions.deleteArtifact({ ...at, artifact_id });
  await expect(ada.actions.getArtifact({ ...at, artifact_id })).rejects.toMatchObject({ status: 404 });
});
