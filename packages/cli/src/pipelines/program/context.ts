import { lastingStacks, sharedStacks, type LastingStack, type Model } from "@launchgate/core";

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
