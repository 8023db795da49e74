import { planHas, seconds, type Service, type Stage, type Vendors } from "@launchgate/core";
import type { AutoPause, IncidentUrgencyRule, ScheduledAction, SupportHours } from "./plugin-4/service.ts";
import { pagerDutyTimeZone } from "./time-zones.ts";
import type { Urgency } from "./wire.ts";

/** How the incidents of a service behave in a stage. */
export interface ServiceProfile {
  readonly incidentUrgencyRule: IncidentUrgencyRule;
  readonly supportHours?: SupportHours;
  readonly scheduledActions?: readonly ScheduledAction[];
  /** Seconds as text, or `null` as text. */
  readonly acknowledgementTimeout: string;
  /** Seconds as text, or `null` as text. */
  readonly autoResolveTimeout: string;
  readonly autoPauseNotificationsParameters?: AutoPause;
}

/**
 * Urgency without support hours. Drills are high: a low-urgency incident does not escalate, and an escalation test needs
 * every level to answer (D1, D4). Development and staging never wake anybody.
 */
const urgencies: Readonly<Record<Stage["kind"], Urgency>> = {
  production: "high",
  drill: "high",
  staging: "low",
  development: "low",
};

/**
 * Time after which an open incident resolves itself. Never in production: only a recovery or a person ends an incident.
 * A day elsewhere; four hours in drills, so that nothing is left behind (D2).
 */
const autoResolve: Readonly<Record<Stage["kind"], string>> = {
  production: "null",
  drill: "14400",
  staging: "86400",
  development: "86400",
};

/**
 * How long an alert that looks transient is held back: two minutes in production, which every escalation can spare, five
 * elsewhere. Not in drills: it would falsify the acknowledgement time (D4).
 */
const autoPause: Readonly<Record<Stage["kind"], AutoPause>> = {
  production: { enabled: true, timeout: 120 },
  drill: { enabled: false },
  staging: { enabled: true, timeout: 300 },
  development: { enabled: true, timeout: 300 },
};

/** The profile of a service in a stage, with what the plan has (A3). */
export function serviceProfile(service: Service, stage: Stage, vendors: Vendors): ServiceProfile {
  const hours = planHas(vendors, "pagerduty-support-hours") ? stage.supportHours : undefined;
  return {
    ...(hours === undefined
      ? { incidentUrgencyRule: { type: "constant", urgency: urgencies[stage.kind] } }
      : withSupportHours(hours)),
    acknowledgementTimeout: timeoutText(seconds(service.pagerDuty.acknowledgementTimeout)),
    autoResolveTimeout: autoResolve[stage.kind],
    ...(planHas(vendors, "alert-grouping") ? { autoPauseNotificationsParameters: autoPause[stage.kind] } : {}),
  };
}

/** Seconds after which an acknowledged ticket comes back: a day, so that one that nobody ended is not forgotten. */
const ticketAcknowledgementSeconds = 86_400;

/**
 * How tickets behave: always of low urgency, so that they tell whoever is on call without waking anybody and do not
 * escalate. They end as the incidents of the stage do.
 */
export function ticketProfile(stage: Stage): ServiceProfile {
  return {
    incidentUrgencyRule: { type: "constant", urgency: "low" },
    acknowledgementTimeout: timeoutText(ticketAcknowledgementSeconds),
    autoResolveTimeout: autoResolve[stage.kind],
  };
}

/** Seconds as PagerDuty wants them: text, and the text `null` for never. */
export function timeoutText(value: number): string {
  return value === 0 ? "null" : String(value);
}

function withSupportHours(
  hours: NonNullable<Stage["supportHours"]>,
): Pick<ServiceProfile, "incidentUrgencyRule" | "supportHours" | "scheduledActions"> {
  return {
    incidentUrgencyRule: {
      type: "use_support_hours",
      duringSupportHours: { type: "constant", urgency: "high" },
      outsideSupportHours: { type: "constant", urgency: "low" },
    },
    supportHours: {
      type: "fixed_time_per_day",
      timeZone: pagerDutyTimeZone(hours.timeZone) ?? hours.timeZone,
      startTime: `${hours.start}:00`,
      endTime: `${hours.end}:00`,
      daysOfWeeks: [...new Set(hours.daysOfWeek)].sort((a, b) => a - b),
    },
    scheduledActions: [
      { type: "urgency_change", toUrgency: "high", ats: [{ type: "named_time", name: "support_hours_start" }] },
    ],
  };
}
