import type { Failure, Properties } from "@launchgate/provider-kit";
import { reference, type FieldForm, type FieldForms } from "../../wire-form.ts";
import { nameProblems, zoneProblems } from "./names.ts";

/** Seconds as text; `null` as text for never. PagerDuty leaves the field out for never. */
const timeout: FieldForm = {
  to: (value) => (value === "null" ? null : Number(value)),
  from: (value) => (typeof value === "number" ? String(value) : "null"),
};

/** Where the wire form of a service is not the plain one. */
export const serviceForms: FieldForms = {
  acknowledgementTimeout: timeout,
  autoResolveTimeout: timeout,
  escalationPolicy: reference("escalation_policy_reference"),
  autoPauseNotificationsParameters: { to: toPause, from: fromPause },
  supportHours: { to: toHours, from: fromHours },
  scheduledActions: { to: toActions, from: fromActions },
};

/** A timeout goes along only where pausing is on. */
function toPause(value: unknown): unknown {
  const { enabled, timeout: seconds } = value as Properties;
  return enabled === true ? { enabled, timeout: seconds } : { enabled: false };
}

function fromPause(value: unknown): unknown {
  const { enabled, timeout: seconds } = (value ?? {}) as Properties;
  return { enabled: enabled === true, timeout: seconds ?? (enabled === true ? undefined : 120) };
}

function toHours(value: unknown): unknown {
  if (value === null) return null;
  const { type, timeZone, startTime, endTime, daysOfWeeks } = value as Properties;
  return { type, time_zone: timeZone, start_time: startTime, end_time: endTime, days_of_week: daysOfWeeks };
}

function fromHours(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return null;
  const hours = value as Properties;
  return {
    type: hours["type"],
    timeZone: hours["time_zone"],
    startTime: hours["start_time"],
    endTime: hours["end_time"],
    daysOfWeeks: hours["days_of_week"],
  };
}

function toActions(value: unknown): unknown {
  return (value as readonly Properties[]).map(({ type, toUrgency, ats }) => ({
    type,
    to_urgency: toUrgency,
    at: (ats as readonly Properties[])[0],
  }));
}

function fromActions(value: unknown): unknown {
  if (!Array.isArray(value)) return [];
  return (value as readonly Properties[]).map((each) => ({
    type: each["type"],
    toUrgency: each["to_urgency"],
    ats: [each["at"]],
  }));
}

/** Rules over several inputs. Source: resource_pagerduty_service.go, `CustomizeDiff`. */
export function serviceProblems(inputs: Properties): readonly Failure[] {
  const rule = objectOf(inputs["incidentUrgencyRule"]);
  const byHours = rule["type"] === "use_support_hours";
  const times = ["acknowledgementTimeout", "autoResolveTimeout"].flatMap((key) => timeProblems(key, inputs[key]));
  return [
    ...nameProblems(inputs["name"], "printable"),
    ...zoneProblems("supportHours.timeZone", objectOf(inputs["supportHours"])["timeZone"]),
    ...times,
    ...(byHours && rule["urgency"] !== undefined && rule["urgency"] !== ""
      ? [{ property: "incidentUrgencyRule.urgency", reason: "cannot be set with use_support_hours" }]
      : []),
    ...(byHours && inputs["supportHours"] === undefined
      ? [{ property: "supportHours", reason: "is required with use_support_hours" }]
      : []),
  ];
}

function timeProblems(property: string, value: unknown): readonly Failure[] {
  if (typeof value !== "string" || value === "null" || /^-?\d+$/.test(value)) return [];
  return [{ property, reason: `is "${value}"; it must be whole seconds as text, or "null" for never` }];
}

function objectOf(value: unknown): Properties {
  return typeof value === "object" && value !== null ? (value as Properties) : {};
}
