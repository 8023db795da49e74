import type { CommandSpec } from "../command.ts";

/** Commands about drift: rows for the command table. */
export const driftCommands: readonly CommandSpec[] = [
  {
    name: "drift",
    summary: "Declared against live in both directions, ranked by risk, with who did it: exit 4 on drift.",
    options: [
      { flags: "--stack <name>", description: "stack of the model", required: true },
      { flags: "--target <target>", description: "live or sandbox; default: what the stack is bound to" },
      { flags: "--revert", description: "set back what differs, by refresh and up with their guards", default: false },
      {
        flags: "--delete-extras",
        description: "with --revert: also delete what no stack declares; never data",
        default: false,
      },
      { flags: "--yes", description: "accept what would be asked", default: false },
      {
        flags: "--overlay <file>",
        description: "YAML laid over the model; may be given several times; refused for acts on live stacks",
        repeatable: true,
      },
      { flags: "--json", description: "print one JSON object", default: false },
      { flags: "--debug", description: "print the stack of an error", default: false },
    ],
    examples: ["drift --stack prod", "drift --stack prod --json", "drift --stack staging --revert --delete-extras"],
    requirements: ["L4", "A3"],
    load: async () => (await import("../actions/drift.ts")).drift,
  },
];
