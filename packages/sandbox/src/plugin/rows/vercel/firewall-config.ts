import type { Failure, Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall, Setting } from "../../row.ts";
import { coreRules, ruleFrom, rulesetsFrom, rulesetsTo, ruleTo } from "./firewall-rules.ts";
import { lastParts, listOf, objectOf, part, teamSetting } from "./places.ts";

const at = (projectId: unknown, rest = ""): string =>
  `/v1/security/firewall/config${rest}?projectId=${part(projectId)}`;
const off = { active: false, action: "log" };
const allOff = Object.fromEntries(coreRules.map((each) => [each, off]));
const actions = ["bypass", "log", "challenge", "deny", "rate_limit", "redirect"];
const condition = "rules.rules[].conditionGroups[].conditions[]";
const coreSettings: Readonly<Record<string, Setting>> = Object.fromEntries(
  coreRules.map((each) => [`managedRulesets.owasp.${each}`, { absent: off }]),
);

/**
 * The firewall of a project, written as a whole; a deletion turns it off. The provider reads `enabled` from its state, here it is
 * read from the vendor, so that a firewall that was turned off elsewhere is seen.
 */
export const firewallConfig: PluginRow = {
  type: "vercel:index/firewallConfig:FirewallConfig",
  source: "terraform-provider-vercel v5.4.1 resource_firewall_config.go; vercel.json /v1/security/firewall/config",
  importId: "{projectId}",
  settings: {
    projectId: { change: "replace" },
    teamId: teamSetting,
    enabled: { default: true },
    managedRulesets: { absent: { owasp: allOff } },
    "managedRulesets.aiBots": { absent: null },
    "managedRulesets.botProtection": { absent: null },
    "managedRulesets.owasp": { absent: allOff },
    ...coreSettings,
    rules: { absent: { rules: [] } },
    "rules.rules": { absent: [] },
    "rules.rules[].name": { minLength: 4, maxLength: 160 },
    "rules.rules[].description": { maxLength: 260 },
    "rules.rules[].action.action": { values: actions },
    "rules.rules[].action.rateLimit.action": { values: actions.slice(0, 5) },
    [`${condition}.op`]: {
      values: ["re", "eq", "neq", "ex", "nex", "inc", "ninc", "pre", "suf", "sub", "gt", "gte", "lt", "lte"],
    },
    ipRules: { absent: { rules: [] } },
    "ipRules.rules": { absent: [] },
    "ipRules.rules[].action": { values: ["bypass", "log", "challenge", "deny"] },
  },
  check: problems,
  async create(inputs, call) {
    const active = await put(inputs, call);
    return { id: `${String(active["ownerId"])}/${String(inputs["projectId"])}` };
  },
  async find(id, state, call) {
    const [projectId] = lastParts(id, 1);
    const body = (await call.http.find(at(projectId, "/active"))) as Properties | undefined;
    if (body === undefined) return undefined;
    const teamId = String(body["ownerId"]);
    return {
      id: `${teamId}/${String(projectId)}`,
      properties: {
        projectId,
        teamId,
        enabled: body["firewallEnabled"],
        managedRulesets: rulesetsFrom(body, objectOf(state["managedRulesets"])),
        rules: { rules: listOf(body["rules"]).map(ruleFrom) },
        ipRules: { rules: listOf(body["ips"]) },
      },
    };
  },
  async update(_id, inputs, _old, call) {
    await put(inputs, call);
  },
  async remove(id, _state, call) {
    const [projectId] = lastParts(id, 1);
    if ((await call.http.find(at(projectId, "/active"))) === undefined) return;
    await call.http.request("PUT", at(projectId), { firewallEnabled: false });
  },
};

/** Rules keep the ids that the vendor knows them by: the provider changes them one by one to the same end. */
async function put(inputs: Properties, call: RowCall): Promise<Properties> {
  const { projectId, enabled, managedRulesets, rules, ipRules } = inputs;
  const live = objectOf(await call.http.find(at(projectId, "/active")));
  const idOf = (key: "rules" | "ips", same: (each: Properties) => boolean): unknown =>
    listOf(live[key]).find(same)?.["id"];
  const answer = await call.http.request("PUT", at(projectId), {
    firewallEnabled: enabled,
    ...rulesetsTo(managedRulesets),
    rules: listOf(objectOf(rules)["rules"]).map((rule) =>
      ruleTo(
        rule,
        idOf("rules", ({ name }) => name === rule["name"]),
      ),
    ),
    ips: listOf(objectOf(ipRules)["rules"]).map((rule) => ({
      ...rule,
      id: idOf("ips", ({ ip, hostname }) => ip === rule["ip"] && hostname === rule["hostname"]),
    })),
  });
  return objectOf(objectOf(answer.body)["active"]);
}

/** What an operator may stand with: `FirewallRule.Conditions` and the conflicts of the provider's schema. */
function problems(inputs: Properties): readonly Failure[] {
  const sets = objectOf(inputs["managedRulesets"]);
  const both = sets["botProtection"] !== undefined && sets["botFilter"] !== undefined;
  const rules = listOf(objectOf(inputs["rules"])["rules"]);
  return [
    ...(both ? [{ property: "managedRulesets.botFilter", reason: "conflicts with botProtection" }] : []),
    ...rules.flatMap((rule, index) =>
      listOf(rule["conditionGroups"]).flatMap(({ conditions }, group) =>
        listOf(conditions).flatMap((each, place) =>
          wrong(each).map((reason) => ({
            property: `rules.rules[${String(index)}].conditionGroups[${String(group)}].conditions[${String(place)}]`,
            reason,
          })),
        ),
      ),
    ),
  ];
}

function wrong({ op, value, values }: Properties): readonly string[] {
  if (typeof op !== "string") return [];
  const wantsList = op === "inc" || op === "ninc";
  if (value !== undefined && values !== undefined) return ["has value and values; give one of them"];
  if (wantsList && values === undefined) return [`has the operator "${op}", which needs values`];
  return !wantsList && values !== undefined ? [`has the operator "${op}", which takes no values`] : [];
}
