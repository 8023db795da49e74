import type { Model } from "@launchgate/core";
import { lastingStacks, sharedStacks, type LastingStack } from "../order.ts";

/** What the workflows of the rules repository are made of. */
export interface ProgramPipeline {
  /** Name of the repository. */
  readonly repository: string;
  /** Days for which results are kept, by its compliance class (P5). */
  readonly retentionDays: number;
  readonly shared: readonly string[];
  readonly stages: readonly LastingStack[];
}

/** Takes out of the model what the workflows of the rules repository need. */
export function programPipeline(model: Model): ProgramPipeline {
  const { name, complianceClass } = model.organization.rulesRepository;
  return {
    repository: name,
    retentionDays: model.organization.complianceClasses[complianceClass]?.artifactRetentionDays ?? 1,
    shared: sharedStacks(model),
    stages: lastingStacks(model),
  };
}

/** Environments of the rules repository beside those of its stacks: who may start a job there, and which secrets it gets. */
export const programEnvironments = {
  /** Judges pull requests by the code of the base branch; key of our GitHub App. Branch policy: the default branch only. */
  verdict: "verdict",
  /** Runs code of a pull request on a role that reads only. Reviewers: the owning team. Branch policy: the default branch only. */
  preview: "preview",
  /** Looks at every stack on a schedule, on a role that reads only. Branch policy: the default branch only. */
  watch: "watch",
  /** Removes throw-away stacks; tokens of the practice accounts only. Branch policy: the default branch only. */
  drills: "drills",
} as const;
