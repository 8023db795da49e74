import * as pulumi from "@pulumi/pulumi";
import type { AlertGroupingAggregate } from "../wire.ts";
import { pluginVersion } from "./version.ts";

/** How alerts become one incident. The plugin refuses a `config` field of another type, and 0 for any of the times. */
export type AlertGrouping =
  | {
      readonly type: "time";
      /** `timeout`: seconds in which alerts join; absent: until the incident is resolved. */
      readonly config: { readonly timeout?: number };
    }
  | {
      readonly type: "content_based" | "content_based_intelligent";
      /** `timeWindow`: 300 to 3,600 seconds, or 86,400 for `content_based`. */
      readonly config: {
        readonly aggregate: AlertGroupingAggregate;
        readonly fields: readonly string[];
        readonly timeWindow?: number;
      };
    }
  | {
      readonly type: "intelligent";
      /** `timeWindow`: 300 to 3,600 seconds. */
      readonly config: { readonly iagFields?: readonly string[]; readonly timeWindow?: number };
    };

/** Arguments of {@link AlertGroupingSetting}. */
export type AlertGroupingSettingArgs = AlertGrouping & {
  /** Name shown in PagerDuty. */
  readonly name: pulumi.Input<string>;
  /** What it is for. */
  readonly description?: pulumi.Input<string>;
  /** Ids of the services; exactly one for type `time`. A service can be in one setting only. */
  readonly services: readonly pulumi.Input<string>[];
};

/** `pagerduty.AlertGroupingSetting` of plugin 4.x. It replaces `alertGroupingParameters` of a service. */
export class AlertGroupingSetting extends pulumi.CustomResource {
  constructor(name: string, args: AlertGroupingSettingArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pagerduty:index/alertGroupingSetting:AlertGroupingSetting",
      name,
      { ...args },
      pulumi.mergeOptions({ version: pluginVersion }, options),
    );
  }
}
