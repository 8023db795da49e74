import type * as pulumi from "@pulumi/pulumi";
import { minutes, resolution, type Resolution, type Service, type Stage, type Vendors } from "@launchgate/core";
import { isAvailable } from "./availability.ts";
import { environmentProblems } from "./deployment-environment-problems.ts";

/** One stage of one service, or one environment of the rules repository, as GitHub sees it. */
export interface DeploymentEnvironmentArgs {
  /** Id of the service in the model, or `release-operations`. */
  readonly serviceId: string;
  readonly service: { readonly repository: Pick<Service["repository"], "visibility"> };
  /** Name of the environment: the stage's id, or a name of `rulesEnvironments`. */
  readonly stageId: string;
  /** The gate; `kind` is null where the environment is none of a stage. */
  readonly stage: Pick<Stage, "approval" | "branchPolicy"> & { readonly kind: Stage["kind"] | null };
  readonly vendors: Vendors;
  /** Name of the service's repository. */
  readonly repository: pulumi.Input<string>;
  /** Numeric ids of the teams, by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<number>>>;
  /** Numeric ids of the people's accounts, by person. */
  readonly userIds: Readonly<Record<string, pulumi.Input<number>>>;
  /** Secrets of the environment, by name: capitals, digits and underscores, not starting with `GITHUB_`. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables of the environment, by name. */
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
  /** The environment cannot be deleted by accident: its secrets would go with it. False for drill stages. */
  readonly protect: boolean;
}

/** The approval of an environment; `undefined` parts are not declared. */
export interface ResolvedDeploymentEnvironment {
  /** False where the plan has no environments for this repository: then nothing is declared. */
  readonly available: boolean;
  /** Numeric ids; `undefined` without reviewers or where the plan has none. */
  readonly reviewers: { readonly teams: pulumi.Input<number>[]; readonly users: pulumi.Input<number>[] } | undefined;
  /** Only together with reviewers: alone it would drift for ever. */
  readonly preventSelfReview: boolean;
  readonly canAdminsBypass: boolean;
  /** Whole minutes; `undefined` for none or where the plan has no timers. */
  readonly waitTimer: number | undefined;
}

/**
 * Fills in, or tells every problem: `github.too-many-reviewers`, `github.duplicate-reviewer`, `reference.unknown-person`,
 * `reference.unknown-team`, `github.wait-out-of-range`, `github.pattern-invalid`, `github.duplicate-pattern`,
 * `github.name-invalid`, `github.name-in-both`.
 */
export function resolveDeploymentEnvironment(
  args: DeploymentEnvironmentArgs,
): Resolution<ResolvedDeploymentEnvironment> {
  const { approval } = args.stage;
  const { visibility } = args.service.repository;
  const gated = isAvailable(args.vendors, visibility, "environment-reviewers");
  const wait = minutes(approval.wait);
  const reviewers = {
    teams: approval.teams.flatMap((id) => args.teamIds[id] ?? []),
    users: approval.people.flatMap((id) => args.userIds[id] ?? []),
  };
  const reviewed = gated && reviewers.teams.length + reviewers.users.length > 0;
  const resolved = {
    available: isAvailable(args.vendors, visibility, "environment-branch-policies"),
    reviewers: reviewed ? reviewers : undefined,
    preventSelfReview: reviewed && approval.preventSelfReview,
    canAdminsBypass: approval.adminsBypass,
    waitTimer: gated && wait > 0 ? wait : undefined,
  };
  return resolution(resolved, environmentProblems(args));
}
