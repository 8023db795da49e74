import type { CommandSpec, OptionSpec } from "../command.ts";

const stack: OptionSpec = { flags: "--stack <name>", description: "stack of the model", required: true };
/** Lays YAML over the model of one command. */
export const overlayOption: OptionSpec = {
  flags: "--overlay <file>",
  description: "YAML laid over the model; may be given several times; refused for acts on live stacks",
  repeatable: true,
};
/** Where the resources of a stack live. */
export const targetOption: OptionSpec = {
  flags: "--target <target>",
  description: "live, sandbox or sandbox-official; default: what the stack is bound to, live for a new one",
};
const yes: OptionSpec = { flags: "--yes", description: "accept what would be asked", default: false };
/** How a command tells what it did. */
export const outputOptions: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
// No `--at`: an act is judged by the calendar of now.
const act: readonly OptionSpec[] = [stack, targetOption, overlayOption, ...outputOptions];
const read: readonly OptionSpec[] = [stack, overlayOption, ...outputOptions];

/** Commands that run the engine: rows for the command table. */
export const engineCommands: readonly CommandSpec[] = [
  {
    name: "preview",
    summary: "What `up` would do, by the real engine, judged by the policy pack: exit 4 on a broken rule.",
    options: act,
    examples: ["preview --stack prod", "preview --stack staging --json"],
    requirements: ["P1", "P7", "L1"],
    load: async () => (await import("../actions/preview.ts")).preview,
  },
  {
    name: "up",
    summary: "Bring a stack up: freeze calendar, preview with the policy pack, then the change as previewed.",
    options: act,
    examples: ["up --stack staging", "up --stack drill --target sandbox --json"],
    requirements: ["P1", "P7", "L1", "L4"],
    load: async () => (await import("../actions/up.ts")).up,
  },
  {
    name: "refresh",
    summary: "Read every resource from its vendor into the state; asks before it drops an unusual share.",
    options: [stack, targetOption, yes, overlayOption, ...outputOptions],
    examples: ["refresh --stack prod", "refresh --stack prod --yes --json"],
    requirements: ["P1", "L4"],
    load: async () => (await import("../actions/refresh.ts")).refresh,
  },
  {
    name: "destroy",
    summary: "Delete everything of an ephemeral stack; any other one is refused.",
    options: act,
    examples: ["destroy --stack drill"],
    requirements: ["D1", "L4"],
    load: async () => (await import("../actions/destroy.ts")).destroy,
  },
  {
    name: "history",
    summary: "Past operations of a stack, newest first.",
    options: [{ flags: "--limit <count>", description: "how many; 1 to 9999", default: "20" }, ...read],
    examples: ["history --stack prod", "history --stack prod --limit 5 --json"],
    requirements: ["P1"],
    load: async () => (await import("../actions/history.ts")).history,
  },
  {
    name: "state export",
    summary: "Print or write the state of a stack, secrets encrypted.",
    options: [{ flags: "--file <file>", description: "new file to write; default: print" }, ...read],
    examples: ["state export --stack prod", "state export --stack prod --file prod-state.json"],
    requirements: ["L4"],
    load: async () => (await import("../actions/state.ts")).stateExport,
  },
  {
    name: "state import",
    summary: "Put a state back from a file; the present one is kept first.",
    options: [{ flags: "--file <file>", description: "state to put in place", required: true }, ...act],
    examples: ["state import --stack prod --file .launchgate/kept-state/prod/2026-11-21T10-20-30.400Z.json"],
    requirements: ["L4"],
    load: async () => (await import("../actions/state.ts")).stateImport,
  },
  {
    name: "state kept",
    summary: "States that were kept before up, refresh, destroy and import; the newest 20 of a stack stay.",
    options: read,
    examples: ["state kept --stack prod"],
    requirements: ["L4"],
    load: async () => (await import("../actions/state.ts")).stateKept,
  },
  {
    name: "state unlock",
    summary: "Remove the lock that an operation which is gone has left.",
    options: [yes, ...read],
    examples: ["state unlock --stack prod"],
    requirements: ["L4"],
    load: async () => (await import("../actions/state.ts")).stateUnlock,
  },
];
