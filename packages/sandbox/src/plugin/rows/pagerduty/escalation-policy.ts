import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { addressesOf, managedByPulumi } from "./description.ts";
import { nameProblems } from "./names.ts";

const strategies = "include[]=escalation_rule_assignment_strategies";

/** Who is asked, and who next. */
export const escalationPolicy = plainRow({
  type: "pagerduty:index/escalationPolicy:EscalationPolicy",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_escalation_policy.go; a team taken away: [unverified]",
  ...addressesOf("escalation_policies"),
  readBy: `GET /escalation_policies/{id}?${strategies}`,
  id: "{answer.escalation_policy.id}",
  wrap: "escalation_policy",
  autoName: true,
  settings: {
    description: managedByPulumi,
    numLoops: { min: 0, max: 9, absent: 0 },
    teams: { absent: "" },
    rules: { minItems: 1 },
    "rules[].escalationDelayInMinutes": { min: 1 },
    "rules[].targets": { minItems: 1 },
    "rules[].targets[].type": { values: ["user_reference", "schedule_reference"], absent: "user_reference" },
  },
  forms: {
    rules: { wire: "escalation_rules", to: toRules, from: fromRules },
    teams: {
      to: (id) => (id === "" ? [] : [{ id, type: "team_reference" }]),
      from: (value) => (Array.isArray(value) ? ((value[0] as Properties | undefined)?.["id"] ?? "") : ""),
    },
  },
  complete: (body) => ({ num_loops: 0, ...body }),
  check: ({ name }) => nameProblems(name, "plain"),
});

function toRules(rules: unknown): unknown {
  return (rules as readonly Properties[]).map((rule) => ({
    escalation_delay_in_minutes: rule["escalationDelayInMinutes"],
    targets: (rule["targets"] as readonly Properties[]).map(({ id, type }) => ({ id, type: type ?? "user_reference" })),
  }));
}

function fromRules(rules: unknown): unknown {
  return (rules as readonly Properties[]).map((rule) => ({
    id: rule["id"],
    escalationDelayInMinutes: rule["escalation_delay_in_minutes"],
    targets: (rule["targets"] as readonly Properties[]).map(({ id, type }) => ({ id, type })),
  }));
}
