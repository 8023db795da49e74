import type { CommandSpec, OptionSpec } from "../command.ts";

const overlay: OptionSpec = {
  flags: "--overlay <file>",
  description: "YAML laid over the model; may be given several times; refused for acts on live stacks",
  repeatable: true,
};
const target: OptionSpec = {
  flags: "--target <target>",
  description: "live, sandbox or sandbox-official; default: what the stack is bound to, live for a new one",
};
const output: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];

/** Commands that deliver what was merged: rows for the command table. */
export const deliveryCommands: readonly CommandSpec[] = [
  {
    name: "smoke",
    summary: "Run the smoke suites of a stage's services: exit 0 where every step passed, 4 for anything else.",
    options: [
      { flags: "--stack <name>", description: "stack of a stage", required: true },
      { flags: "--service <id>", description: "only this service" },
      {
        flags: "--url <address>",
        description:
          "address of the service, instead of that in the state; its bypass secret from VERCEL_BYPASS_SECRET",
      },
      { flags: "--version <version>", description: "version that every answer must tell in x-release-version" },
      { flags: "--out <file>", description: "file for the verdict as JSON" },
      target,
      overlay,
      ...output,
    ],
    examples: [
      "smoke --stack staging",
      "smoke --stack prod --service web --version 1.4.0 --out smoke.json",
      "smoke --stack staging --service web --url https://staging-app.example.com --json",
    ],
    requirements: ["P4", "P9", "S2"],
    load: async () => (await import("../actions/smoke.ts")).smoke,
  },
];
