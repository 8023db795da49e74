import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, send } from "./client.ts";
import { deploy, newProject, pass, ramp } from "./releases.ts";

const handle = withSandbox();
const box = () => handle.sandbox;

interface Shown {
  readonly production: string | undefined;
  readonly autoAssign: unknown;
  readonly crons: unknown;
  readonly last: Readonly<Record<string, unknown>> | undefined;
}

async function shown(project: string): Promise<Shown> {
  const { body } = await send(box(), `GET /v9/projects/${project}?rollbackInfo=true`);
  const targets = body["targets"] as { production?: { id: string } };
  const { definitions } = body["crons"] as { definitions: unknown };
  const last = body["lastAliasRequest"] as Shown["last"];
  return { production: targets.production?.id, autoAssign: body["autoAssignCustomDomains"], crons: definitions, last };
}

async function substate(id: string): Promise<unknown> {
  return (await send(box(), `GET /v13/deployments/${id}`)).body["readySubstate"];
}

async function stageOf(project: string): Promise<unknown> {
  const { rollingRelease } = await client(box()).rollingRelease.getRollingRelease({ idOrName: project });
  return [rollingRelease?.state, rollingRelease?.activeStage?.targetPercentage];
}

const jobs = (path: string) => [
  { file: "vercel.json", data: JSON.stringify({ crons: [{ path, schedule: "0 5 * * *" }] }) },
];

describe("promotion and rollback", () => {
  it("lead addresses and cron jobs to another deployment, and back with its own", async () => {
    const project = await newProject(box(), "plain");
    const one = await deploy(box(), project, { version: "1", files: jobs("/old") });
    expect((await shown(project)).production).toBe(one);
    const two = await deploy(box(), project, { version: "2", files: jobs("/new") });
    expect(await substate(two)).toBe("STAGED");
    await client(box()).projects.requestPromote({ projectId: project, deploymentId: two });
    expect(await shown(project)).toMatchObject({ production: two, autoAssign: false, crons: [{ path: "/new" }] });
    expect((await shown(project)).last).toMatchObject({ type: "promote", fromDeploymentId: one, toDeploymentId: two });
    await client(box()).projects.requestRollback({ projectId: project, deploymentId: one, description: "errors" });
    const back = await shown(project);
    expect(back).toMatchObject({ production: one, autoAssign: false, crons: [{ path: "/old" }] });
    expect(back.last).toMatchObject({ type: "rollback", jobStatus: "succeeded", toDeploymentId: one });
    const aliases = await send(box(), `GET /v9/projects/${project}/rollback/aliases`);
    expect(aliases.body["aliases"]).toEqual([{ alias: "plain.vercel.app", id: one, status: "completed" }]);
  });

  it("turn the assignment of domains off and on again, so that a new build waits after a rollback", async () => {
    const project = await newProject(box(), "assigns");
    await send(box(), `PATCH /v9/projects/${project}`, { autoAssignCustomDomains: true });
    const one = await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    expect((await shown(project)).production).toBe(two);
    await send(box(), `POST /v9/projects/${project}/rollback/${one}`);
    expect(await shown(project)).toMatchObject({ production: one, autoAssign: false });
    const three = await deploy(box(), project, { version: "3" });
    expect((await shown(project)).production).toBe(one);
    await send(box(), `POST /v10/projects/${project}/promote/${three}`);
    expect(await shown(project)).toMatchObject({ production: three, autoAssign: true });
  });

  it("build a preview anew for production", async () => {
    const project = await newProject(box(), "previews");
    await deploy(box(), project, { version: "1" });
    const preview = await deploy(box(), project, { version: "2", target: null });
    expect((await send(box(), `POST /v10/projects/${project}/promote/${preview}`)).status).toBe(202);
    await pass(box(), 6_000);
    const { body } = await send(box(), `GET /v6/deployments?projectId=${project}&target=production`);
    expect(body["deployments"]).toHaveLength(2);
  });

  it("are refused where they make no sense", async () => {
    const project = await newProject(box(), "refused");
    const one = await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    const act = async (line: string): Promise<number> =>
      (await send(box(), `POST /v1/projects/${project}/${line}`)).status;
    expect(await act(`promote/${one}`)).toBe(409);
    expect(await act(`rollback/${one}`)).toBe(409);
    expect(await act(`rollback/${two}`)).toBe(422);
    expect(await act("promote/dpl_none")).toBe(404);
    expect((await send(box(), `POST /v1/projects/${project}/rollback/${two}`, undefined, "drift")).status).toBe(403);
  });
});

