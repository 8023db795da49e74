// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { settingText } from "./resource-options.ts";
import { packageName, version } from "./version.ts";

/** Settings of {@link Provider}. */
export interface ProviderArgs {
  /** API key. Default: environment variable `NEON_API_KEY`. Required for every call of Neon. */
  readonly apiKey?: pulumi.Input<string> | undefined;

  /** Base address of the API, `http` or `https`. Default: environment variable `NEON_API_BASE_URL`, else Neon's own. */
  readonly baseUrl?: pulumi.Input<string> | undefined;

  /** Seconds until one HTTP request is given up, 0.1 to 600. Default 30. */
  readonly requestTimeoutSeconds?: pulumi.Input<number> | undefined;

  /** Seconds that one resource operation may take with all its waits and retries, 1 to 86400. Default 900. `customTimeouts` of a resource go first. */
  readonly operationTimeoutSeconds?: pulumi.Input<number> | undefined;

  /** First pause between two looks at a running operation or two tries, in milliseconds, 1 to 60000; it grows to 20 times that. Default 250. */
  readonly pollIntervalMilliseconds?: pulumi.Input<number> | undefined;

  /** Text added to the user agent `neon-pulumi/<version>`. Default: none. */
  readonly userAgentSuffix?: pulumi.Input<string> | undefined;

  /** How long after an interrupted creation its object may be taken over by the next run, in seconds, 0 to 604800. Default 86400 (1 day); 0 never takes over. See docs/interrupted-creation.md. */
  readonly recoveryWindowSeconds?: pulumi.Input<number> | undefined;

  /** Folder for the notes of creations under way. Default: environment variable `NEON_PULUMI_RECOVERY_DIR`, else `neon-pulumi` below `PULUMI_HOME` or `~/.pulumi`. It holds no secrets. */
  readonly recoveryDirectory?: pulumi.Input<string> | undefined;
}

/** The provider itself, for settings in code instead of stack configuration (`neon:apiKey`, `neon:baseUrl`, ...). */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options: pulumi.ResourceOptions = {}) {
    const settings: pulumi.Inputs = {
      apiKey: args.apiKey === undefined ? undefined : pulumi.secret(args.apiKey),
      baseUrl: args.baseUrl,
      requestTimeoutSeconds: settingText(args.requestTimeoutSeconds),
      operationTimeoutSeconds: settingText(args.operationTimeoutSeconds),
      pollIntervalMilliseconds: settingText(args.pollIntervalMilliseconds),
      userAgentSuffix: args.userAgentSuffix,
      recoveryWindowSeconds: settingText(args.recoveryWindowSeconds),
      recoveryDirectory: args.recoveryDirectory,
    };
    super(packageName, name, settings, pulumi.mergeOptions({ version }, options));
  }
}
