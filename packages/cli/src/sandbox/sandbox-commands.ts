import type { CommandSpec, OptionSpec } from "../command.ts";

const output: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
const named: OptionSpec = { flags: "--name <name>", description: "name of the snapshot", required: true };
const overlay: OptionSpec = {
  flags: "--overlay <file>",
  description: "YAML laid over the model; may be given several times",
  repeatable: true,
};

/** Commands of the sandbox: rows for the command table. */
export const sandboxCommands: readonly CommandSpec[] = [
  {
    name: "sandbox start",
    summary: "Start the five vendors on this machine; what was there before is there again.",
    options: [
      { flags: "--foreground", description: "serve in this process until Ctrl-C", default: false },
      {
        flags: "--port-base <port>",
        description: "first of six ports in a row, 1024 to 65530; default: those of the last start",
      },
      overlay,
      ...output,
    ],
    examples: ["sandbox start", "sandbox start --port-base 4100 --json"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox.ts")).sandboxStart,
  },
  {
    name: "sandbox stop",
    summary: "Stop the sandbox of this folder; its state is kept.",
    options: output,
    examples: ["sandbox stop"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox.ts")).sandboxStop,
  },
  {
    name: "sandbox status",
    summary: "Whether the sandbox runs, where, its clock, requests and snapshots: exit 2 where it does not run.",
    options: output,
    examples: ["sandbox status", "sandbox status --json"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox.ts")).sandboxStatus,
  },
  {
    name: "sandbox reset",
    summary: "Empty the sandbox: only the organisation, its people and their tokens remain. Asks first.",
    options: [{ flags: "--yes", description: "accept what would be asked", default: false }, ...output],
    examples: ["sandbox reset --yes"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-world.ts")).sandboxReset,
  },
  {
    name: "sandbox clock",
    summary: "Show or move the sandbox's clock; freeze, expiry and planned work of sandbox stacks are judged by it.",
    options: [
      { flags: "--set <instant>", description: "set it to this moment (ISO 8601)" },
      { flags: "--advance <duration>", description: 'move it on, such as 2h or "30 minutes"' },
      { flags: "--pause", description: "let it stand", default: false },
      { flags: "--run", description: "let it go on", default: false },
      ...output,
    ],
    examples: ["sandbox clock", "sandbox clock --set 2026-11-23T09:00:00+01:00", "sandbox clock --advance 2h"],
    requirements: ["D1", "L1"],
    load: async () => (await import("../actions/sandbox-clock.ts")).sandboxClock,
  },
  {
    name: "sandbox snapshot",
    summary: "Keep the state of all five vendors under a name.",
    options: [named, ...output],
    examples: ["sandbox snapshot --name before-drill"],
    requirements: ["D1", "D2"],
    load: async () => (await import("../actions/sandbox-world.ts")).sandboxSnapshot,
  },
  {
    name: "sandbox restore",
    summary: "Put the state of all five vendors back to a snapshot, the clock included.",
    options: [named, ...output],
    examples: ["sandbox restore --name before-drill"],
    requirements: ["D1", "D2"],
    load: async () => (await import("../actions/sandbox-world.ts")).sandboxRestore,
  },
];
