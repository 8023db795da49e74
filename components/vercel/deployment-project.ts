import { actOwnedPaths, valueOrThrow } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import { resolveProjectSettings, type ProjectSettings, type ProjectSettingsParts } from "./project-settings.ts";

/** Arguments of {@link DeploymentProject}. */
export interface DeploymentProjectArgs extends ProjectSettingsParts {
  /** Guards the project, and keeps it when the stack is destroyed: its deployments are what a rollback returns to (B1). */
  readonly protect: boolean;
}

/** The Vercel project of one service in one stage (P1, house decision 1), its scheduled jobs and the life of its deployments. */
export class DeploymentProject extends Component {
  readonly projectId: pulumi.Output<string>;

  readonly #protect: boolean;
  readonly #settings: ProjectSettings;

  constructor(name: string, args: DeploymentProjectArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = valueOrThrow(resolveProjectSettings(args));
    const { gated, crons, retention } = settings;
    super("launchgate:vercel:DeploymentProject", name, { gated, crons, retention }, options);
    this.#protect = args.protect;
    this.#settings = settings;
    this.projectId = this.#project().id;
    this.#crons();
    this.#retention();
    this.registerOutputs({ projectId: this.projectId });
  }

  /**
   * Promote and rollback own the assignment of domains in every stage (house decision 3): a rollback turns it off where
   * traffic follows the merge too, and an update must not turn it on again while the bad version is the newest.
   */
  #project(): vercel.Project {
    const owned = actOwnedPaths("vercel:index/project:Project");
    const { project } = this.#settings;
    return new vercel.Project(
      this.child("project"),
      project,
      this.under({
        protect: this.#protect,
        retainOnDelete: this.#protect,
        ignoreChanges: owned,
      }),
    );
  }

  #crons(): void {
    new vercel.ProjectCrons(
      this.child("crons"),
      { projectId: this.projectId, enabled: this.#settings.crons },
      this.under(),
    );
  }

  #retention(): void {
    new vercel.ProjectDeploymentRetention(
      this.child("retention"),
      { projectId: this.projectId, ...this.#settings.retention },
      this.under({ protect: this.#protect }),
    );
  }
}
