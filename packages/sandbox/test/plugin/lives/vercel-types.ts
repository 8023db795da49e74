import { planned } from "../../vercel/client.ts";
import type { Ids, Lives } from "./life.ts";

/** Types of Vercel. */
export const types = {
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
/** Inputs as production declares the first of a type. */
const inputsOf = (type: string): Readonly<Record<string, unknown>> => planned("prod", type)[0] ?? {};
const team = "there is one team";
const secret = "abcdefghijklmnopqrstuvwxyz012345";
const rule = (): Readonly<Record<string, unknown>> =>
  (inputsOf(types.firewall)["rules"] as { rules: Readonly<Record<string, unknown>>[] }).rules[0] ?? {};
const conditions = (...all: object[]): object[] => [{ conditions: all }];

/** Projects' settings, domains, variables, and stores. */
export const typeLives = (ids: Ids): Lives => {
  const [projectId, otherId] = [ids["shop"], ids["other"]];
  return {
    crons: {
      type: types.crons,
      lasting: true,
      inputs: { projectId, enabled: true },
      changes: { enabled: { to: false }, projectId: { to: otherId, act: "replace" } },
      unchanged: { teamId: team },
    },
    retention: {
      type: types.retention,
      lasting: true,
      inputs: { ...inputsOf(types.retention), projectId },
      changes: {
        expirationCanceled: [{ to: "1w" }, { to: undefined }],
        expirationErrored: [{ to: "unlimited" }, { to: undefined }],
        expirationPreview: [{ to: "2m" }, { to: undefined }],
        expirationProduction: [{ to: "6m" }, { to: undefined }],
        projectId: { to: otherId, act: "replace" },
      },
      unchanged: { teamId: team },
    },
    domain: {
      type: types.domain,
      inputs: { projectId, domain: "app.motion-mavericks.example" },
      changes: {
        domain: { to: "www.motion-mavericks.example", act: "replace" },
        projectId: { to: otherId, act: "replace" },
        customEnvironmentId: { to: ids["environment"] },
        gitBranch: { to: "next" },
        redirect: { to: "motion-mavericks.example" },
        redirectStatusCode: { to: 308, with: { redirect: "motion-mavericks.example" } },
        waitForReady: { to: true },
      },
      unchanged: { teamId: team },
      importId: (state, id) => `${String(state["projectId"])}/${id}`,
    },
    variable: {
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
        customEnvironmentIds: { to: [ids["environment"]], act: "replace", with: { targets: undefined } },
        gitBranch: { to: "next", with: { targets: ["preview"] } },
      },
      unchanged: { teamId: team },
      importId: (state, id) => `${String(state["projectId"])}/${id}`,
      unseen: {
        'value -> "postgres://': "a sensitive value is never told; drift compares the moment of its last change",
      },
    },
    bypass: {
      type: types.bypass,
      inputs: { ...inputsOf(types.bypass), projectId, secret },
      changes: {
        note: [{ to: "smoke" }, { to: undefined }],
        projectId: { to: otherId, act: "replace" },
        secret: { to: "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", act: "replace" },
        isEnvVar: { to: undefined },
      },
      unchanged: { teamId: team },
      unseen: { "isEnvVar -> nothing": "false and nothing are the same" },
    },
    rolling: {
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
    },
    firewall: {
      type: types.firewall,
      lasting: true,
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
    },
    drain: {
      type: types.drain,
      hidden: "every change makes it anew",
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
    },
    store: {
      type: types.store,
      inputs: { name: "web-prod" },
      changes: { name: { to: "web-next" } },
      unchanged: { teamId: team },
    },
    item: {
      type: types.item,
      hidden: "every change makes it anew",
      inputs: { edgeConfigId: ids["store"], key: "write-freeze", valueJson: false },
      changes: {
        key: { to: "read-freeze", act: "replace" },
        edgeConfigId: { to: ids["other store"], act: "replace" },
        value: { to: "on", act: "replace", with: { valueJson: undefined } },
        valueJson: [
          { to: true, act: "replace" },
          { to: { deep: [1, "two"] }, act: "replace" },
        ],
      },
      unchanged: { teamId: team },
    },
    token: {
      type: types.token,
      hidden: "every change makes it anew",
      inputs: { edgeConfigId: ids["store"], label: "web-prod" },
      changes: { label: { to: "web-next", act: "replace" }, edgeConfigId: { to: ids["other store"], act: "replace" } },
      unchanged: { teamId: team },
      importId: (state) => `${String(state["edgeConfigId"])}/${String(state["token"])}`,
    },
  };
};
