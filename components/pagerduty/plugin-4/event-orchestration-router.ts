import * as pulumi from "@pulumi/pulumi";
import type { RouteLookup } from "../wire.ts";
import { pluginVersion } from "./version.ts";

/** A rule that reads the service out of the event. Only as the first rule, without conditions. */
export interface DynamicRoute {
  /** What the text found is: a service's name or its id. */
  readonly lookupBy: RouteLookup;
  /** Field of the event, such as `event.custom_details.service`. */
  readonly source: pulumi.Input<string>;
  /** RE2 expression; its first group is the text to look up. */
  readonly regex: pulumi.Input<string>;
}

/** One rule of a router; the first that matches decides. */
export interface RouterRule {
  /** What the rule is for. */
  readonly label?: pulumi.Input<string>;
  /** PCL conditions, one of which must hold; none: every event. */
  readonly conditions?: readonly { readonly expression: pulumi.Input<string> }[];
  /** Where the event goes: by its content, or to the service with this id. */
  readonly actions: { readonly dynamicRouteTos: readonly DynamicRoute[] } | { readonly routeTo: pulumi.Input<string> };
  /** Switched off. Default false. */
  readonly disabled?: boolean;
}

/** Arguments of {@link EventOrchestrationRouter}. */
export interface EventOrchestrationRouterArgs {
  /** Id of the orchestration. */
  readonly eventOrchestration: pulumi.Input<string>;
  /** Its only set of rules; PagerDuty demands the id `start`. */
  readonly set: { readonly id: "start"; readonly rules: readonly RouterRule[] };
  /** What happens to the rest: a service id, or `unrouted`, where people can look it up. */
  readonly catchAll: { readonly actions: { readonly routeTo: pulumi.Input<string> } };
}

/** `pagerduty.EventOrchestrationRouter` of plugin 4.x: which service an event of an orchestration belongs to. */
export class EventOrchestrationRouter extends pulumi.CustomResource {
  constructor(name: string, args: EventOrchestrationRouterArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter",
      name,
      { ...args },
      pulumi.mergeOptions({ version: pluginVersion }, options),
    );
  }
}
