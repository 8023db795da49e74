import * as pulumi from "@pulumi/pulumi";
import { pluginVersion } from "./version.ts";

/** Arguments of {@link EventOrchestration}. */
export interface EventOrchestrationArgs {
  /** Name shown in PagerDuty. */
  readonly name: pulumi.Input<string>;
  /** What it is for. */
  readonly description?: pulumi.Input<string>;
  /** Id of the team that may edit it. Without one only administrators may. */
  readonly team?: pulumi.Input<string>;
}

/** An integration that PagerDuty makes with the orchestration; its routing key lets events in. */
export interface EventOrchestrationIntegration {
  readonly id: string;
  readonly label: string;
  readonly parameters: readonly { readonly routingKey: string; readonly type: string }[];
}

/** `pagerduty.EventOrchestration` of plugin 4.x: the entrance for events of all services. `integrations` is a secret (S2). */
export class EventOrchestration extends pulumi.CustomResource {
  /** Integrations with their routing keys. */
  declare readonly integrations: pulumi.Output<readonly EventOrchestrationIntegration[]>;

  constructor(name: string, args: EventOrchestrationArgs, options?: pulumi.CustomResourceOptions) {
    const own = { version: pluginVersion, additionalSecretOutputs: ["integrations"] };
    const inputs = { ...args, integrations: undefined };
    super("pagerduty:index/eventOrchestration:EventOrchestration", name, inputs, pulumi.mergeOptions(own, options));
  }
}
