// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Arguments of {@link ApiKey}. */
export interface ApiKeyArgs {
  /** Name, 1 to 64 characters. A change replaces. */
  readonly name: pulumi.Input<string>;

  /** Organization of the key. Default: the calling user. A change replaces. */
  readonly orgId?: pulumi.Input<string> | undefined;

  /** The only project that the key can access; needs `orgId`. Default: all. A change replaces. */
  readonly projectId?: pulumi.Input<string> | undefined;
}

/** An API key: of the calling user, of an organization (`orgId`), or of one project of it (`orgId` and `projectId`). Neon shows the key once; it lives in the state, encrypted. Nothing about a key can be changed. Import id: `<key number>`, or `<organization id>/<key number>`; the key itself cannot be read back. */
export class ApiKey extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:ApiKey";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): ApiKey {
    return new ApiKey(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a ApiKey, across copies of this package. */
  static override isInstance(value: unknown): value is ApiKey {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === ApiKey.typeToken;
  }

  /** Name, 1 to 64 characters. A change replaces. */
  declare readonly name: pulumi.Output<string>;

  /** Organization of the key. Default: the calling user. A change replaces. */
  declare readonly orgId: pulumi.Output<string | undefined>;

  /** The only project that the key can access; needs `orgId`. Default: all. A change replaces. */
  declare readonly projectId: pulumi.Output<string | undefined>;

  /** The key itself; missing after an import. */
  declare readonly key: pulumi.Output<string | undefined>;

  /** When Neon made it, RFC 3339, UTC. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: ApiKeyArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, ["name", "orgId", "projectId", "key", "createdAt"]);
    super(ApiKey.typeToken, name, properties, resourceOptions(options, ["key"]));
  }
}
