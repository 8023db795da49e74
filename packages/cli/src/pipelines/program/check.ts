import { action, expression, run } from "../steps.ts";
import type { Workflow } from "../workflow.ts";
import { job, toolchain } from "./parts.ts";

/** `check.yml`: everything that `npm run check` asks, and the code scan that the guard of the branch demands (P6, P8, S1). */
export function checkWorkflow(): Workflow {
  return {
    name: "check",
    on: { pull_request: {}, push: { branches: ["main"] } },
    concurrency: { group: `check-${expression("github.ref")}`, "cancel-in-progress": true },
    jobs: {
      check: job({
        permissions: { contents: "read" },
        "timeout-minutes": 90,
        steps: [...toolchain("The change"), run("Format, lint, types, generated files, tests", "npm run check")],
      }),
      "code-scan": job({
        permissions: { contents: "read", "security-events": "write" },
        "timeout-minutes": 30,
        steps: [
          ...toolchain("The change").slice(0, 1),
          action("codeqlInit", "CodeQL", { languages: "javascript-typescript,actions", "build-mode": "none" }),
          action("codeqlAnalyze", "Analysis", { category: "rules" }),
        ],
      }),
    },
  };
}
