// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link Endpoint}. */
export interface EndpointArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  readonly branchId: pulumi.Input<string>;

  /** `read_write` (one a branch) or `read_only` (a read replica). A change replaces. */
  readonly type: pulumi.Input<"read_write" | "read_only">;

  /** Name, 1 to 64 characters. Default: none. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly name?: pulumi.Input<string> | undefined;

  /** Least compute size in compute units (1 CU is 1 vCPU and 4 GB), 0.25 to 56. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly autoscalingLimitMinCu?: pulumi.Input<number> | undefined;

  /** Greatest compute size in compute units, 0.25 to 56, not below the least size; up to 16 autoscale, larger sizes are fixed. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly autoscalingLimitMaxCu?: pulumi.Input<number> | undefined;

  /** Idle seconds until the compute is suspended: 60 to 604800, 0 for Neon's default (300), -1 for never. Default and value when removed: 0. */
  readonly suspendTimeoutSeconds?: pulumi.Input<number> | undefined;

  /** Postgres settings, name to value as text. Settings that are not listed are not managed. Default and value when removed: none. */
  readonly pgSettings?: pulumi.Input<Readonly<Record<string, pulumi.Input<string>>>> | undefined;

  /** Refuse connections and suspend the compute. Default and value when removed: false. */
  readonly disabled?: pulumi.Input<boolean> | undefined;

  /** Take over the endpoint of this `type` that is there already instead of creating one; for what a project creates by itself and for what a branch inherits from its parent. Fails if there is none. While true, deletion releases the endpoint of this `type` and leaves it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon. */
  readonly adoptExisting?: pulumi.Input<boolean> | undefined;
}

/** A compute endpoint: the Postgres process of a branch and its host name. A branch has at most one `read_write` endpoint. Import id: `<project id>/<endpoint id>`, for example `still-river-12345678/ep-cool-sun-123456`. */
export class Endpoint extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:Endpoint";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Endpoint {
    return new Endpoint(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a Endpoint, across copies of this package. */
  static override isInstance(value: unknown): value is Endpoint {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === Endpoint.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  declare readonly branchId: pulumi.Output<string>;

  /** `read_write` (one a branch) or `read_only` (a read replica). A change replaces. */
  declare readonly type: pulumi.Output<"read_write" | "read_only">;

  /** Name, 1 to 64 characters. Default: none. Once declared, Neon has no call that clears it: removing it is refused. */
  declare readonly name: pulumi.Output<string | undefined>;

  /** Least compute size in compute units (1 CU is 1 vCPU and 4 GB), 0.25 to 56. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  declare readonly autoscalingLimitMinCu: pulumi.Output<number | undefined>;

  /** Greatest compute size in compute units, 0.25 to 56, not below the least size; up to 16 autoscale, larger sizes are fixed. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  declare readonly autoscalingLimitMaxCu: pulumi.Output<number | undefined>;

  /** Idle seconds until the compute is suspended: 60 to 604800, 0 for Neon's default (300), -1 for never. Default and value when removed: 0. */
  declare readonly suspendTimeoutSeconds: pulumi.Output<number | undefined>;

  /** Postgres settings, name to value as text. Settings that are not listed are not managed. Default and value when removed: none. */
  declare readonly pgSettings: pulumi.Output<Readonly<Record<string, string>> | undefined>;

  /** Refuse connections and suspend the compute. Default and value when removed: false. */
  declare readonly disabled: pulumi.Output<boolean | undefined>;

  /** Take over the endpoint of this `type` that is there already instead of creating one; for what a project creates by itself and for what a branch inherits from its parent. Fails if there is none. While true, deletion releases the endpoint of this `type` and leaves it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon. */
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;

  /** Host for direct connections. */
  declare readonly host: pulumi.Output<string>;

  /** Host for pooled connections. */
  declare readonly hostPooler: pulumi.Output<string>;

  /** Region, that of the project. */
  declare readonly regionId: pulumi.Output<string>;

  /** When Neon made it, RFC 3339, UTC. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: EndpointArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, [
      "projectId",
      "branchId",
      "type",
      "name",
      "autoscalingLimitMinCu",
      "autoscalingLimitMaxCu",
      "suspendTimeoutSeconds",
      "pgSettings",
      "disabled",
      "adoptExisting",
      "host",
      "hostPooler",
      "regionId",
      "createdAt",
    ]);
    super(Endpoint.typeToken, name, properties, resourceOptions(options, []));
  }
}
