import { beforeAll, describe, expect, it } from "vitest";
import { omit } from "../../src/world/entity.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, planned, send } from "./client.ts";

const handle = withSandbox();

interface Project {
  readonly name: string;
  readonly nodeVersion: string;
  readonly framework?: string;
  readonly gitRepository: { readonly type: string; readonly repo: string; readonly productionBranch: string };
}

const declared = planned("prod", "vercel:index/project:Project") as readonly unknown[] as readonly Project[];

/** Creation and change as the provider sends them. */
function wire(inputs: Project): readonly [Record<string, unknown>, Record<string, unknown>] {
  const { name, nodeVersion, framework = null, gitRepository } = inputs;
  const create = {
    name,
    framework,
    gitRepository: { type: gitRepository.type, repo: gitRepository.repo },
    buildCommand: null,
    oidcTokenConfig: { issuerMode: "team" },
    resourceConfig: { fluid: true, functionDefaultRegions: ["fra1"] },
    ssoProtection: { deploymentType: "all_except_custom_domains" },
    previewDeploymentsDisabled: true,
    enablePreviewFeedback: false,
    enableProductionFeedback: false,
  };
  const change = {
    nodeVersion,
    autoExposeSystemEnvs: true,
    autoAssignCustomDomains: false,
    customerSupportCodeVisibility: false,
    directoryListing: false,
    gitForkProtection: true,
    gitLFS: true,
    productionDeploymentsFastLane: true,
    protectedSourcemaps: true,
    skewProtectionMaxAge: 604_800,
    gitProviderOptions: {
      createDeployments: "disabled",
      requireVerifiedCommits: true,
      disableRepositoryDispatchEvents: false,
    },
  };
  return [create, change];
}

beforeAll(async () => {
  for (const inputs of declared) {
    const [create, change] = wire(inputs);
    expect((await send(handle.sandbox, "POST /v8/projects", create)).status).toBe(200);
    expect((await send(handle.sandbox, `PATCH /v9/projects/${inputs.name}`, change)).status).toBe(200);
  }
});

