import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { planned, send } from "../../vercel/client.ts";
import { findsDrift } from "../finds-drift.ts";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { PracticeEngine } from "../practice-engine.ts";

const types = {
  project: "vercel:index/project:Project",
  crons: "vercel:index/projectCrons:ProjectCrons",
  retention: "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
  domain: "vercel:index/projectDomain:ProjectDomain",
  variable: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  bypass: "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
  rolling: "vercel:index/projectRollingRelease:ProjectRollingRelease",
  firewall: "vercel:index/firewallConfig:FirewallConfig",
  drain: "vercel:index/logDrain:LogDrain",
  store: "vercel:index/edgeConfig:EdgeConfig",
  item: "vercel:index/edgeConfigItem:EdgeConfigItem",
  token: "vercel:index/edgeConfigToken:EdgeConfigToken",
} as const;
const handle = withSandbox();
let engine: PracticeEngine;
let projectId = "";
let otherId = "";
let storeId = "";
let otherStoreId = "";
let environmentId = "";

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "vercel");
  const gitRepository = { type: "github", repo: "motion-mavericks/web", productionBranch: "main" };
  await engine.up(types.project, "shop", { name: "shop", gitRepository });
  await engine.up(types.project, "other", { name: "other" });
  [projectId, otherId] = [engine.recorded("shop").id, engine.recorded("other").id];
  await engine.up(types.store, "values", { name: "values" });
  await engine.up(types.store, "more", { name: "more" });
  const made = await send(handle.sandbox, `POST /v1/projects/${projectId}/custom-environments`, { slug: "qa" });
  environmentId = String(made.body["id"]);
  [storeId, otherStoreId] = [engine.recorded("values").id, engine.recorded("more").id];
});

/** Inputs as production declares the first of a type. */
const inputsOf = (type: string): Readonly<Record<string, unknown>> => planned("prod", type)[0] ?? {};
const team = "there is one team";
const secret = "abcdefghijklmnopqrstuvwxyz012345";
const rule = (): Readonly<Record<string, unknown>> =>
  (inputsOf(types.firewall)["rules"] as { rules: Readonly<Record<string, unknown>>[] }).rules[0] ?? {};
const conditions = (...all: object[]): object[] => [{ conditions: all }];

