import type * as pulumi from "@pulumi/pulumi";
import { valueOrThrow } from "@launchgate/core";
import { Component } from "../component.ts";
import { BranchGuard } from "./branch-guard.ts";
import { RepositoryAccess } from "./repository-access.ts";
import { RepositoryActions } from "./repository-actions.ts";
import { RepositorySettings } from "./repository-settings.ts";
import { resolveServiceRepository, type ServiceRepositoryArgs } from "./service-repository-args.ts";
import { TagGuard } from "./tag-guard.ts";

/**
 * A repository with everything a release asks of it (P6, S1, S2, S3): settings, who may read, push and promote, what
 * workflows may do, and guards of the default branch and of release tags.
 */
export class ServiceRepository extends Component {
  /** Name of the repository. */
  readonly repository: pulumi.Output<string>;
  /** The same name, known once every team has its rights: what names reviewers waits for it. */
  readonly repositoryWithAccess: pulumi.Output<string>;

  constructor(name: string, args: ServiceRepositoryArgs, options?: pulumi.ComponentResourceOptions) {
    const parts = valueOrThrow(resolveServiceRepository(args));
    const { serviceId, owner, guard } = args;
    super("launchgate:github:ServiceRepository", name, { serviceId, owner, guard }, options);
    const parent = { parent: this };
    const settings = new RepositorySettings(this.child("settings"), parts.settings, parent);
    const { repository, repositoryWithBranch } = settings;
    this.repository = repository;
    const access = new RepositoryAccess(this.child("access"), { ...parts.access, repository }, parent);
    this.repositoryWithAccess = access.repository;
    new RepositoryActions(this.child("actions"), { ...parts.actions, repository }, parent);
    const branchGuard = { ...parts.branchGuard, repository: repositoryWithBranch };
    new BranchGuard(this.child("branch-guard"), branchGuard, parent);
    new TagGuard(this.child("tag-guard"), { ...parts.tagGuard, repository }, parent);
    this.registerOutputs({ repository });
  }
}
