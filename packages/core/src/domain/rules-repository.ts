import { approvalSchema, type Approval, type StageKind } from "../schema/stages.ts";
import type { Model } from "../schema/model.ts";
import type { Organization } from "../schema/organization.ts";
import { gitHubActionsApp, type RepositoryModel } from "../schema/services.ts";
import { lastingStacks, sharedStacks } from "./lasting-stacks.ts";

/** Name of the check that says what the review of a change found; our GitHub App writes it (P7). */
export const reviewCheck = "release-review";

/** Name of the check that says what the release checklist of a change lacks; a job of GitHub Actions writes it (R4). */
export const checklistCheck = "release-checklist";

/** Jobs of the rules repository's workflows that a change must pass: everything of `npm run check`, its plan (P7). */
const requiredJobs = ["check", "preview"] as const;

/**
 * Checks that a change to the rules must pass, each pinned to the app that posts it: the review to our GitHub App, so that one of the
 * same name from a job or another app counts for nothing (P6, P7). The checklist is one of them only where the model says so (R4).
 */
export function rulesRepositoryChecks({
  githubApp,
  rulesRepository,
}: {
  readonly githubApp: Organization["githubApp"];
  readonly rulesRepository: Pick<Organization["rulesRepository"], "checklistCheck">;
}): RepositoryModel["requiredChecks"] {
  const names = [...requiredJobs, ...(rulesRepository.checklistCheck === "required" ? [checklistCheck] : [])];
  const jobs = names.map((context) => ({ context, appId: gitHubActionsApp }));
  return [...jobs, { context: reviewCheck, appId: githubApp.id }];
}

/** Default branch of the rules repository: the only one that reaches its environments. */
export const rulesRepositoryBranch = "main";

/** Environments of the rules repository beside those of its stacks: who may start a job there, and which secrets it gets. */
export const rulesEnvironmentNames = {
  /** Judges pull requests by the code of the base branch; key of our GitHub App. */
  verdict: "verdict",
  /** Runs code of a pull request on a role that reads only. Another person of the owning team lets each job in. */
  preview: "preview",
  /** Looks at every stack on a schedule, on a role that reads only. */
  watch: "watch",
  /** Removes throw-away stacks; tokens of the practice accounts only. */
  drills: "drills",
} as const;

/** What jobs of the rules repository stand at. */
export interface RulesEnvironment {
  readonly name: string;
  /** `shared` and `stage` apply a stack; for the others see {@link rulesEnvironmentNames}. */
  readonly purpose: "shared" | "stage" | keyof typeof rulesEnvironmentNames;
  /** Kind of the stage; null where it is none. */
  readonly kind: StageKind | null;
  /** Who must let a job in (P3). */
  readonly approval: Approval;
}

/**
 * Every environment that the workflows of the rules repository name, in the order of delivery and then those of
 * {@link rulesEnvironmentNames}. GitHub makes one that is missing without any rule, so each must be declared (P3, S3).
 */
export function rulesEnvironments(
  model: Pick<Model, "organization" | "stacks" | "stages">,
): readonly RulesEnvironment[] {
  const shared = sharedStacks(model).map((name): RulesEnvironment => ({ name, ...ungated("shared") }));
  const stages = lastingStacks(model).flatMap(({ stage, kind }): RulesEnvironment[] => {
    const approval = model.stages[stage]?.approval;
    return approval === undefined ? [] : [{ name: stage, purpose: "stage", kind, approval }];
  });
  const { verdict, preview, watch, drills } = rulesEnvironmentNames;
  const reviewed = approvalSchema.parse({ teams: [model.organization.rulesRepository.owner] });
  const all: readonly RulesEnvironment[] = [
    ...shared,
    ...stages,
    { name: verdict, ...ungated("verdict") },
    { name: preview, ...ungated("preview"), approval: reviewed },
    { name: watch, ...ungated("watch") },
    { name: drills, ...ungated("drills") },
  ];
  return [...new Map(all.map((each) => [each.name, each])).values()];
}

/** Nobody has to let a job in; administrators do not pass other rules either. */
function ungated(purpose: RulesEnvironment["purpose"]): Omit<RulesEnvironment, "name"> {
  return { purpose, kind: null, approval: approvalSchema.parse({}) };
}
