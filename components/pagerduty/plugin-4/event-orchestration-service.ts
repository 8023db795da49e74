import * as pulumi from "@pulumi/pulumi";
import type { EventSeverity } from "../wire.ts";
import { pluginVersion } from "./version.ts";

/** Writes a field of the event: from a template, or from what an expression finds in another field. */
export type Extraction =
  | { readonly target: string; readonly template: pulumi.Input<string> }
  | { readonly target: string; readonly source: string; readonly regex: string };

/** What is done to an event and to the alert that comes of it. */
export interface EventActions {
  /** The alert is kept and opens no incident. */
  readonly suppress?: boolean;
  /** Seconds to wait for a recovery before the alert triggers. */
  readonly suspend?: number;
  /** Severity of the alert. */
  readonly severity?: EventSeverity;
  /** Note on the incident. */
  readonly annotate?: pulumi.Input<string>;
  /** Id of another escalation policy for the incident. */
  readonly escalationPolicy?: pulumi.Input<string>;
  /** Fields to write. */
  readonly extractions?: readonly Extraction[];
}

/** One rule of a set; the first that matches decides. */
export interface EventRule {
  /** What the rule is for. */
  readonly label?: pulumi.Input<string>;
  /** PCL conditions, one of which must hold; none: every event. */
  readonly conditions?: readonly { readonly expression: pulumi.Input<string> }[];
  readonly actions: EventActions & { readonly routeTo?: string };
  /** Switched off. Default false. */
  readonly disabled?: boolean;
}

/** Arguments of {@link EventOrchestrationService}. */
export interface EventOrchestrationServiceArgs {
  /** Id of the service. */
  readonly service: pulumi.Input<string>;
  /** Switches the service to its orchestration; PagerDuty leaves it on the older event rules otherwise. */
  readonly enableEventOrchestrationForService: boolean;
  /** Sets of rules; one has the id `start`. */
  readonly sets: readonly { readonly id: string; readonly rules: readonly EventRule[] }[];
  /** What is done to events that no rule matched. */
  readonly catchAll: { readonly actions: EventActions };
}

/** `pagerduty.EventOrchestrationService` of plugin 4.x: rules for the events of one service. */
export class EventOrchestrationService extends pulumi.CustomResource {
  constructor(name: string, args: EventOrchestrationServiceArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pagerduty:index/eventOrchestrationService:EventOrchestrationService",
      name,
      { ...args },
      pulumi.mergeOptions({ version: pluginVersion }, options),
    );
  }
}
