// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link Branch}. */
export interface BranchArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** Name, unique in the project, 1 to 256 characters. Default: the logical name of the resource; with `adoptRoot` the name that the branch has. */
  readonly name?: pulumi.Input<string> | undefined;

  /** Take over the default branch, which Neon created with the project, instead of creating a branch. A stated `name` must be that branch's name. While true, deletion releases the branch and leaves it with its project. Default false. Recorded in state only; a change never calls Neon. */
  readonly adoptRoot?: pulumi.Input<boolean> | undefined;

  /** Branch to branch from. Default: the project's default branch. Create-time only. A change replaces. */
  readonly parentId?: pulumi.Input<string> | undefined;

  /** Log sequence number on the parent to branch from, for example `0/1DE2850`; not together with `parentTimestamp`. Default: the parent's head. Create-time only. A change replaces. */
  readonly parentLsn?: pulumi.Input<string> | undefined;

  /** Moment on the parent to branch from, RFC 3339, within the history retention; not together with `parentLsn`. Default: the parent's head. Create-time only. A change to another moment replaces. */
  readonly parentTimestamp?: pulumi.Input<string> | undefined;

  /** `parent-data` copies schema and data, `schema-only` makes a new root branch with the schema alone. Default `parent-data`. Create-time only. A change replaces. */
  readonly initSource?: pulumi.Input<"parent-data" | "schema-only"> | undefined;

  /** Create the branch in archive storage. Default false. Neon archives and wakes branches by itself later, which is not managed here. Create-time only. A change replaces. */
  readonly archived?: pulumi.Input<boolean> | undefined;

  /** Protect against deletion and reset, and let `allowedIpsProtectedBranchesOnly` apply. Default and value when removed: false. A protected branch must be unprotected before it can be deleted or replaced. */
  readonly protected?: pulumi.Input<boolean> | undefined;

  /** When Neon deletes the branch by itself, RFC 3339 with whole seconds, in the future, at most 30 days ahead; not on protected and default branches. Default and value when removed: never. */
  readonly expiresAt?: pulumi.Input<string> | undefined;
}

/** A branch of a project: a copy-on-write copy of its parent at a moment. Where it was branched from (`parentId`, `parentLsn`, `parentTimestamp`) is a create-time input, compared input with input only: a restore, which rewrites the live lineage, never plans a replacement. The live lineage is an output. Import id: `<project id>/<branch id>`, for example `still-river-12345678/br-cool-sun-123456`. */
export class Branch extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:Branch";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Branch {
    return new Branch(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a Branch, across copies of this package. */
  static override isInstance(value: unknown): value is Branch {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === Branch.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** Name, unique in the project, 1 to 256 characters. Default: the logical name of the resource; with `adoptRoot` the name that the branch has. */
  declare readonly name: pulumi.Output<string>;

  /** Take over the default branch, which Neon created with the project, instead of creating a branch. A stated `name` must be that branch's name. While true, deletion releases the branch and leaves it with its project. Default false. Recorded in state only; a change never calls Neon. */
  declare readonly adoptRoot: pulumi.Output<boolean | undefined>;

  /** Branch to branch from. Default: the project's default branch. Create-time only. A change replaces. */
  declare readonly parentId: pulumi.Output<string | undefined>;

  /** Log sequence number on the parent to branch from, for example `0/1DE2850`; not together with `parentTimestamp`. Default: the parent's head. Create-time only. A change replaces. */
  declare readonly parentLsn: pulumi.Output<string | undefined>;

  /** Moment on the parent to branch from, RFC 3339, within the history retention; not together with `parentLsn`. Default: the parent's head. Create-time only. A change to another moment replaces. */
  declare readonly parentTimestamp: pulumi.Output<string | undefined>;

  /** `parent-data` copies schema and data, `schema-only` makes a new root branch with the schema alone. Default `parent-data`. Create-time only. A change replaces. */
  declare readonly initSource: pulumi.Output<"parent-data" | "schema-only" | undefined>;

  /** Create the branch in archive storage. Default false. Neon archives and wakes branches by itself later, which is not managed here. Create-time only. A change replaces. */
  declare readonly archived: pulumi.Output<boolean | undefined>;

  /** Protect against deletion and reset, and let `allowedIpsProtectedBranchesOnly` apply. Default and value when removed: false. A protected branch must be unprotected before it can be deleted or replaced. */
  declare readonly protected: pulumi.Output<boolean | undefined>;

  /** When Neon deletes the branch by itself, RFC 3339 with whole seconds, in the future, at most 30 days ahead; not on protected and default branches. Default and value when removed: never. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;

  /** Whether it is the project's default branch. */
  declare readonly isDefault: pulumi.Output<boolean>;

  /** Parent as it is now; a restore changes it. Missing for a root branch. */
  declare readonly liveParentId: pulumi.Output<string | undefined>;

  /** Log sequence number on the parent as it is now. */
  declare readonly liveParentLsn: pulumi.Output<string | undefined>;

  /** Moment on the parent as it is now. */
  declare readonly liveParentTimestamp: pulumi.Output<string | undefined>;

  /** When the branch was last reset or restored. */
  declare readonly lastResetAt: pulumi.Output<string | undefined>;

  /** When Neon made it, RFC 3339, UTC. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: BranchArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, [
      "projectId",
      "name",
      "adoptRoot",
      "parentId",
      "parentLsn",
      "parentTimestamp",
      "initSource",
      "archived",
      "protected",
      "expiresAt",
      "isDefault",
      "liveParentId",
      "liveParentLsn",
      "liveParentTimestamp",
      "lastResetAt",
      "createdAt",
    ]);
    super(Branch.typeToken, name, properties, resourceOptions(options, []));
  }
}
