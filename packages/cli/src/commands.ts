import type { CommandSpec, OptionSpec } from "./command.ts";
import { commonOptionSpecs as common } from "./common-option-specs.ts";
import { deliveryCommands } from "./delivery/delivery-commands.ts";
import { driftCommands } from "./drift/drift-commands.ts";
import { engineCommands } from "./engine/engine-commands.ts";
import { ephemeralCommands } from "./ephemeral/ephemeral-commands.ts";
import { pipelinesCommands } from "./pipelines/pipelines-commands.ts";
import { policyCommands } from "./policy/policy-commands.ts";
import { prCommands } from "./pull-request/pr-commands.ts";
import { sandboxCommands } from "./sandbox/sandbox-commands.ts";

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
  ...engineCommands,
  ...policyCommands,
  ...sandboxCommands,
  ...ephemeralCommands,
  ...driftCommands,
  ...pipelinesCommands,
  ...prCommands,
  ...deliveryCommands,
  {
    name: "freeze check",
    summary: "Whether a release may go out: exit 0 open, 4 closed.",
    options: [
      stackOption,
      { flags: "--type <type>", description: "release type: patch, minor or major; default: all of them" },
      ...common,
    ],
    examples: [
      "freeze check --stack prod",
      "freeze check --stack prod --type patch --at 2026-12-24T10:00:00+01:00 --json",
    ],
    requirements: ["L1"],
    load: async () => (await import("./actions/freeze-check.ts")).freezeCheck,
  },
  {
    name: "slo burn",
    summary: "Burn-rate alerts of an objective, scaled with its period, and those that cannot fire.",
    options: [
      { flags: "--target <percent>", description: "percent of good events, above 0 and below 100", required: true },
      { flags: "--period <period>", description: "length of the window, such as 30d", default: "30d" },
      ...common,
    ],
    examples: ["slo burn --target 99.9 --period 30d", "slo burn --target 90 --json"],
    requirements: ["O2"],
    load: async () => (await import("./actions/slo-burn.ts")).sloBurn,
  },
  {
    name: "oncall coverage",
    summary: "Minutes in which nobody is on call, hours of each person, handovers: exit 0 without a gap, 4 with one.",
    options: [
      { flags: "--from <instant>", description: "start; default now" },
      { flags: "--to <instant>", description: "end; default twelve weeks after the start" },
      ...common,
    ],
    examples: ["oncall coverage", "oncall coverage --from 2027-03-01T00:00:00Z --to 2027-04-01T00:00:00Z --json"],
    requirements: ["O1", "D4"],
    load: async () => (await import("./actions/on-call.ts")).onCallCoverage,
  },
  {
    name: "oncall who",
    summary: "Who is reached at each level of each escalation at a moment.",
    options: [{ flags: "--escalation <id>", description: "only this escalation" }, ...common],
    examples: ["oncall who", "oncall who --escalation web --at 2026-12-24T20:00:00+01:00"],
    requirements: ["O1"],
    load: async () => (await import("./actions/on-call.ts")).onCallWho,
  },
  {
    name: "calendar",
    summary: "Freeze windows and on-call turns as calendar events; --ics prints an iCalendar file to subscribe to.",
    options: [
      { flags: "--ics", description: "print iCalendar (RFC 5545)", default: false },
      {
        flags: "--kind <kind>",
        description: "allow, deny, on-call or drill; may be given several times; default all but allow",
        repeatable: true,
      },
      { flags: "--from <instant>", description: "start; default now" },
      { flags: "--to <instant>", description: "end; default twelve weeks after the start" },
      ...common,
    ],
    examples: ["calendar --ics > releases.ics", "calendar --from 2026-12-01T00:00:00Z --to 2027-01-15T00:00:00Z"],
    requirements: ["L1", "O1"],
    load: async () => (await import("./actions/calendar.ts")).calendar,
  },
  {
    name: "retention",
    summary: "Days for which GitHub keeps artifacts and logs, against the compliance class; exit 4 where they differ.",
    options: [
      { flags: "--apply", description: "set what differs, and read it back", default: false },
      { flags: "--endpoint <url>", description: "base URL of GitHub's REST interface" },
      ...common,
    ],
    examples: ["retention", "retention --apply"],
    requirements: ["P5"],
    load: async () => (await import("./actions/retention.ts")).retention,
  },
  {
    name: "requirements",
    summary: "Every requirement, what serves it, and where.",
    options: [{ flags: "--id <id>", description: "only this requirement, with every place" }, ...common],
    examples: ["requirements", "requirements --id P3"],
    requirements: [],
    load: async () => (await import("./actions/requirements.ts")).requirements,
  },
];
