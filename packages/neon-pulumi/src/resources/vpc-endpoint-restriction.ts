// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link VpcEndpointRestriction}. */
export interface VpcEndpointRestrictionArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** Id of the VPC endpoint, for example `vpce-1234567890abcdef0`. A change replaces. */
  readonly vpcEndpointId: pulumi.Input<string>;

  /** Label that people see. */
  readonly label: pulumi.Input<string>;
}

/** Limits a project to one more VPC endpoint (plans with private networking). The VPC endpoint must be assigned to the organization. A restriction with the same label is taken over, one with another label is an error. Import id: `<project id>/<VPC endpoint id>`. */
export class VpcEndpointRestriction extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:VpcEndpointRestriction";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options: pulumi.CustomResourceOptions = {},
  ): VpcEndpointRestriction {
    return new VpcEndpointRestriction(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a VpcEndpointRestriction, across copies of this package. */
  static override isInstance(value: unknown): value is VpcEndpointRestriction {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === VpcEndpointRestriction.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** Id of the VPC endpoint, for example `vpce-1234567890abcdef0`. A change replaces. */
  declare readonly vpcEndpointId: pulumi.Output<string>;

  /** Label that people see. */
  declare readonly label: pulumi.Output<string>;

  constructor(name: string, args: VpcEndpointRestrictionArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, ["projectId", "vpcEndpointId", "label"]);
    super(VpcEndpointRestriction.typeToken, name, properties, resourceOptions(options, []));
  }
}
