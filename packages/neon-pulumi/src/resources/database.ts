// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link Database}. */
export interface DatabaseArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  readonly branchId: pulumi.Input<string>;

  /** Name, at most 63 bytes. A change renames. */
  readonly name: pulumi.Input<string>;

  /** Role that owns the database. */
  readonly ownerName: pulumi.Input<string>;

  /** Take over the database of this `name` that is there already instead of creating one; for what a project creates by itself and for what a branch inherits from its parent. Fails if there is none. While true, deletion releases the database of this `name` and leaves it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon. */
  readonly adoptExisting?: pulumi.Input<boolean> | undefined;
}

/** A Postgres database on a branch. Branches made from this one inherit it. Deletion deletes its data. Import id: `<project id>/<branch id>/<database name>`. */
export class Database extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:Database";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Database {
    return new Database(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a Database, across copies of this package. */
  static override isInstance(value: unknown): value is Database {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === Database.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  declare readonly branchId: pulumi.Output<string>;

  /** Name, at most 63 bytes. A change renames. */
  declare readonly name: pulumi.Output<string>;

  /** Role that owns the database. */
  declare readonly ownerName: pulumi.Output<string>;

  /** Take over the database of this `name` that is there already instead of creating one; for what a project creates by itself and for what a branch inherits from its parent. Fails if there is none. While true, deletion releases the database of this `name` and leaves it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon. */
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;

  /** Neon's number of the database; it survives renaming. */
  declare readonly databaseId: pulumi.Output<number>;

  /** When Neon made it, RFC 3339, UTC. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, [
      "projectId",
      "branchId",
      "name",
      "ownerName",
      "adoptExisting",
      "databaseId",
      "createdAt",
    ]);
    super(Database.typeToken, name, properties, resourceOptions(options, []));
  }
}
