import type { CommandSpec, OptionSpec } from "./command.ts";

const common: readonly OptionSpec[] = [
  {
    flags: "--overlay <file>",
    description: "YAML laid over the model before it is checked; may be given several times",
    repeatable: true,
  },
  { flags: "--at <instant>", description: "judge as of this moment (ISO 8601); default now" },
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];

const stackOption: OptionSpec = { flags: "--stack <name>", description: "stack of the model", default: "prod" };

/** Every command: one row each, the parser is made from this table. */
export const commands: readonly CommandSpec[] = [
  {
    name: "validate",
    summary: "Check the model: every problem at once, with what is allowed and how to fix it.",
    options: common,
    examples: ["validate", "validate --overlay what-if.yaml", "validate --json"],
    requirements: ["P1", "A3"],
    load: async () => (await import("./actions/validate.ts")).validate,
  },
  {
    name: "plan",
    summary: "Show what a stack will consist of and what that means for a release; no credentials, engine or network.",
    options: [
      stackOption,
      { flags: "--service <id>", description: "only this service" },
      { flags: "--graph", description: "print the components and what they wait for as Mermaid", default: false },
      { flags: "--resources", description: "list every resource", default: false },
      ...common,
    ],
    examples: [
      "plan --stack prod",
      "plan --stack staging --service web --resources",
      "plan --stack prod --graph",
      "plan --stack prod --json",
    ],
    requirements: ["P1", "P3", "P6", "P7", "T1", "O1", "O2"],
    load: async () => (await import("./actions/plan.ts")).plan,
  },
  {
    name: "engine status",
    summary: "Which pulumi engine would run, and why other candidates would not.",
    options: common,
    examples: ["engine status"],
    requirements: ["P1"],
    load: async () => (await import("./actions/engine.ts")).engineStatus,
  },
  {
    name: "engine install",
    summary: "Find the pulumi engine, else download it, else build it from its pinned Go module.",
    options: [
      { flags: "--no-download", description: "do not try the official download" },
      { flags: "--no-build", description: "do not build with Go" },
      ...common,
    ],
    examples: ["engine install", "engine install --no-download"],
    requirements: ["P1"],
    load: async () => (await import("./actions/engine.ts")).engineInstall,
  },
];
