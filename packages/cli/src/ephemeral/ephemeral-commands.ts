import type { CommandSpec, OptionSpec } from "../command.ts";

const common: readonly OptionSpec[] = [
  {
    flags: "--overlay <file>",
    description: "YAML laid over the model; may be given several times; refused for acts on live stacks",
    repeatable: true,
  },
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
const name: OptionSpec = { flags: "--name <name>", description: "name of the throw-away stack", required: true };

/** Commands of throw-away stacks: rows for the command table. */
export const ephemeralCommands: readonly CommandSpec[] = [
  {
    name: "stack create",
    summary: "Make a throw-away stack after another one, with vendor objects of its own and an expiry.",
    options: [
      { flags: "--from <stack>", description: "stack that it is made after", required: true },
      name,
      { flags: "--ttl <duration>", description: "its life, 10m to 7d; default: drills.timeToLive of the model" },
      { flags: "--target <target>", description: "live, sandbox or sandbox-official", default: "live" },
      ...common,
    ],
    examples: ["stack create --from staging --name drill-x --ttl 2h --target sandbox"],
    requirements: ["D1"],
    load: async () => (await import("../actions/stack-create.ts")).stackCreate,
  },
  {
    name: "stack list",
    summary: "Throw-away stacks: age, expiry, target, resources.",
    options: common,
    examples: ["stack list", "stack list --json"],
    requirements: ["D1"],
    load: async () => (await import("../actions/stack.ts")).stackList,
  },
  {
    name: "stack destroy",
    summary: "Remove a throw-away stack now; the vendors' own lists must show nothing of it afterwards.",
    options: [name, ...common],
    examples: ["stack destroy --name drill-x"],
    requirements: ["D1", "D2"],
    load: async () => (await import("../actions/stack.ts")).stackDestroy,
  },
  {
    name: "stack sweep",
    summary: "Remove every throw-away stack whose time is up, also after a crash: exit 4 where something stays.",
    options: common,
    examples: ["stack sweep", "stack sweep --json"],
    requirements: ["D1", "D2"],
    load: async () => (await import("../actions/stack.ts")).stackSweep,
  },
];