describe("projects", () => {
  it("are as production declares them, read by id and by name, by the client too", async () => {
    expect(declared.length).toBeGreaterThan(1);
    for (const inputs of declared) {
      const [create, change] = wire(inputs);
      const read = await send(handle.sandbox, `GET /v10/projects/${inputs.name}`);
      expect(read.body).toMatchObject({
        ...omit(create, "gitRepository"),
        ...change,
        link: { type: "github", productionBranch: "main" },
      });
      const byId = await client(handle.sandbox).projects.getProject({ idOrName: String(read.body["id"]) });
      expect(byId).toMatchObject({ name: inputs.name, nodeVersion: "24.x", skewProtectionMaxAge: 604_800 });
    }
  });

  it("are listed in pages", async () => {
    const all = (await send(handle.sandbox, "GET /v10/projects?limit=100")).body["projects"];
    expect(all).toHaveLength(declared.length);
    const found = (await send(handle.sandbox, "GET /v10/projects?search=web")).body["projects"];
    expect(found).toMatchObject([{ name: "web-prod" }]);
  });

  it("have a production branch and a link of their own address", async () => {
    const at = "/v9/projects/web-prod";
    const moved = await send(handle.sandbox, `PATCH ${at}/branch`, { branch: "release" });
    expect(moved.body).toMatchObject({ link: { productionBranch: "release" } });
    expect((await send(handle.sandbox, `DELETE ${at}/link`)).body["link"]).toBeUndefined();
    expect((await send(handle.sandbox, `PATCH ${at}/branch`, { branch: "main" })).status).toBe(400);
    const again = await send(handle.sandbox, `POST ${at}/link`, { type: "github", repo: "motion-mavericks/web" });
    expect(again.body).toMatchObject({ link: { org: "motion-mavericks", repo: "web", productionBranch: "main" } });
    expect((await send(handle.sandbox, `POST ${at}/link`, { type: "github", repo: "a/b" })).status).toBe(400);
  });

  it("never tell their password", async () => {
    const set = { passwordProtection: { deploymentType: "all", password: "open-sesame" } };
    const changed = await send(handle.sandbox, "PATCH /v9/projects/web-prod", set);
    expect(changed.body["passwordProtection"]).toEqual({ deploymentType: "all" });
    const off = await send(handle.sandbox, "PATCH /v9/projects/web-prod", { passwordProtection: null });
    expect(off.body["passwordProtection"]).toBeNull();
  });

  it("stop and start their cron jobs", async () => {
    for (const { enabled } of planned("prod", "vercel:index/projectCrons:ProjectCrons")) {
      const answer = await send(handle.sandbox, "PATCH /v1/projects/web-prod/crons", { enabled });
      const { disabledAt } = answer.body["crons"] as { disabledAt: number | null };
      expect(disabledAt === null).toBe(enabled);
    }
  });

  it("keep deployments for a time that is set in words and read in days", async () => {
    const inputs = planned("prod", "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention")[0];
    const rest = omit(inputs ?? {}, "projectId", "expirationPreview");
    const wanted = { expiration: inputs?.["expirationPreview"], ...rest };
    const set = await send(handle.sandbox, "PATCH /v9/projects/bridge-api-prod/deployment-expiration", wanted);
    expect(set.body).toEqual({ deploymentExpiration: wanted });
    expect((await send(handle.sandbox, "GET /v2/projects/bridge-api-prod")).body["deploymentExpiration"]).toEqual({
      expirationDays: 1,
      expirationDaysProduction: 90,
      expirationDaysCanceled: 180,
      expirationDaysErrored: 180,
    });
    const wrong = { expiration: "2d" };
    expect((await send(handle.sandbox, "PATCH /v9/projects/web-prod/deployment-expiration", wrong)).status).toBe(400);
  });

  it.each([
    ["a name with capitals", { name: "Web" }, 400, "bad_request"],
    ["a name that is taken", { name: "web-prod" }, 409, "conflict"],
    ["no name", {}, 400, "bad_request"],
    ["an unknown field", { name: "other", colour: "red" }, 400, "bad_request"],
    ["an unknown protection", { name: "other", ssoProtection: { deploymentType: "some" } }, 400, "bad_request"],
  ])("are refused with %s", async (_what, body, status, code) => {
    expect(await send(handle.sandbox, "POST /v8/projects", body)).toMatchObject({ status, body: { error: { code } } });
  });

  it("need rights, and are gone once removed", async () => {
    expect((await send(handle.sandbox, "POST /v8/projects", { name: "drifted" }, "drift")).status).toBe(403);
    await send(handle.sandbox, "POST /v8/projects", { name: "short-lived" });
    expect((await send(handle.sandbox, "DELETE /v8/projects/short-lived")).status).toBe(204);
    expect(await send(handle.sandbox, "GET /v10/projects/short-lived")).toMatchObject({
      status: 404,
      body: { error: { code: "not_found" } },
    });
  });
});

describe("protection bypasses", () => {
  it("are made as declared; exactly one is the environment variable", async () => {
    const note = String(planned("prod", "vercel:index/projectProtectionBypass:ProjectProtectionBypass")[0]?.["note"]);
    const line = "PATCH /v10/projects/web-prod/protection-bypass";
    const [first, second] = ["a".repeat(32), "b".repeat(32)];
    const made = await send(handle.sandbox, line, { generate: { secret: first, note } });
    expect(made.body).toMatchObject({
      protectionBypass: { [first]: { scope: "automation-bypass", isEnvVar: true, note } },
    });
    await send(handle.sandbox, line, { generate: { secret: second } });
    expect((await send(handle.sandbox, line, { generate: { secret: second } })).status).toBe(409);
    expect((await send(handle.sandbox, line, { generate: { secret: "short" } })).status).toBe(400);
    const demoted = await send(handle.sandbox, line, { update: { secret: first, isEnvVar: false } });
    expect(demoted.status).toBe(400);
    const promoted = await send(handle.sandbox, line, { update: { secret: second, isEnvVar: true, note: "next" } });
    expect(promoted.body).toMatchObject({
      protectionBypass: { [first]: { isEnvVar: false }, [second]: { isEnvVar: true, note: "next" } },
    });
    const revoke = (secret: string): ReturnType<typeof send> =>
      send(handle.sandbox, line, { revoke: { secret, regenerate: false } });
    expect((await revoke(second)).status).toBe(400);
    expect((await revoke(first)).status).toBe(200);
    expect((await revoke(second)).body).toEqual({ protectionBypass: {} });
    expect((await revoke(second)).status).toBe(404);
  });
});

