/** Every route of Vercel by which traffic moves, by the official client (T1, T3, T4, B1). */
import { expect } from "vitest";
import { client, send } from "../../vercel/client.ts";
import { deploy, newProject, ramp } from "../../vercel/releases.ts";
import { proveRoutes } from "./prove.ts";

const rollout = "/projects/{idOrName}/rolling-release";

proveRoutes(
  {
    vendor: "vercel",
    published: [
      "GET /projects/{idOrName} 200",
      "GET /projects/{projectId}/promote/aliases 200",
      `GET ${rollout} 200`,
      `POST ${rollout}/start 200`,
      `POST ${rollout}/approve-stage 200`,
      `POST ${rollout}/approve-stage 400`,
      `POST ${rollout}/complete 200`,
      `PATCH ${rollout}/config 200`,
      `GET ${rollout}/config 200`,
      `DELETE ${rollout}/config 200`,
    ],
    // The client's own models judge these: it throws where an answer is not as they say.
    unpublished: {
      // Its answer is empty.
      "POST /projects/{projectId}/promote/{deploymentId} 201": /no schema/,
      // The specification is older than the client's calls.
      "POST /projects/{projectId}/rollback/{deploymentId} 201": /path not in the specification/,
      "POST /projects/{projectId}/rollback/{deploymentId} 409": /path not in the specification/,
      // The command line's own path: neither a client nor a specification has it.
      "GET /projects/{projectId}/rollback/aliases 200": /path not in the specification/,
    },
  },
  async (sandbox) => {
    const vercel = client(sandbox);
    const project = await newProject(sandbox, "routes");
    const at = { idOrName: project };
    const one = await deploy(sandbox, project, { version: "1" });
    // The client's own call sends no body.
    await ramp(sandbox, project, 10, 50, 100);
    expect((await vercel.rollingRelease.getRollingReleaseConfig(at)).rollingRelease?.stages).toHaveLength(3);
    const canaryDeploymentId = await deploy(sandbox, project, { version: "2" });
    const canary = { canaryDeploymentId };
    await vercel.rollingRelease.startRollingRelease({ ...at, requestBody: canary });
    const approve = (nextStageIndex: number) =>
      vercel.rollingRelease.approveRollingReleaseStage({ ...at, requestBody: { nextStageIndex, ...canary } });
    await approve(1);
    await expect(approve(1)).rejects.toMatchObject({ statusCode: 400 });
    expect((await vercel.rollingRelease.getRollingRelease(at)).rollingRelease?.activeStage?.targetPercentage).toBe(50);
    await vercel.rollingRelease.completeRollingRelease({ ...at, requestBody: canary });
    await vercel.rollingRelease.deleteRollingReleaseConfig(at);
    const back = { projectId: project, deploymentId: one };
    await vercel.projects.requestRollback(back);
    await expect(vercel.projects.requestRollback(back)).rejects.toMatchObject({ statusCode: 409 });
    await vercel.projects.requestPromote({ projectId: project, deploymentId: canaryDeploymentId });
    const aliases = await vercel.projects.listPromoteAliases({ projectId: project });
    expect(aliases).toMatchObject({ aliases: [{ id: canaryDeploymentId, status: "completed" }] });
    expect((await send(sandbox, `GET /v9/projects/${project}/rollback/aliases?failedOnly=true&limit=20`)).status).toBe(
      200,
    );
    const { body } = await send(sandbox, `GET /v9/projects/${project}?rollbackInfo=true`);
    expect(body["lastAliasRequest"]).toMatchObject({ type: "promote", jobStatus: "succeeded" });
  },
);
