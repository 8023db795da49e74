import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { appOf, apps, type App } from "../checks/apps.ts";
import { environmentOf, type Environment } from "../deployments/environments.ts";
import { repositoryOf } from "../git/refs.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain } from "../rules/push.ts";
import { htmlUrl, nodeId } from "../wire.ts";
import { collection, rulesOf, type CustomRule, type CustomRuleData } from "./custom-rule-rows.ts";
import { finish, note, proceed, release } from "./life.ts";
import { pendingOf } from "./reviews.ts";
import { runNamed, type JobData } from "./workflow-rows.ts";

const rules = `${at}/environments/{environment_name}/deployment_protection_rules`;
const addition = z.object({ integration_id: z.int() });
const word = z.object({
  environment_name: z.string().min(1),
  state: z.enum(["approved", "rejected"]).optional(),
  comment: z.string().optional(),
});

/** Rules by which an app decides whether a job may deploy, and its decisions (P3, P4, T2). */
export const customRuleRoutes: readonly Route[] = [
  route(`GET ${rules} -> 200`, "actions:read", (call) => {
    const all = rulesOf(call.world, environmentNamed(call)).map((each) => view(each, call));
    return { status: 200, body: { total_count: all.length, custom_deployment_protection_rules: all } };
  }),
  route(`POST ${rules} -> 201`, "administration:write", (call) => ({ status: 201, body: view(add(call), call) })),
  // Before the one that takes any word for a number.
  route(`GET ${rules}/apps -> 200`, "actions:read", ({ world }) => {
    const all = Object.values(apps(world)).map(appView);
    return {
      status: 200,
      body: { total_count: all.length, available_custom_deployment_protection_rule_integrations: all },
    };
  }),
  route(`GET ${rules}/{protection_rule_id} -> 200`, "actions:read", (call) => ({
    status: 200,
    body: view(ruleNamed(call), call),
  })),
  route(`DELETE ${rules}/{protection_rule_id} -> 204`, "administration:write", (call) => {
    call.world.store.remove(ruleNamed(call).key);
    return { status: 204 };
  }),
  route(`POST ${at}/actions/runs/{run_id}/deployment_protection_rule -> 204`, "deployments:write", (call) => {
    decide(call);
    return { status: 204 };
  }),
];

function add(call: Call): CustomRule {
  const { integration_id: app } = bodyOf(addition, call, "DeploymentProtectionRule");
  const environment = environmentNamed(call);
  if (appBy(call.world, app) === undefined) throw plain(422, "The integration is not installed on this repository.");
  const known = rulesOf(call.world, environment).find(({ data }) => data.app === app);
  if (known) return known;
  const data = { id: call.world.ids.number(collection, 700_001), app };
  return call.world.store.add<CustomRuleData>(collection, { parent: environment.key, at: call.now, data });
}

/** An app says its word; only a comment leaves the job waiting. Texts of the refusals are [unverified]. */
function decide(call: Call): void {
  const { world, now, holder } = call;
  const { environment_name: name, state, comment } = bodyOf(word, call, "DeploymentProtectionRule");
  const run = runNamed(call);
  const app = appOf(world, holder);
  const pending = pendingOf(call, run).find(({ environment }) => environment.data.name === name);
  if (!app || !pending?.hold.apps.includes(app.id))
    throw plain(422, `No deployment to ${name} waits for this integration.`);
  if (state === undefined && comment === undefined) throw plain(422, "Say a state or a comment.");
  note(world, run, now, "deployment.app", `at ${name}, by ${app.slug}: ${state ?? "waits"}. ${comment ?? ""}`.trim());
  if (state === "rejected") {
    finish(world, run, pending.job, now, "failure");
    proceed(world, run, now);
  } else if (state === "approved") {
    const left = pending.hold.apps.filter((each) => each !== app.id);
    release(world, run, world.store.alter<JobData>(pending.job, now, { hold: { ...pending.hold, apps: left } }), now);
  }
}

function environmentNamed(call: Call): Environment {
  const found = environmentOf(call.world, repositoryOf(call), call.params["environment_name"] ?? "");
  if (!found) throw missing("Environment");
  return found;
}

function ruleNamed(call: Call): CustomRule {
  const all = rulesOf(call.world, environmentNamed(call));
  const found = all.find(({ data }) => String(data.id) === call.params["protection_rule_id"]);
  if (!found) throw missing("DeploymentProtectionRule");
  return found;
}

function appBy(world: World, id: number): App | undefined {
  return Object.values(apps(world)).find((each) => each.id === id);
}

function view({ data }: CustomRule, { world }: Call): Data {
  const app = appBy(world, data.app);
  return { id: data.id, node_id: nodeId("GA", data.id), enabled: true, app: app ? appView(app) : null };
}

function appView({ id, slug }: App): Data {
  return { id, slug, integration_url: htmlUrl(`apps/${slug}`), node_id: nodeId("A", id) };
}
