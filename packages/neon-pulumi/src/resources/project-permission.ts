// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link ProjectPermission}. */
export interface ProjectPermissionArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** E-mail address of the person's Neon account, 1 to 256 characters. A change replaces. */
  readonly email: pulumi.Input<string>;
}

/** Access of one person to one project. A grant that the person has already is taken over; deletion revokes it. Import id: `<project id>/<permission id>`. */
export class ProjectPermission extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:ProjectPermission";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): ProjectPermission {
    return new ProjectPermission(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a ProjectPermission, across copies of this package. */
  static override isInstance(value: unknown): value is ProjectPermission {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === ProjectPermission.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** E-mail address of the person's Neon account, 1 to 256 characters. A change replaces. */
  declare readonly email: pulumi.Output<string>;

  /** Neon's id of the grant. */
  declare readonly permissionId: pulumi.Output<string>;

  /** When access was granted, RFC 3339, UTC. */
  declare readonly grantedAt: pulumi.Output<string>;

  constructor(name: string, args: ProjectPermissionArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, ["projectId", "email", "permissionId", "grantedAt"]);
    super(ProjectPermission.typeToken, name, properties, resourceOptions(options, []));
  }
}