describe("rolling releases", () => {
  const at = "/v1/projects/web-prod/rolling-release/config";
  const { advancementType, stages } =
    planned("prod", "vercel:index/projectRollingRelease:ProjectRollingRelease")[0] ?? {};

  it("are set as declared, read, and taken away", async () => {
    expect((await send(handle.sandbox, `GET ${at}`)).body).toEqual({ rollingRelease: null });
    await send(handle.sandbox, `PATCH ${at}`, { enabled: true, advancementType, stages });
    const read = await client(handle.sandbox).rollingRelease.getRollingReleaseConfig({ idOrName: "web-prod" });
    expect(read.rollingRelease?.stages).toEqual([
      { targetPercentage: 10, requireApproval: true },
      { targetPercentage: 50, requireApproval: true },
      { targetPercentage: 100 },
    ]);
    await client(handle.sandbox).rollingRelease.deleteRollingReleaseConfig({ idOrName: "web-prod" });
    expect((await send(handle.sandbox, `GET ${at}`)).body).toEqual({ rollingRelease: null });
  });

  it.each([
    ["one stage", "manual-approval", [{ targetPercentage: 100 }]],
    ["no 100 % at the end", "manual-approval", [{ targetPercentage: 10 }, { targetPercentage: 50 }]],
    ["100 % twice", "manual-approval", [{ targetPercentage: 100 }, { targetPercentage: 100 }]],
    [
      "stages that shrink",
      "manual-approval",
      [{ targetPercentage: 50 }, { targetPercentage: 5 }, { targetPercentage: 100 }],
    ],
    ["no duration", "automatic", [{ targetPercentage: 10 }, { targetPercentage: 100 }]],
    ["a duration with approval", "manual-approval", [{ targetPercentage: 10, duration: 5 }, { targetPercentage: 100 }]],
    ["too long a stage", "automatic", [{ targetPercentage: 10, duration: 10_001 }, { targetPercentage: 100 }]],
    ["an unknown way", "random", [{ targetPercentage: 10 }, { targetPercentage: 100 }]],
  ])("are refused with %s", async (_what, way, steps) => {
    const body = { enabled: true, advancementType: way, stages: steps };
    expect((await send(handle.sandbox, `PATCH ${at}`, body)).status).toBe(400);
  });
});

describe("project domains", () => {
  it("are made as declared, changed, listed, and removed", async () => {
    const vercel = client(handle.sandbox);
    const names = planned("prod", "vercel:index/projectDomain:ProjectDomain").map(({ domain }) => String(domain));
    for (const name of names) {
      const made = await vercel.projects.addProjectDomain({ idOrName: "web-prod", requestBody: { name } });
      expect(made).toMatchObject({ name, apexName: "motion-mavericks.example", verified: true });
    }
    expect(await vercel.projects.getProjectDomain({ idOrName: "web-prod", domain: names[0] ?? "" })).toMatchObject({
      name: names[0],
      redirect: null,
    });
    const at = `/v9/projects/web-prod/domains/${names[0] ?? ""}`;
    const changed = await send(handle.sandbox, `PATCH ${at}`, { redirect: names[1], redirectStatusCode: 308 });
    expect(changed.body).toMatchObject({ redirect: names[1], redirectStatusCode: 308 });
    expect((await send(handle.sandbox, `PATCH ${at}`, { gitBranch: "main" })).status).toBe(400);
    expect((await send(handle.sandbox, `POST ${at}/verify`)).body).toMatchObject({ verified: true });
    const first = await send(handle.sandbox, "GET /v9/projects/web-prod/domains?limit=100");
    expect(first.body["domains"]).toHaveLength(names.length);
    const taken = await send(handle.sandbox, "POST /v10/projects/bridge-api-prod/domains", { name: names[0] });
    expect(taken).toMatchObject({ status: 409, body: { error: { code: "domain_already_in_use" } } });
    for (const name of names) await vercel.projects.removeProjectDomain({ idOrName: "web-prod", domain: name });
    expect((await send(handle.sandbox, `GET ${at}`)).status).toBe(404);
  });
});
