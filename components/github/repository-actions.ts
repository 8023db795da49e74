import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import type { AllowedActions, OidcClaim, Visibility, WorkflowAccess, WorkflowTokenPermission } from "./wire.ts";

/** What the Actions settings of a repository are made of. */
export interface RepositoryActionsArgs {
  /** Name of the repository. */
  readonly repository: pulumi.Input<string>;
  /** Organisation login: its own actions may run. */
  readonly githubOwner: string;
  readonly visibility: Visibility;
  /** `strict` lets only GitHub's and the organisation's own actions run; `standard` verified publishers as well. */
  readonly guard: "standard" | "strict";
  /** Adopted repositories keep their settings when the stack goes (A1). */
  readonly retain: boolean;
}

/** {@link RepositoryActionsArgs} as inputs of the four resources. */
export interface ResolvedRepositoryActions {
  readonly permissions: Omit<github.ActionsRepositoryPermissionsArgs, "repository">;
  readonly token: Omit<github.WorkflowRepositoryPermissionsArgs, "repository">;
  readonly subject: Omit<github.ActionsRepositoryOidcSubjectClaimCustomizationTemplateArgs, "repository">;
  /** Absent for a public repository: GitHub refuses the setting there. */
  readonly access: { readonly accessLevel: WorkflowAccess } | undefined;
}

/**
 * Claims of the OIDC subject, in order (S3): the repository by name for people and by id, so that a repository made anew
 * under an old name is not trusted, and the context, which carries the environment.
 */
export const oidcSubjectClaims: readonly OidcClaim[] = ["repo", "repository_id", "context"];

/** Fills in; there is nothing to refuse. */
export function resolveRepositoryActions(args: RepositoryActionsArgs): ResolvedRepositoryActions {
  return {
    permissions: {
      enabled: true,
      allowedActions: "selected" satisfies AllowedActions,
      allowedActionsConfig: {
        githubOwnedAllowed: true,
        verifiedAllowed: args.guard === "standard",
        patternsAlloweds: [`${args.githubOwner}/*`],
      },
      shaPinningRequired: true,
    },
    token: {
      defaultWorkflowPermissions: "read" satisfies WorkflowTokenPermission,
      canApprovePullRequestReviews: false,
    },
    subject: { useDefault: false, includeClaimKeys: [...oidcSubjectClaims] },
    access: args.visibility === "public" ? undefined : { accessLevel: "none" },
  };
}

/**
 * What workflows of a repository may do (P2, S3): only chosen actions, each pinned to a commit, a token that reads, an OIDC
 * subject that names repository and environment, no calls of its workflows from elsewhere.
 */
export class RepositoryActions extends Component {
  constructor(name: string, args: RepositoryActionsArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = resolveRepositoryActions(args);
    super("launchgate:github:RepositoryActions", name, { guard: args.guard }, options);
    const { repository } = args;
    const setting = this.under(args.retain ? { retainOnDelete: true } : {});
    new github.ActionsRepositoryPermissions(
      this.child("permissions"),
      { repository, ...resolved.permissions },
      setting,
    );
    new github.WorkflowRepositoryPermissions(this.child("token"), { repository, ...resolved.token }, setting);
    new github.ActionsRepositoryOidcSubjectClaimCustomizationTemplate(
      this.child("oidc-subject"),
      { repository, ...resolved.subject },
      setting,
    );
    if (resolved.access) {
      new github.ActionsRepositoryAccessLevel(this.child("access-level"), { repository, ...resolved.access }, setting);
    }
    this.registerOutputs({});
  }
}
