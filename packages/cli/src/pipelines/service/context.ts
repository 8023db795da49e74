import { days, gitHubActionsApp, lastingStacks, type LastingStack, type Model, type Service } from "@launchgate/core";

/** What the workflows of a service's repository are made of (P2). */
export interface ServicePipeline {
  readonly serviceId: string;
  readonly defaultBranch: string;
  readonly mergeQueue: boolean;
  /** Version of Node.js that the service runs on, such as `24.x`. */
  readonly nodeVersion: string;
  /** Checks that the branch guard demands of GitHub Actions: names of jobs (P6). */
  readonly checks: readonly string[];
  /** Name of the repository of the rules, whose commands the trusted jobs run. */
  readonly rulesRepository: string;
  /** Days for which artefacts are kept, by the compliance class (P5). */
  readonly retentionDays: number;
  /** Tries before a deployment is given up, 1 to 3 (P9). */
  readonly tries: number;
  /** Least share of lines that unit tests cover, percent (P8). */
  readonly coveragePercent: number;
  /** Largest rise of a benchmark against the last release, percent (P8). */
  readonly benchmarkRegressionPercent: number;
  /** Lowest severity of a vulnerable dependency that blocks, as the dependency review spells it (P8, S1). */
  readonly failOnSeverity: "low" | "moderate" | "high" | "critical";
  /** Stacks of the service's stages, in order. */
  readonly stacks: readonly LastingStack[];
  /** Branches beside the default one that deploy into development; empty: none. */
  readonly developmentBranches: readonly string[];
  /** Where databases of pull requests come from; absent: the service has none. */
  readonly previews?: { readonly stage: string; readonly keptDays: number };
}

/** Lowest severity that blocks, by the worst that is allowed; the review's words. */
const blocking = { none: "low", low: "moderate", medium: "high", high: "critical" } as const;

/** Takes out of the model what the workflows of one service need. */
export function servicePipeline(model: Model, serviceId: string, service: Service): ServicePipeline {
  const { organization, release, vendors } = model;
  const { repository, qualityGates, complianceClass } = service;
  const stacks = lastingStacks(model).filter(({ services }) => services.includes(serviceId));
  const previews = service.neon && previewsOf(model, stacks);
  return {
    serviceId,
    defaultBranch: repository.defaultBranch,
    mergeQueue: repository.history === "merge-queue" && vendors.github.plan === "enterprise",
    nodeVersion: service.vercel.nodeVersion,
    checks: repository.requiredChecks.flatMap(({ appId, context }) => (appId === gitHubActionsApp ? [context] : [])),
    rulesRepository: organization.rulesRepository.name,
    retentionDays: organization.complianceClasses[complianceClass]?.artifactRetentionDays ?? 1,
    tries: release.pipelineTries,
    coveragePercent: qualityGates.coveragePercent,
    benchmarkRegressionPercent: qualityGates.benchmarkRegressionPercent,
    failOnSeverity: blocking[qualityGates.securityThreshold],
    stacks,
    developmentBranches: developmentBranches(model, stacks, repository.defaultBranch),
    ...(previews ? { previews } : {}),
  };
}

function previewsOf(model: Model, stacks: readonly LastingStack[]): ServicePipeline["previews"] {
  const found = stacks.flatMap(({ stage }) => {
    const expiresAfter = model.stages[stage]?.database.previewBranches?.expiresAfter;
    return expiresAfter === undefined ? [] : [{ stage, keptDays: Math.max(1, Math.ceil(days(expiresAfter))) }];
  });
  return found[0];
}

function developmentBranches(model: Model, stacks: readonly LastingStack[], defaultBranch: string): readonly string[] {
  const stage = stacks.find(({ kind }) => kind === "development")?.stage;
  const branches = stage === undefined ? [] : (model.stages[stage]?.branchPolicy.branches ?? []);
  return branches.filter((branch) => branch !== defaultBranch);
}
