import type { CommandSpec, OptionSpec } from "../command.ts";

const output: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
const format: OptionSpec = {
  flags: "--format <format>",
  description: "human, json, sarif, junit or markdown",
  default: "human",
};

/** Commands of the release rules: rows for the command table. */
export const policyCommands: readonly CommandSpec[] = [
  {
    name: "policy list",
    summary: "Every release rule with severity, levels and the requirements it serves.",
    options: [{ flags: "--tag <tag>", description: "only rules with this tag or requirement" }, ...output],
    examples: ["policy list", "policy list --tag rollback", "policy list --tag P3 --json"],
    requirements: ["P7"],
    load: async () => (await import("../actions/policy-list.ts")).policyList,
  },
  {
    name: "policy explain",
    argument: { name: "rule", description: "id of the rule" },
    summary: "What a rule is for: cause, why it hurts, how to fix it, where it holds.",
    options: output,
    examples: ["policy explain github-environment-require-approvers"],
    requirements: ["P7"],
    load: async () => (await import("../actions/policy-explain.ts")).policyExplain,
  },
  {
    name: "policy check",
    summary:
      "Judge a stack's offline plan, or a state file, by every rule: exit 4 on a violation, 5 where it cannot be judged yet.",
    options: [
      { flags: "--stack <name>", description: "stack of the model", default: "prod" },
      { flags: "--state <file>", description: "judge this state file instead of the plan" },
      format,
      {
        flags: "--overlay <file>",
        description: "YAML laid over the model before it is checked; may be given several times",
        repeatable: true,
      },
      { flags: "--at <instant>", description: "judge as of this moment (ISO 8601); default now" },
      ...output,
    ],
    examples: [
      "policy check --stack prod",
      "policy check --stack staging --format markdown",
      "policy check --state state.json --format sarif",
    ],
    requirements: ["P7", "R8", "A3"],
    load: async () => (await import("../actions/policy-check.ts")).policyCheck,
  },
];
