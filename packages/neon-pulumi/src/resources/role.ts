// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link Role}. */
export interface RoleArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  readonly branchId: pulumi.Input<string>;

  /** Name, at most 63 bytes. Neon has no call that renames a role: a change replaces. */
  readonly name: pulumi.Input<string>;

  /** Make a role that cannot log in and has no password. Default false. Create-time only. A change replaces. */
  readonly noLogin?: pulumi.Input<boolean> | undefined;

  /** Take over the role of this `name` that is there already instead of creating one; for what a project creates by itself and for what a branch inherits from its parent. Fails if there is none. While true, deletion releases the role of this `name` and leaves it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon. */
  readonly adoptExisting?: pulumi.Input<boolean> | undefined;
}

/** A Postgres role on a branch. Branches made from this one inherit it. Import id: `<project id>/<branch id>/<role name>`. */
export class Role extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:Role";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Role {
    return new Role(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a Role, across copies of this package. */
  static override isInstance(value: unknown): value is Role {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === Role.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  declare readonly branchId: pulumi.Output<string>;

  /** Name, at most 63 bytes. Neon has no call that renames a role: a change replaces. */
  declare readonly name: pulumi.Output<string>;

  /** Make a role that cannot log in and has no password. Default false. Create-time only. A change replaces. */
  declare readonly noLogin: pulumi.Output<boolean | undefined>;

  /** Take over the role of this `name` that is there already instead of creating one; for what a project creates by itself and for what a branch inherits from its parent. Fails if there is none. While true, deletion releases the role of this `name` and leaves it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon. */
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;

  /** Password; missing for `noLogin` and where Neon does not store passwords. */
  declare readonly password: pulumi.Output<string | undefined>;

  /** Whether Neon protects the role itself. */
  declare readonly systemProtected: pulumi.Output<boolean>;

  /** When Neon made it, RFC 3339, UTC. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: RoleArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, [
      "projectId",
      "branchId",
      "name",
      "noLogin",
      "adoptExisting",
      "password",
      "systemProtected",
      "createdAt",
    ]);
    super(Role.typeToken, name, properties, resourceOptions(options, ["password"]));
  }
}
