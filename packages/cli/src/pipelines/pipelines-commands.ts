import type { CommandSpec, OptionSpec } from "../command.ts";
import { commonOptionSpecs as common } from "../common-option-specs.ts";

const endpoint: OptionSpec = { flags: "--endpoint <url>", description: "base URL of GitHub's REST interface" };
const commit: OptionSpec = { flags: "--commit <sha>", description: "full id of the commit", required: true };
const repo: OptionSpec = {
  flags: "--repo <name>",
  description: "repository without its owner; default: that of GITHUB_REPOSITORY",
};

/** Commands about workflows and what they call: rows for the command table. */
export const pipelinesCommands: readonly CommandSpec[] = [
  {
    name: "pipelines generate",
    summary: "Write the workflows, CODEOWNERS and pull-request template of every repository, and say what must be set.",
    options: [
      { flags: "--service <id>", description: 'only this service; "rules" for the repository of the rules' },
      { flags: "--out <folder>", description: "folder to write to, one folder a repository", default: "pipelines" },
      ...common,
    ],
    examples: ["pipelines generate --out build/pipelines", "pipelines generate --service web --json"],
    requirements: ["P2", "P5", "P6", "P8", "R4", "S1", "S3"],
    load: async () => (await import("../actions/pipelines-generate.ts")).pipelinesGenerate,
  },
  {
    name: "pipelines deliver",
    summary: "Open or update the one pull request that brings these files into a repository.",
    options: [{ flags: "--service <id>", description: 'service, or "rules"', required: true }, endpoint, ...common],
    examples: ["pipelines deliver --service web"],
    requirements: ["P2", "P9"],
    load: async () => (await import("../actions/pipelines-deliver.ts")).pipelinesDeliver,
  },
  {
    name: "pipelines pull",
    summary: "The open pull request of a commit and the paths it touches, by GitHub's word; output `number`.",
    options: [
      commit,
      { flags: "--head <owner:branch>", description: "head as the event names it" },
      { flags: "--pull <number>", description: "number, instead of --head" },
      { flags: "--changed <file>", description: "file for the paths, with NUL between" },
      repo,
      endpoint,
      ...common,
    ],
    examples: [`pipelines pull --commit ${"0123456789".repeat(4)} --head motion-mavericks:fix --changed changed.paths`],
    requirements: ["P7"],
    load: async () => (await import("../actions/pipelines-pull.ts")).pipelinesPull,
  },
  {
    name: "pipelines reviewed",
    summary: "Which run left the review of a merged commit, of the judging workflows only: exit 4 without one.",
    options: [
      commit,
      { flags: "--branch <name>", description: "default branch", default: "main" },
      repo,
      endpoint,
      ...common,
    ],
    examples: [`pipelines reviewed --commit ${"0123456789".repeat(4)}`],
    requirements: ["P7"],
    load: async () => (await import("../actions/pipelines-reviewed.ts")).pipelinesReviewed,
  },
  {
    name: "pipelines record",
    summary: "In a job that is run again: what an earlier attempt of the run left of a delivery; output `artifact`.",
    options: [{ flags: "--stack <name>", description: "stack of the job", required: true }, repo, endpoint, ...common],
    examples: ["pipelines record --stack prod"],
    requirements: ["P9"],
    load: async () => (await import("../actions/pipelines-record.ts")).pipelinesRecord,
  },
  {
    name: "pipelines escalate",
    summary: "Call a person about a failed job: one issue a matter, and with --page whoever is on call.",
    options: [
      { flags: "--subject <id>", description: "names the matter: told again, it is the same issue", required: true },
      { flags: "--title <text>", description: "what happened", required: true },
      { flags: "--run <url>", description: "page of the run, with its logs", required: true },
      { flags: "--page", description: "page by the key in PAGERDUTY_ROUTING_KEY", default: false },
      { flags: "--pager-endpoint <url>", description: "base URL of PagerDuty's interface" },
      repo,
      endpoint,
      ...common,
    ],
    examples: [
      'pipelines escalate --subject drift-prod --title "Drift in prod" --run https://github.com/motion-mavericks/release-operations/actions/runs/1 --page',
    ],
    requirements: ["P9", "L4"],
    load: async () => (await import("../actions/pipelines-escalate.ts")).pipelinesEscalate,
  },
  {
    name: "pipelines sign-in",
    summary: "In a job of GitHub Actions: an hour of access to states and secrets by OIDC, for the job's later steps.",
    options: [
      { flags: "--role <arn>", description: "role that trusts this repository and environment", required: true },
      { flags: "--region <region>", description: "region of the token service", required: true },
      ...common,
    ],
    examples: ["pipelines sign-in --role arn:aws:iam::123456789012:role/launchgate-prod --region eu-central-1"],
    requirements: ["S3"],
    load: async () => (await import("../actions/pipelines-sign-in.ts")).pipelinesSignIn,
  },
  {
    name: "pipelines database",
    summary: "The database of a pull request: made, prolonged or removed; its address goes into a file only.",
    options: [
      { flags: "--service <id>", description: "service with a database", required: true },
      { flags: "--pull <number>", description: "number of the pull request", required: true },
      { flags: "--project <id>", description: "Neon project of the stage that has previews", required: true },
      { flags: "--out <file>", description: "file for the address" },
      { flags: "--remove", description: "remove it", default: false },
      { flags: "--endpoint <url>", description: "base URL of Neon's interface" },
      ...common,
    ],
    examples: ["pipelines database --service web --pull 12 --project calm-sun-12345678 --out preview-database.url"],
    requirements: ["P2", "S2"],
    load: async () => (await import("../actions/pipelines-database.ts")).pipelinesDatabase,
  },
  {
    name: "pipelines serving",
    summary: "Which deployment has the traffic of a project; with --revert it goes back to one that served before.",
    options: [
      { flags: "--project <id>", description: "Vercel project", required: true },
      { flags: "--team <id>", description: "Vercel team; default: that of the token" },
      { flags: "--revert <deployment>", description: "give traffic back to this one, and read it back" },
      { flags: "--endpoint <url>", description: "base URL of Vercel's interface" },
      ...common,
    ],
    examples: ["pipelines serving --project prj_web", "pipelines serving --project prj_web --revert dpl_before"],
    requirements: ["P4", "P9", "T4"],
    load: async () => (await import("../actions/pipelines-serving.ts")).pipelinesServing,
  },
  {
    name: "pr check",
    summary:
      "The release checklist of a pull request and its evidence: exit 4 blocked, 5 without evidence, never 0 on ticks.",
    options: [
      { flags: "--pull <number>", description: "number of the pull request", required: true },
      repo,
      {
        flags: "--write-check",
        description: "say it by the check release-checklist, which is never green; exit 0 once that is written",
        default: false,
      },
      endpoint,
      ...common,
    ],
    examples: ["pr check --pull 12 --repo web", "pr check --pull 12 --write-check"],
    requirements: ["R1", "R4"],
    load: async () => (await import("../actions/pr-check.ts")).prCheck,
  },
];
