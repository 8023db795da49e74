import type { MutationTable } from "./mutate.ts";
import { named, reasons, rewritten, type Change, type KindMutations, type Write } from "./mutation-row.ts";

const project: KindMutations["rows"] = ({ inputs }, rows) => [
  rows.one("vercel.project", { id: inputs["projectId"] ?? "" }),
];
const byId =
  (collection: string): KindMutations["rows"] =>
  ({ id }, rows) => [rows.one(collection, { id })];
/** Something in the first row is given another value. */
const assigned =
  (change: (data: Record<string, unknown>, of: Change) => void): Write =>
  (of) => {
    const [draft] = of.drafts;
    if (draft !== undefined) change(draft.data, of);
    return draft !== undefined;
  };
type Bypasses = Record<string, { note?: string; isEnvVar: boolean; scope: string }>;
const bypassesOf = (data: Record<string, unknown>): Bypasses => data["protectionBypass"] as Bypasses;
const firstBypass = (data: Record<string, unknown>): Bypasses[string] => Object.values(bypassesOf(data))[0]!;

/** How what the stacks declare at Vercel is changed there. */
export const vercelMutations: MutationTable = {
  "vercel:Project": {
    rows: byId("vercel.project"),
    wire: {
      automaticallyExposeSystemEnvironmentVariables: "autoExposeSystemEnvs",
      customerSuccessCodeVisibility: "customerSupportCodeVisibility",
      "gitProviderOptions.createDeployments": "gitProviderOptions.createDeployments",
      "gitProviderOptions.repositoryDispatchEvents": "gitProviderOptions.disableRepositoryDispatchEvents",
      "gitRepository.productionBranch": "link.productionBranch",
      "gitRepository.repo": "link.repo",
      "gitRepository.type": assigned((data) => ((data["link"] as Record<string, unknown>)["type"] = "bitbucket")),
      prioritiseProductionBuilds: "productionDeploymentsFastLane",
      skewProtection: assigned((data) => (data["skewProtectionMaxAge"] = 43_200)),
      "vercelAuthentication.deploymentType": assigned(
        (data) => (data["ssoProtection"] = { deploymentType: "preview" }),
      ),
      "oidcTokenConfig.issuerMode": assigned((data) => {
        (data["oidcTokenConfig"] as Record<string, unknown>)["issuerMode"] = "global";
      }),
    },
    alone: [["gitRepository.type"]],
  },
  "vercel:ProjectCrons": {
    rows: project,
    wire: { enabled: assigned((data) => (data["cronsDisabledAt"] = null)) },
    untouched: named("projectId"),
  },
  "vercel:ProjectDeploymentRetention": {
    rows: project,
    wire: {
      expirationPreview: assigned((data) => expire(data, "expirationDays")),
      expirationProduction: assigned((data) => expire(data, "expirationDaysProduction")),
      expirationCanceled: assigned((data) => expire(data, "expirationDaysCanceled")),
      expirationErrored: assigned((data) => expire(data, "expirationDaysErrored")),
    },
    untouched: named("projectId"),
  },
  "vercel:ProjectRollingRelease": {
    rows: project,
    wire: {
      advancementType: assigned((data) => {
        const { stages } = data["rollingRelease"] as { stages: Record<string, unknown>[] };
        for (const stage of stages) Object.assign(stage, { requireApproval: false, duration: 10 });
      }),
      "stages[].targetPercentage": "rollingRelease.stages[].targetPercentage",
    },
    untouched: named("projectId"),
  },
  "vercel:ProjectProtectionBypass": {
    rows: project,
    wire: {
      note: assigned((data) => (firstBypass(data).note = "nobody knows whose")),
      isEnvVar: assigned((data) => {
        firstBypass(data).isEnvVar = false;
        bypassesOf(data)["n".repeat(32)] = { scope: "automation-bypass", isEnvVar: true };
      }),
    },
    untouched: named("projectId", "secret"),
  },
  "vercel:ProjectEnvironmentVariable": {
    rows: byId("vercel.environment-variable"),
    wire: {
      value: (of) => (of.resource.inputs["sensitive"] === false ? readable(of) : rewritten(of)),
      sensitive: assigned((data) => (data["type"] = "encrypted")),
      "targets[]": assigned((data) => (data["target"] = ["preview"])),
    },
    untouched: named("projectId"),
    // What can be read is compared by its value and not by its time.
    alone: [["sensitive"]],
  },
  "vercel:ProjectDomain": {
    rows: ({ inputs }, rows) => [rows.one("vercel.project-domain", { name: inputs["domain"] })],
    untouched: named("projectId", "domain"),
  },
  "vercel:FirewallConfig": {
    rows: project,
    wire: {
      enabled: "firewall.firewallEnabled",
      "managedRulesets.aiBots.action": action("ai_bots"),
      "managedRulesets.aiBots.active": "firewall.managedRules.ai_bots.active",
      "managedRulesets.botProtection.action": action("bot_protection"),
      "managedRulesets.botProtection.active": "firewall.managedRules.bot_protection.active",
      "rules.rules[].active": "firewall.rules[].active",
      "rules.rules[].name": "firewall.rules[].name",
      "rules.rules[].description": "firewall.rules[].description",
      "rules.rules[].conditionGroups[].conditions[].op": "firewall.rules[].conditionGroup[].conditions[].op",
      "rules.rules[].conditionGroups[].conditions[].type": "firewall.rules[].conditionGroup[].conditions[].type",
      "rules.rules[].conditionGroups[].conditions[].value": "firewall.rules[].conditionGroup[].conditions[].value",
      "rules.rules[].action.action": "firewall.rules[].action.mitigate.action",
      "rules.rules[].action.rateLimit.action": "firewall.rules[].action.mitigate.rateLimit.action",
      "rules.rules[].action.rateLimit.algo": "firewall.rules[].action.mitigate.rateLimit.algo",
      "rules.rules[].action.rateLimit.keys[]": "firewall.rules[].action.mitigate.rateLimit.keys[]",
      "rules.rules[].action.rateLimit.limit": "firewall.rules[].action.mitigate.rateLimit.limit",
      "rules.rules[].action.rateLimit.window": "firewall.rules[].action.mitigate.rateLimit.window",
    },
    untouched: named("projectId"),
  },
  "vercel:EdgeConfig": { rows: byId("vercel.edge-config"), wire: { name: "slug" } },
  "vercel:EdgeConfigItem": {
    rows: ({ inputs }, rows) => [rows.one("vercel.edge-config", { id: inputs["edgeConfigId"] })],
    wire: {
      valueJson: assigned((data, { resource }) => {
        const items = data["items"] as Record<string, { value: unknown }>;
        Object.assign(items[String(resource.inputs["key"])] ?? {}, { value: "set by hand" });
      }),
    },
    untouched: named("edgeConfigId", "key"),
  },
  "vercel:EdgeConfigToken": {
    rows: byId("vercel.edge-config-token"),
    untouched: { ...named("edgeConfigId"), label: reasons.made },
  },
  "vercel:LogDrain": {
    rows: byId("vercel.drain"),
    wire: {
      deliveryFormat: "delivery.encoding",
      headers: assigned((data) => ((data["delivery"] as Record<string, unknown>)["headers"] = { "DD-API-KEY": "x" })),
      "projectIds[]": assigned((data, { drafts }) => {
        data["projectIds"] = [`prj_${String(drafts[0]?.row.key.length)}`];
      }),
    },
  },
};

/** A value that Vercel shows. */
const readable = assigned((data) => (data["value"] = "set by hand"));

function expire(data: Record<string, unknown>, field: string): void {
  const kept = data["deploymentExpiration"] as Record<string, number>;
  kept[field] = kept[field] === 365 ? 180 : 365;
}

function action(ruleset: string): Write {
  return assigned((data) => {
    const { managedRules } = data["firewall"] as { managedRules: Record<string, { action: string }> };
    Object.assign(managedRules[ruleset] ?? {}, { action: "challenge" });
  });
}
