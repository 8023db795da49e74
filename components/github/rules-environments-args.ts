import type * as pulumi from "@pulumi/pulumi";
import { rulesEnvironments, rulesRepositoryBranch, type Model, type Vendors } from "@launchgate/core";
import type { DeploymentEnvironmentArgs } from "./deployment-environment-args.ts";
import { rulesRepositoryId } from "./rules-repository.ts";

/** What the environments of the rules repository are made of. */
export interface RulesEnvironmentsArgs {
  readonly organization: Model["organization"];
  readonly stages: Model["stages"];
  /** Every stack of the model: each that lasts has an environment. */
  readonly stacks: Model["stacks"];
  readonly vendors: Vendors;
  /** Name of the rules repository, known once it exists. */
  readonly repository: pulumi.Input<string>;
  /** Numeric ids of the teams, by team. */
  readonly teamIds: DeploymentEnvironmentArgs["teamIds"];
  /** Numeric ids of the people's accounts, by person. */
  readonly userIds: DeploymentEnvironmentArgs["userIds"];
  /** None can be deleted by accident: what a person put into it would go with it. */
  readonly protect: boolean;
}

/** Arguments of each environment, in the order of `rulesEnvironments`. Secrets and variables of theirs are set by a person (S3). */
export function rulesEnvironmentArgs(args: RulesEnvironmentsArgs): readonly DeploymentEnvironmentArgs[] {
  const { organization, vendors, repository, teamIds, userIds, protect } = args;
  const service = { repository: { visibility: organization.rulesRepository.visibility } };
  return rulesEnvironments(args).map(({ name, kind, approval }) => ({
    serviceId: rulesRepositoryId,
    service,
    stageId: name,
    stage: { kind, approval, branchPolicy: { branches: [rulesRepositoryBranch], tags: [] } },
    ...{ vendors, repository, teamIds, userIds, protect },
    secrets: {},
    variables: {},
  }));
}
