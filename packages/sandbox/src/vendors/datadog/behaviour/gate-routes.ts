import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { collection } from "../../../resource-table/resource.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { judgeRule, type Rule, type RuleResult } from "../monitors/gate.ts";
import {
  dated,
  deploymentGate,
  deploymentRule,
  type DeploymentGateData,
  type DeploymentRuleData,
} from "../tables/deployment-gate.ts";

interface EvaluationData extends Data {
  readonly id: string;
  readonly gate_id: string;
  readonly dry_run: boolean;
  readonly rules: readonly Rule[];
}

const collectionName = "datadog.gate-evaluation";

const ruleInput = z.object({
  name: z.string().min(1),
  type: z.enum(["monitor", "faulty_deployment_detection"]),
  dry_run: z.boolean().optional(),
  options: z.looseObject({}).optional(),
});
const input = z.object({
  service: z.string().min(1),
  env: z.string().min(1),
  identifier: z.string().optional(),
  version: z.string().optional(),
  primary_tag: z.string().optional(),
  configuration: z.object({ dry_run: z.boolean().optional(), rules: z.array(ruleInput).min(1) }).optional(),
});

const source = "datadog-v2.json /api/v2/deployments/gates; facts/endpoints.md 5, facts/peers.md";

/** Gates before deployments: their rules as a list, and their evaluation, judged by the clock when it is read. (T2) */
export const gateRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v2/deployment_gates/{gate_id}/rules",
    scope: "deployment_gates_read",
    statuses: [200],
    source,
    run(call) {
      const gate = locate(deploymentGate, call);
      const rules = rulesOf(gate, call).map((each) => ({ ...dated(each), gate_id: gate.data.id }));
      return {
        status: 200,
        body: { data: { id: gate.data.id, type: "list_deployment_rules", attributes: { rules } } },
      };
    },
  },
  {
    method: "POST",
    template: "/api/v2/deployments/gates/evaluation",
    scope: "deployment_gates_read",
    statuses: [202],
    source,
    run(call) {
      const { service, env, identifier = "default", configuration } = attributes(call);
      const gate = gatesOf(call).find(
        ({ data }) => data.service === service && data.env === env && data.identifier === identifier,
      );
      if (!gate && !configuration) throw missing("Deployment gate", `${service} ${env} ${identifier}`);
      const own = gate ? rulesOf(gate, call).map(({ data }) => data) : [];
      const rules = configuration ? configuration.rules.map(ruleOf) : own;
      const id = call.world.ids.uuid("datadog.gate-evaluation");
      const { store } = call.world;
      const data: EvaluationData = {
        id,
        rules,
        gate_id: gate?.data.id ?? id,
        dry_run: configuration?.dry_run ?? gate?.data.dry_run ?? false,
      };
      store.add<EvaluationData>(collectionName, { at: call.now, data });
      const type = "deployment_gates_evaluation_response";
      return { status: 202, body: { data: { id, type, attributes: { evaluation_id: id } } } };
    },
  },
  {
    method: "GET",
    template: "/api/v2/deployments/gates/evaluation/{id}",
    scope: "deployment_gates_read",
    statuses: [200],
    source,
    run(call) {
      const { id } = call.params;
      const row = call.world.store.all<EvaluationData>(collectionName).find(({ data }) => data.id === id);
      if (!row) throw missing("Evaluation", id);
      const rules = row.data.rules.map((rule) => judgeRule(call.world, rule, row.created, call.now));
      const result = {
        dry_run: row.data.dry_run,
        evaluation_id: row.data.id,
        evaluation_url: `https://app.datadoghq.com/ci/deployment-gates/evaluations?eval_id=${row.data.id}`,
        gate_id: row.data.gate_id,
        gate_status: row.data.dry_run ? "pass" : statusOf(rules),
        rules,
      };
      const type = "deployment_gates_evaluation_result_response";
      return { status: 200, body: { data: { id: row.data.id, type, attributes: result } } };
    },
  },
];

/** Rules that only try never fail a gate. */
function statusOf(rules: readonly RuleResult[]): RuleResult["status"] {
  const counted = rules.filter((rule) => !rule.dry_run).map(({ status }) => status);
  if (counted.includes("fail")) return "fail";
  return counted.includes("in_progress") ? "in_progress" : "pass";
}

function ruleOf({ name, type, dry_run = false, options = {} }: z.infer<typeof ruleInput>): Rule {
  return { name, type, dry_run, options };
}

function gatesOf({ world }: Call): readonly Entity<DeploymentGateData>[] {
  return world.store.all<DeploymentGateData>(collection(deploymentGate));
}

function rulesOf(gate: Entity, { world }: Call): readonly Entity<DeploymentRuleData>[] {
  return world.store.children<DeploymentRuleData>(collection(deploymentRule), gate.key);
}

function attributes({ request }: Call): z.infer<typeof input> {
  const body = request.body as { readonly data?: { readonly attributes?: unknown } } | undefined;
  const result = validate(input, body?.data?.attributes);
  if (result.ok) return result.fields as z.infer<typeof input>;
  throw new Refusal({ kind: "invalid", what: "evaluation", problems: result.problems });
}
