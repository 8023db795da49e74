import type { CommandSpec } from "../command.ts";
import { output as options } from "./output-options.ts";

/** Commands of the sandbox's one clock: rows for the command table. */
export const clockCommands: readonly CommandSpec[] = [
  {
    name: "sandbox clock show",
    summary: "Show the sandbox's clock; freeze, expiry and planned work of sandbox stacks are judged by it.",
    options,
    examples: ["sandbox clock show", "sandbox clock show --json"],
    requirements: ["D1", "L1"],
    load: async () => (await import("../actions/sandbox-clock.ts")).clockShow,
  },
  {
    name: "sandbox clock set",
    summary: "Move the sandbox's clock to a moment; what is due on the way happens.",
    argument: { name: "instant", description: "ISO 8601, such as 2026-11-23T09:00:00+01:00" },
    options,
    examples: ["sandbox clock set 2026-11-23T09:00:00+01:00"],
    requirements: ["D1", "L1"],
    load: async () => (await import("../actions/sandbox-clock.ts")).clockSet,
  },
  {
    name: "sandbox clock advance",
    summary: "Move the sandbox's clock on; what is due on the way happens, weeks of it in seconds.",
    argument: { name: "duration", description: 'such as 2h, 3d or "30 minutes"' },
    options,
    examples: ["sandbox clock advance 2h", "sandbox clock advance 3d"],
    requirements: ["D1", "L1"],
    load: async () => (await import("../actions/sandbox-clock.ts")).clockAdvance,
  },
  {
    name: "sandbox clock pause",
    summary: "Let the sandbox's clock stand.",
    options,
    examples: ["sandbox clock pause"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-clock.ts")).clockPause,
  },
  {
    name: "sandbox clock run",
    summary: "Let the sandbox's clock go on with real time.",
    options,
    examples: ["sandbox clock run"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-clock.ts")).clockRun,
  },
];