describe("a rolling release (T1)", () => {
  it("goes from stage to stage by approval of the right one, and ends with the canary in production", async () => {
    const project = await newProject(box(), "rolls", 10, 50, 100);
    const one = await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    const { rollingRelease } = client(box());
    const canary = { canaryDeploymentId: two };
    await rollingRelease.startRollingRelease({ idOrName: project, requestBody: canary });
    const again = await rollingRelease.startRollingRelease({ idOrName: project, requestBody: canary });
    expect(again.rollingRelease).toMatchObject({ currentDeployment: { id: one }, canaryDeployment: { id: two } });
    expect([await substate(one), await substate(two)]).toEqual(["PROMOTED", "ROLLING"]);
    expect(await stageOf(project)).toEqual(["ACTIVE", 10]);
    const approve = async (nextStageIndex: number, id = two): Promise<number> => {
      const body = { nextStageIndex, canaryDeploymentId: id };
      return (await send(box(), `POST /v1/projects/${project}/rolling-release/approve-stage`, body)).status;
    };
    expect(await approve(2)).toBe(400);
    expect(await approve(1, one)).toBe(400);
    const requestBody = { nextStageIndex: 1, ...canary };
    await rollingRelease.approveRollingReleaseStage({ idOrName: project, requestBody });
    expect(await stageOf(project)).toEqual(["ACTIVE", 50]);
    expect(await approve(1)).toBe(400);
    expect((await shown(project)).production).toBe(one);
    expect(await approve(2)).toBe(200);
    expect(await stageOf(project)).toEqual(["COMPLETE", undefined]);
    expect((await shown(project)).production).toBe(two);
    expect(await approve(3)).toBe(404);
  });

  it("begins with a promotion, is completed at once, and is refused beside another", async () => {
    const project = await newProject(box(), "completes", 10, 100);
    await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    const three = await deploy(box(), project, { version: "3" });
    expect((await send(box(), `POST /v10/projects/${project}/promote/${two}`)).status).toBe(201);
    expect(await stageOf(project)).toEqual(["ACTIVE", 10]);
    expect((await send(box(), `POST /v10/projects/${project}/promote/${three}`)).status).toBe(409);
    const start = await send(box(), `POST /v1/projects/${project}/rolling-release/start`, {
      canaryDeploymentId: three,
    });
    expect(start.status).toBe(409);
    await client(box()).rollingRelease.completeRollingRelease({
      idOrName: project,
      requestBody: { canaryDeploymentId: two },
    });
    expect(await stageOf(project)).toEqual(["COMPLETE", undefined]);
  });

  it("is aborted by a rollback, which is told with who did it", async () => {
    const project = await newProject(box(), "aborts", 10, 100);
    const one = await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    await send(box(), `POST /v10/projects/${project}/promote/${two}`);
    const place = box().world.timeline.entries().at(-1)?.number ?? 0;
    await client(box()).projects.requestRollback({ projectId: project, deploymentId: one, description: "slow" });
    expect(await stageOf(project)).toEqual(["ABORTED", undefined]);
    const { production, last, autoAssign } = await shown(project);
    expect([production, autoAssign, last?.["fromRollingReleaseId"]]).toEqual([
      one,
      false,
      expect.stringMatching(/^rr_/),
    ]);
    const kinds = box()
      .world.timeline.entries(place)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(["rolling-release.aborted", "rollback", "production.moved"]);
    const { body } = await send(box(), `GET /v3/events?projectIds=${project}&limit=3`);
    const types = (body["events"] as { type: string }[]).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["instant-rollback-created", "project-rolling-release-aborted"]));
  });

  it("that is automatic goes on at its times, and only there", async () => {
    const project = await newProject(box(), "automatic");
    await deploy(box(), project, { version: "1" });
    const stages = [
      { targetPercentage: 10, duration: 5 },
      { targetPercentage: 50, duration: 10 },
      { targetPercentage: 100 },
    ];
    const config = { enabled: true, advancementType: "automatic", stages };
    await send(box(), `PATCH /v1/projects/${project}/rolling-release/config`, config);
    const two = await deploy(box(), project, { version: "2" });
    await send(box(), `POST /v10/projects/${project}/promote/${two}`);
    const body = { nextStageIndex: 1, canaryDeploymentId: two };
    expect((await send(box(), `POST /v1/projects/${project}/rolling-release/approve-stage`, body)).status).toBe(400);
    await pass(box(), 4 * 60_000);
    expect(await stageOf(project)).toEqual(["ACTIVE", 10]);
    await pass(box(), 2 * 60_000);
    expect(await stageOf(project)).toEqual(["ACTIVE", 50]);
    await pass(box(), 10 * 60_000);
    expect(await stageOf(project)).toEqual(["COMPLETE", undefined]);
    expect((await shown(project)).production).toBe(two);
  });

  it("keeps its stages when the settings change, and is aborted or completed when they are turned off", async () => {
    const project = await newProject(box(), "settings", 10, 100);
    await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    await send(box(), `POST /v10/projects/${project}/promote/${two}`);
    await ramp(box(), project, 25, 100);
    expect(await stageOf(project)).toEqual(["ACTIVE", 10]);
    await send(box(), `PATCH /v1/projects/${project}/rolling-release/config`, { enabled: false });
    expect(await stageOf(project)).toEqual(["ABORTED", undefined]);
    await ramp(box(), project, 25, 100);
    await send(box(), `POST /v10/projects/${project}/promote/${two}`);
    const off = { enabled: false, disableRolloutAction: "complete" };
    await send(box(), `PATCH /v1/projects/${project}/rolling-release/config`, off);
    expect(await stageOf(project)).toEqual(["COMPLETE", undefined]);
    expect((await shown(project)).production).toBe(two);
  });

  it("queues the build that would follow of itself", async () => {
    const project = await newProject(box(), "queues", 10, 100);
    await send(box(), `PATCH /v9/projects/${project}`, { autoAssignCustomDomains: true });
    await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    const three = await deploy(box(), project, { version: "3" });
    const read = await send(box(), `GET /v1/projects/${project}/rolling-release?state=ACTIVE`);
    expect(read.body["rollingRelease"]).toMatchObject({ canaryDeployment: { id: two }, queuedDeploymentId: three });
    await send(box(), `POST /v1/projects/${project}/rolling-release/complete`, { canaryDeploymentId: two });
    const next = await send(box(), `GET /v1/projects/${project}/rolling-release`);
    expect(next.body["rollingRelease"]).toMatchObject({ state: "ACTIVE", canaryDeployment: { id: three } });
  });

  it("is refused without a ramp, and without anything in production", async () => {
    const project = await newProject(box(), "without");
    const start = async (id: string): Promise<number> => {
      const body = { canaryDeploymentId: id };
      return (await send(box(), `POST /v1/projects/${project}/rolling-release/start`, body)).status;
    };
    expect((await send(box(), `GET /v1/projects/${project}/rolling-release`)).body).toEqual({ rollingRelease: null });
    await deploy(box(), project, { version: "1" });
    const two = await deploy(box(), project, { version: "2" });
    expect(await start(two)).toBe(400);
    expect(await start("dpl_none")).toBe(404);
    await ramp(box(), project, 10, 100);
    const preview = await deploy(box(), project, { version: "3", target: null });
    expect(await start(preview)).toBe(400);
    expect(await start(two)).toBe(200);
  });
});
