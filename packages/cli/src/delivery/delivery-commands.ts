import type { CommandSpec } from "../command.ts";
import { outputOptions, overlayOption, targetOption } from "../engine/engine-commands.ts";

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
      targetOption,
      overlayOption,
      ...outputOptions,
    ],
    examples: [
      "smoke --stack staging",
      "smoke --stack prod --service web --version 1.4.0 --out smoke.json",
      "smoke --stack staging --service web --url https://staging-app.example.com --json",
    ],
    requirements: ["P4", "P9", "S2"],
    load: async () => (await import("../actions/smoke.ts")).smoke,
  },
  {
    name: "deploy",
    summary: "Deliver what was reviewed: up and smoke stack by stack, production after its people approved.",
    options: [
      { flags: "--from <stack>", description: "first stack; default the shared one" },
      { flags: "--to <stack>", description: "last stack; default production" },
      { flags: "--reviewed <file>", description: "what `pr review` wrote: nothing else is applied" },
      {
        flags: "--accept-changes",
        description: "apply what differs from the review too, as the person of GITHUB_TOKEN",
        default: false,
      },
      { flags: "--wait <duration>", description: "how long to wait for reviewers; default 30m" },
      targetOption,
      overlayOption,
      ...outputOptions,
    ],
    examples: [
      "deploy --to staging --reviewed review.json",
      "deploy --from prod --reviewed review.json",
      "deploy --reviewed review.json --target sandbox --wait 5m --json",
    ],
    requirements: ["P1", "P3", "P4", "P7", "P9"],
    load: async () => (await import("../actions/deploy.ts")).deploy,
  },
];
