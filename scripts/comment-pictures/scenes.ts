import type { PlannedDocument } from "../../packages/cli/src/pull-request/document/document.ts";

/** One change, as a picture shows its comment. */
export interface Scene {
  readonly name: string;
  /** Height of the picture, pixels; what is longer is cut. */
  readonly height: number;
  /** Laid over the model of the change. */
  readonly overlay: string;
  readonly changedFiles: readonly string[];
  /** What the change's own documents say besides, for what an overlay cannot show. */
  readonly alter?: (document: PlannedDocument) => PlannedDocument;
}

const project =
  "urn:pulumi:prod::launchgate::launchgate:neon:ServiceDatabase$neon:index:Project::web-prod-database-project-project";

/** A change that is harmless, and one that nobody should merge. */
export const scenes: readonly Scene[] = [
  {
    name: "passes",
    height: 820,
    overlay: `
stages:
  staging: { budget: { monthlyUsd: 200 }, database: { maxComputeUnits: 3 } }
onCall:
  escalations: { web: { loops: 2 } }
`,
    changedFiles: ["stacks/staging.ts", "stacks/on-call.ts"],
  },
  {
    name: "blocked",
    height: 1_500,
    overlay: `
stages:
  prod:
    approval: { wait: "0 minutes", people: [greta-hahn] }
    database: { restoreWindow: "14 days", maxComputeUnits: 8 }
    budget: { monthlyUsd: 1200 }
`,
    changedFiles: ["stacks/prod.ts", "policy/rules/github/require-wait.ts", ".github/workflows/deploy.yml"],
    alter: (document) => ({
      ...document,
      rules: document.rules.map((rule) =>
        rule.id === "github-environment-require-wait"
          ? { ...rule, levels: { ...rule.levels, production: "advisory" } }
          : rule,
      ),
      preview:
        document.stack === "prod"
          ? {
              target: "live",
              findings: [],
              steps: [{ urn: project, type: "neon:index:Project", op: "replace", changed: ["regionId"] }],
            }
          : null,
    }),
  },
];
