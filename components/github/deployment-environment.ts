import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { valueOrThrow } from "@launchgate/core";
import { Component } from "../component.ts";
import {
  resolveDeploymentEnvironment,
  type DeploymentEnvironmentArgs,
  type ResolvedDeploymentEnvironment,
} from "./deployment-environment-args.ts";

/**
 * The gate before a stage (P3, S3): who approves, that nobody approves their own change, that administrators do not pass,
 * how long it waits, which branches and tags may deploy, and the secrets and variables of the stage. Its name is the
 * stage's id. A stage without any pattern takes no deployment at all.
 *
 * Where the plan has no reviewers for this repository they and the timer are left out; where it has no environments
 * nothing is declared. Both gaps are reported by the model's rules (A3).
 */
export class DeploymentEnvironment extends Component {
  /** Name of the environment, known once it exists. */
  readonly environment: pulumi.Output<string>;

  constructor(name: string, args: DeploymentEnvironmentArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveDeploymentEnvironment(args));
    super("launchgate:github:DeploymentEnvironment", name, plainInputs(args), options);
    this.environment = resolved.available ? this.#declare(args, resolved) : pulumi.output(args.stageId);
    this.registerOutputs({ environment: this.environment });
  }

  #declare(args: DeploymentEnvironmentArgs, resolved: ResolvedDeploymentEnvironment): pulumi.Output<string> {
    const { environment } = this.#environment(args, resolved);
    this.#policies(args, environment);
    this.#secrets(args, environment);
    this.#variables(args, environment);
    return environment;
  }

  #environment(args: DeploymentEnvironmentArgs, resolved: ResolvedDeploymentEnvironment): github.RepositoryEnvironment {
    const { reviewers, preventSelfReview, canAdminsBypass, waitTimer } = resolved;
    return new github.RepositoryEnvironment(
      this.child("environment"),
      {
        repository: args.repository,
        environment: args.stageId,
        canAdminsBypass,
        deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
        ...(reviewers ? { reviewers: [reviewers], preventSelfReview } : {}),
        ...(waitTimer === undefined ? {} : { waitTimer }),
      },
      this.under({ protect: args.protect }),
    );
  }

  #policies(args: DeploymentEnvironmentArgs, environment: pulumi.Output<string>): void {
    const { branches, tags } = args.stage.branchPolicy;
    const patterns = [
      ...branches.map((branchPattern) => [`branch-${branchPattern}`, { branchPattern }] as const),
      ...tags.map((tagPattern) => [`tag-${tagPattern}`, { tagPattern }] as const),
    ];
    for (const [role, pattern] of patterns) {
      new github.RepositoryEnvironmentDeploymentPolicy(
        this.child(role),
        { repository: args.repository, environment, ...pattern },
        this.under(),
      );
    }
  }

  #secrets(args: DeploymentEnvironmentArgs, environment: pulumi.Output<string>): void {
    for (const [secretName, value] of Object.entries(args.secrets)) {
      new github.ActionsEnvironmentSecret(
        this.child(`secret-${secretName}`),
        { repository: args.repository, environment, secretName, value: pulumi.secret(value) },
        this.under({ additionalSecretOutputs: ["value"] }),
      );
    }
  }

  #variables(args: DeploymentEnvironmentArgs, environment: pulumi.Output<string>): void {
    for (const [variableName, value] of Object.entries(args.variables)) {
      new github.ActionsEnvironmentVariable(
        this.child(`variable-${variableName}`),
        { repository: args.repository, environment, variableName, value },
        this.under(),
      );
    }
  }
}

/** What policies and readers see of the component: names, never values. */
function plainInputs(args: DeploymentEnvironmentArgs): pulumi.Inputs {
  const { serviceId, stageId, stage, repository } = args;
  const { people, teams } = stage.approval;
  return {
    serviceId,
    stageId,
    stageKind: stage.kind,
    repository,
    reviewers: { people, teams },
    secretNames: Object.keys(args.secrets).sort(),
    variableNames: Object.keys(args.variables).sort(),
  };
}