const lives: Readonly<Record<keyof Omit<typeof types, "project">, () => Lifecycle>> = {
  crons: () => ({
    type: types.crons,
    inputs: { projectId, enabled: true },
    changes: { enabled: { to: false }, projectId: { to: otherId, act: "replace" } },
    unchanged: { teamId: team },
  }),
  retention: () => ({
    type: types.retention,
    inputs: { ...inputsOf(types.retention), projectId },
    changes: {
      expirationCanceled: [{ to: "1w" }, { to: undefined }],
      expirationErrored: [{ to: "unlimited" }, { to: undefined }],
      expirationPreview: [{ to: "2m" }, { to: undefined }],
      expirationProduction: [{ to: "6m" }, { to: undefined }],
      projectId: { to: otherId, act: "replace" },
    },
    unchanged: { teamId: team },
  }),
  domain: () => ({
    type: types.domain,
    inputs: { projectId, domain: "app.motion-mavericks.example" },
    changes: {
      domain: { to: "www.motion-mavericks.example", act: "replace" },
      projectId: { to: otherId, act: "replace" },
      customEnvironmentId: { to: environmentId },
      gitBranch: { to: "next" },
      redirect: { to: "motion-mavericks.example" },
      redirectStatusCode: { to: 308, with: { redirect: "motion-mavericks.example" } },
      waitForReady: { to: true },
    },
    unchanged: { teamId: team },
    importId: (state, id) => `${String(state["projectId"])}/${id}`,
  }),
  variable: () => ({
    type: types.variable,
    inputs: { ...inputsOf(types.variable), projectId, value: "postgres://one" },
    changes: {
      key: { to: "DATABASE_URL_2", act: "replace" },
      projectId: { to: otherId, act: "replace" },
      sensitive: { to: false, act: "replace" },
      value: { to: "postgres://two" },
      valueWo: { to: "postgres://three", with: { value: undefined } },
      comment: [{ to: "moved" }, { to: undefined }],
      targets: { to: ["preview", "production"] },
      customEnvironmentIds: { to: [environmentId], act: "replace", with: { targets: undefined } },
      gitBranch: { to: "next", with: { targets: ["preview"] } },
    },
    unchanged: { teamId: team },
    importId: (state, id) => `${String(state["projectId"])}/${id}`,
    notImported: ["value"],
  }),
  bypass: () => ({
    type: types.bypass,
    inputs: { ...inputsOf(types.bypass), projectId, secret },
    changes: {
      note: [{ to: "smoke" }, { to: undefined }],
      projectId: { to: otherId, act: "replace" },
      secret: { to: "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", act: "replace" },
      isEnvVar: { to: undefined },
    },
    unchanged: { teamId: team },
  }),
  rolling: () => ({
    type: types.rolling,
    inputs: { ...inputsOf(types.rolling), projectId },
    changes: {
      advancementType: {
        to: "automatic",
        with: { stages: [{ targetPercentage: 25, duration: 60 }, { targetPercentage: 100 }] },
      },
      stages: { to: [{ targetPercentage: 5 }, { targetPercentage: 20 }, { targetPercentage: 100 }] },
    },
    unchanged: { projectId: "the provider changes it in place and leaves the old project's as it is", teamId: team },
  }),
  firewall: () => ({
    type: types.firewall,
    inputs: { ...inputsOf(types.firewall), projectId },
    changes: {
      enabled: { to: false },
      projectId: { to: otherId, act: "replace" },
      ipRules: { to: { rules: [{ action: "deny", hostname: "shop.example", ip: "203.0.113.7", notes: "abuse" }] } },
      managedRulesets: [
        { to: { aiBots: { active: true, action: "deny" } } },
        {
          to: {
            botFilter: { active: false, action: "log" },
            owasp: { xss: { action: "deny" }, rce: { active: false, action: "log" } },
          },
        },
        { to: undefined },
      ],
      rules: [
        { to: { rules: [{ ...rule(), description: "other" }] } },
        {
          to: {
            rules: [
              rule(),
              {
                name: "no-bots",
                conditionGroups: conditions(
                  { type: "user_agent", op: "inc", values: ["bot", "spider"], neg: false },
                  { type: "header", op: "ex", key: "x-bot" },
                ),
                action: { action: "deny", actionDuration: "1h" },
              },
              {
                name: "moved",
                active: false,
                conditionGroups: conditions({ type: "path", op: "eq", value: "/old" }),
                action: { action: "redirect", redirect: { location: "/new", permanent: true } },
              },
            ],
          },
        },
        { to: undefined },
      ],
    },
    unchanged: { teamId: team },
  }),
  drain: () => ({
    type: types.drain,
    inputs: { ...inputsOf(types.drain), headers: { "dd-api-key": "0123456789" }, projectIds: [projectId] },
    changes: {
      name: { to: "other-logs", act: "replace" },
      deliveryFormat: { to: "ndjson", act: "replace" },
      endpoint: { to: "https://logs.example/in", act: "replace" },
      environments: { to: ["preview", "production"], act: "replace" },
      headers: [
        { to: { "x-key": "1" }, act: "replace" },
        { to: undefined, act: "replace" },
      ],
      projectIds: [
        { to: [otherId, projectId], act: "replace" },
        { to: undefined, act: "replace" },
      ],
      samplingRate: { to: 0.5, act: "replace" },
      secret: { to: secret, act: "replace" },
      sources: { to: ["lambda"], act: "replace" },
    },
    unchanged: { teamId: team },
  }),
  store: () => ({
    type: types.store,
    inputs: { name: "web-prod" },
    changes: { name: { to: "web-next" } },
    unchanged: { teamId: team },
  }),
  item: () => ({
    type: types.item,
    inputs: { edgeConfigId: storeId, key: "write-freeze", valueJson: false },
    changes: {
      key: { to: "read-freeze", act: "replace" },
      edgeConfigId: { to: otherStoreId, act: "replace" },
      value: { to: "on", act: "replace", with: { valueJson: undefined } },
      valueJson: [
        { to: true, act: "replace" },
        { to: { deep: [1, "two"] }, act: "replace" },
      ],
    },
    unchanged: { teamId: team },
  }),
  token: () => ({
    type: types.token,
    inputs: { edgeConfigId: storeId, label: "web-prod" },
    changes: { label: { to: "web-next", act: "replace" }, edgeConfigId: { to: otherStoreId, act: "replace" } },
    unchanged: { teamId: team },
    importId: (state) => `${String(state["edgeConfigId"])}/${String(state["token"])}`,
  }),
};

/** Changes that nobody can see at Vercel. */
const unseen: Readonly<Record<string, string>> = {
  'value -> "postgres://': "a sensitive value is never told; drift compares the moment of its last change",
  "isEnvVar -> undefined": "false and nothing are the same",
};

describe("types of Vercel", () => {
  it.each(Object.keys(lives) as (keyof typeof lives)[])("%s lives through every change", async (name) => {
    await liveThrough(engine, lives[name]());
    await findsDrift(engine, lives[name](), `${name} drifting`, unseen);
  });

  it("takes imports with the team before the id", async () => {
    const { id } = engine.recorded("shop");
    const read = await send(handle.sandbox, `GET /v10/projects/${id}`);
    const found = await engine.import(types.project, "imported", `${String(read.body["accountId"])}/${id}`);
    expect(found).toMatchObject({ id, inputs: { name: "shop" } });
    expect(await engine.import(types.project, "imported", "prj_none")).toBeUndefined();
  });
});
