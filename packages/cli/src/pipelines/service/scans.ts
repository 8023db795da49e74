import { action, checkout, expression, run } from "../steps.ts";
import { job } from "../program/parts.ts";
import { pinnedTools } from "../pinned-actions.ts";
import type { Job } from "../workflow.ts";
import type { ServicePipeline } from "./context.ts";

/** Code scan by CodeQL, of the service's code and of its workflows (S1). Its results feed the guard's code scanning rule. */
export function codeScan({ serviceId }: ServicePipeline): Job {
  return job({
    permissions: { contents: "read", "security-events": "write" },
    "timeout-minutes": 45,
    steps: [
      checkout("The change"),
      action("codeqlInit", "CodeQL", { languages: "javascript-typescript,actions", "build-mode": "none" }),
      action("codeqlAnalyze", "Analysis", { category: serviceId }),
    ],
  });
}

/** Commit of one side of a pull request or of a merge group. */
export function ofEvent(side: "base" | "head"): string {
  return expression(`github.event.pull_request.${side}.sha || github.event.merge_group.${side}_sha`);
}

/** No new dependency with a finding worse than the model allows (P8, S1). */
export function dependencyScan({ failOnSeverity, mergeQueue }: ServicePipeline): Job {
  const range = mergeQueue ? { "base-ref": ofEvent("base"), "head-ref": ofEvent("head") } : {};
  return job({
    permissions: { contents: "read" },
    "timeout-minutes": 15,
    steps: [
      checkout("The change"),
      action("dependencyReview", "Dependency review", { "fail-on-severity": failOnSeverity, ...range }),
    ],
  });
}

/**
 * No secret in any commit of the change: the whole history is fetched, since a secret that was taken out again is known all the same
 * (S1, S2). The change cannot excuse itself: remarks in its code count for nothing, rules are the scanner's own, and known false
 * findings stand in `.github/.gitleaksignore`, which the team of the rules reviews.
 */
export function secretScan(): Job {
  const scan = `go run github.com/zricethezav/gitleaks/v8@${pinnedTools.gitleaks} git`;
  return job({
    permissions: { contents: "read" },
    "timeout-minutes": 20,
    steps: [
      checkout("The change with its history", { "fetch-depth": 0 }),
      run("Secret scan", `${scan} --redact --no-banner --ignore-gitleaks-allow --gitleaks-ignore-path .github .`, {
        env: { GITLEAKS_CONFIG_TOML: "[extend]\nuseDefault = true\n" },
      }),
    ],
  });
}
