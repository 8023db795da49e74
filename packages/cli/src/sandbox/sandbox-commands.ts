import type { CommandSpec, OptionSpec } from "../command.ts";
import { clockCommands } from "./clock-commands.ts";
import { output } from "./output-options.ts";

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
      { flags: "--apps", description: "real Postgres behind Neon, real servers behind Vercel", default: false },
      overlay,
      ...output,
    ],
    examples: ["sandbox start", "sandbox start --apps", "sandbox start --port-base 4100 --json"],
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
  ...clockCommands,
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
  {
    name: "sandbox fault add",
    summary:
      "Let a vendor, a database, the video service, the queue or the edge network fail; or a scenario by its name.",
    options: [
      { flags: "--scenario <name>", description: "a prepared bad day, such as neon-outage; a wrong name lists them" },
      {
        flags: "--vendor <vendor>",
        description: "github, vercel, neon, pagerduty or datadog; postgres, mux, queue or edge of the applications",
      },
      {
        flags: "--effect <effect>",
        description:
          "error, latency, timeout-before, timeout-after, rate-limit or outage; corruption of data (neon), silence of people (pagerduty)",
      },
      { flags: "--status <status>", description: "status of an error, 400 to 599; default 500" },
      { flags: "--latency <duration>", description: "how late answers come, such as 5s; default 2s" },
      { flags: "--level <level>", description: "silence: up to this level of escalation; default 1" },
      { flags: "--method <method>", description: "only calls of this method" },
      {
        flags: "--path <glob>",
        description:
          'only calls to these paths, such as "/projects/**"; edge: "/<project>/**"; postgres: "/<project>/<branch>"',
      },
      { flags: "--share <share>", description: "share of the calls that meet it, above 0 to 1; default 1" },
      { flags: "--spare <count>", description: "spare the first so many calls; default 0" },
      { flags: "--times <count>", description: "end it after so many hits; default: it stays" },
      { flags: "--for <duration>", description: "end it after this time by the sandbox's clock; default: it stays" },
      ...output,
    ],
    examples: [
      "sandbox fault add --scenario neon-outage --for 10m",
      "sandbox fault add --scenario vercel-region-failure",
      "sandbox fault add --vendor mux --effect latency --latency 5s --share 0.5",
      'sandbox fault add --vendor github --effect error --status 502 --path "/repos/**" --share 0.25',
    ],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-fault.ts")).faultAdd,
  },
  {
    name: "sandbox fault list",
    summary: "Show the faults that are set in the sandbox, and how often each was met.",
    options: output,
    examples: ["sandbox fault list", "sandbox fault list --json"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-fault.ts")).faultList,
  },
  {
    name: "sandbox fault clear",
    summary: "End one fault of the sandbox, those of a scenario, or all.",
    options: [
      { flags: "--id <id>", description: "this one" },
      { flags: "--scenario <name>", description: "those of this scenario" },
      { flags: "--all", description: "all", default: false },
      ...output,
    ],
    examples: ["sandbox fault clear --scenario neon-outage", "sandbox fault clear --all"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-fault.ts")).faultClear,
  },
  {
    name: "sandbox deploy",
    summary: "Build a release of a reference application on the sandbox's Vercel, as a pipeline does.",
    options: [
      { flags: "--project <name>", description: "project at Vercel, such as web-staging", required: true },
      { flags: "--release <version>", description: "name of the release, such as 1.2.0", required: true },
      {
        flags: "--behaviour <name>",
        description: "good, slow, failing, auth-breaking, write-corrupting, leaking, ...",
      },
      {
        flags: "--application <name>",
        description: "web or bridge-api; default: the project's name without its stage",
      },
      ...output,
    ],
    examples: [
      "sandbox deploy --project web-staging --release 1.0.0",
      "sandbox deploy --project web-staging --release 1.1.0 --behaviour failing",
    ],
    requirements: ["D1", "T1"],
    load: async () => (await import("../actions/sandbox-deploy.ts")).sandboxDeploy,
  },
  {
    name: "sandbox traffic",
    summary: "Send visitors and writes to one project for a time; every acknowledged write is kept in a file.",
    options: [
      { flags: "--project <name>", description: "project at Vercel, such as web-prod", required: true },
      { flags: "--rps <count>", description: "requests a second, 1 to 500; default 20" },
      { flags: "--for <duration>", description: "how long, at most 10m; default 30s" },
      { flags: "--writes <share>", description: "share of writes, 0 to 1; default 0.2" },
      { flags: "--visitors <count>", description: "different visitors, 1 to 10000; default 100" },
      { flags: "--application <name>", description: "web or bridge-api; default by the project's name" },
      ...output,
    ],
    examples: [
      "sandbox traffic --project web-prod",
      "sandbox traffic --project web-prod --rps 50 --for 2m --writes 0.5",
    ],
    requirements: ["D1", "B5"],
    load: async () => (await import("../actions/sandbox-traffic.ts")).sandboxTraffic,
  },
  {
    name: "sandbox events",
    summary: "Show what happened at all vendors of the sandbox, in one order.",
    options: [
      { flags: "--after <number>", description: "only what happened behind this number" },
      { flags: "--last <count>", description: "only the last so many; default 50" },
      { flags: "--follow", description: "go on until Ctrl-C; with --json one object a line", default: false },
      ...output,
    ],
    examples: ["sandbox events --last 20", "sandbox events --follow"],
    requirements: ["D1"],
    load: async () => (await import("../actions/sandbox-events.ts")).sandboxEvents,
  },
  {
    name: "sandbox responders",
    summary: "Say how people behave when the sandbox's PagerDuty pages them; at first everybody is silent.",
    options: [
      { flags: "--mode <mode>", description: "answers or silent", required: true },
      { flags: "--after <duration>", description: "how soon they answer, such as 2m; default 30s" },
      { flags: "--person <id>", description: "only this person; may be given several times", repeatable: true },
      overlay,
      ...output,
    ],
    examples: ["sandbox responders --mode answers --after 2m", "sandbox responders --mode answers --person ada-brandt"],
    requirements: ["D1", "O2"],
    load: async () => (await import("../actions/sandbox-events.ts")).sandboxResponders,
  },
];
