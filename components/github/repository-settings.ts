import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { valueOrThrow, type Organization, type RepositoryModel, type Vendors } from "@launchgate/core";
import { Component } from "../component.ts";
import { resolveRepositorySettings, type ResolvedRepositorySettings } from "./repository-settings-args.ts";

/** What a repository and its settings are made of. */
export interface RepositorySettingsArgs {
  /** Id of the service in the model, or `release-operations`. */
  readonly serviceId: string;
  readonly repository: RepositoryModel;
  /** Team that owns it. */
  readonly owner: string;
  readonly labels: Organization["labels"];
  readonly vendors: Vendors;
  /** The repository cannot be deleted by accident. */
  readonly protect: boolean;
}

/**
 * A repository as it should be (P6, S1): squash merges only, merged branches deleted, dependency alerts and updates on,
 * secrets refused at the push where the plan has it, the organisation's labels.
 *
 * `mode: adopt` imports what exists (A1); nothing of it is deleted or archived when the stack goes. A created repository is
 * archived instead of deleted. Not managed: files, so CODEOWNERS and workflows arrive by pull request (P2); the switch for
 * Code Security, which the provider (v6.13) declares but never sends.
 */
export class RepositorySettings extends Component {
  /** Name of the repository, known once it exists. */
  readonly repository: pulumi.Output<string>;
  /** The same name, known once the default branch is set: what guards the branch waits for it. */
  readonly repositoryWithBranch: pulumi.Output<string>;

  readonly #adopted: boolean;

  constructor(name: string, args: RepositorySettingsArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveRepositorySettings(args));
    const { name: repositoryName, mode } = args.repository;
    super("launchgate:github:RepositorySettings", name, { repository: repositoryName, mode }, options);
    this.#adopted = mode === "adopt";
    const repository = this.#repository(args, resolved);
    this.repository = repository.name;
    this.repositoryWithBranch = this.#defaultBranch(args).repository;
    this.#dependencyAlerts();
    this.#labels(args.labels);
    this.registerOutputs({ repository: this.repository, repositoryWithBranch: this.repositoryWithBranch });
  }

  #repository(args: RepositorySettingsArgs, resolved: ResolvedRepositorySettings): github.Repository {
    const adoption = this.#adopted ? { import: args.repository.name, retainOnDelete: true } : {};
    return new github.Repository(
      this.child("repository"),
      resolved,
      this.under({ protect: args.protect, ...adoption }),
    );
  }

  #defaultBranch(args: RepositorySettingsArgs): github.BranchDefault {
    const renaming = this.#adopted ? {} : { rename: true, waitForRename: true };
    return new github.BranchDefault(
      this.child("default-branch"),
      { repository: this.repository, branch: args.repository.defaultBranch, ...renaming },
      this.#setting(),
    );
  }

  #dependencyAlerts(): void {
    const alerts = new github.RepositoryVulnerabilityAlerts(
      this.child("vulnerability-alerts"),
      { repository: this.repository, enabled: true },
      this.#setting(),
    );
    new github.RepositoryDependabotSecurityUpdates(
      this.child("security-updates"),
      { repository: alerts.repository, enabled: true },
      this.#setting(),
    );
  }

  #labels(labels: Organization["labels"]): void {
    for (const [label, { color, description }] of Object.entries(labels)) {
      const child = this.child(`label-${label}`);
      new github.IssueLabel(child, { repository: this.repository, name: label, color, description }, this.#setting());
    }
  }

  /** Options of a setting: those of an adopted repository stay as they are when the stack goes. */
  #setting(): pulumi.CustomResourceOptions {
    return this.under(this.#adopted ? { retainOnDelete: true } : {});
  }
}
