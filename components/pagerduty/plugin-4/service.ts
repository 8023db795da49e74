import * as pulumi from "@pulumi/pulumi";
import type { AlertCreation, AutoPauseSeconds, ScheduledActionName, Urgency } from "../wire.ts";
import { pluginVersion } from "./version.ts";

/** Urgency of a service's incidents: always the same, or by its support hours. */
export type IncidentUrgencyRule =
  | { readonly type: "constant"; readonly urgency: Urgency | "severity_based" }
  | {
      readonly type: "use_support_hours";
      readonly duringSupportHours: { readonly type: "constant"; readonly urgency: Urgency };
      readonly outsideSupportHours: { readonly type: "constant"; readonly urgency: Urgency };
    };

/** Hours in which a service is looked after. */
export interface SupportHours {
  readonly type: "fixed_time_per_day";
  /** A zone of {@link pagerDutyTimeZones}. */
  readonly timeZone: string;
  /** `HH:mm:ss`. */
  readonly startTime: string;
  /** `HH:mm:ss`. */
  readonly endTime: string;
  /** 1 Monday to 7 Sunday. */
  readonly daysOfWeeks: readonly number[];
}

/** Raises open incidents when support hours start. PagerDuty demands one with `use_support_hours`. */
export interface ScheduledAction {
  readonly type: "urgency_change";
  readonly toUrgency: Urgency;
  readonly ats: readonly { readonly type: "named_time"; readonly name: ScheduledActionName }[];
}

/** Holds back alerts that look transient. */
export type AutoPause = { readonly enabled: true; readonly timeout: AutoPauseSeconds } | { readonly enabled: false };

/** Arguments of {@link Service}. */
export interface ServiceArgs {
  /** Name shown in PagerDuty, unique in the account. */
  readonly name: pulumi.Input<string>;
  readonly description: pulumi.Input<string>;
  /** Id of the escalation policy. */
  readonly escalationPolicy: pulumi.Input<string>;
  readonly alertCreation: AlertCreation;
  /** Seconds until an acknowledged incident alarms again, as text; `null` as text for never. Plugin default 1800. */
  readonly acknowledgementTimeout: string;
  /** Seconds until an open incident resolves itself, as text; `null` as text for never. Plugin default 14400. */
  readonly autoResolveTimeout: string;
  readonly incidentUrgencyRule: IncidentUrgencyRule;
  readonly supportHours?: SupportHours;
  readonly scheduledActions?: readonly ScheduledAction[];
  /** Absent where the plan has no such feature. */
  readonly autoPauseNotificationsParameters?: AutoPause;
}

/** `pagerduty.Service` of plugin 4.x: the class of SDK 3.4.0 drops `autoPauseNotificationsParameters` on the way. */
export class Service extends pulumi.CustomResource {
  constructor(name: string, args: ServiceArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pagerduty:index/service:Service",
      name,
      { ...args },
      pulumi.mergeOptions({ version: pluginVersion }, options),
    );
  }
}
