import { DateTime } from "luxon";
import type { Data } from "../../../world/entity.ts";
import type { ServiceData } from "../types.ts";
import type { AlertData, Urgency } from "./types.ts";

interface Hours {
  readonly time_zone: string;
  /** 1 is Monday. */
  readonly days_of_week: readonly number[];
  readonly start_time: string;
  readonly end_time: string;
}

/** Urgency that a service gives to an alert at a moment. Source: pagerduty.json IncidentUrgencyRule; without severity: high. */
export function urgencyOf(service: ServiceData, severity: AlertData["severity"] | undefined, at: number): Urgency {
  const rule = service.incident_urgency_rule;
  const byHours = rule.type === "use_support_hours";
  const inside = byHours && isSupported(service, at);
  const chosen = byHours ? (rule[inside ? "during_support_hours" : "outside_support_hours"] as Data) : rule;
  if (chosen["urgency"] !== "severity_based") return chosen["urgency"] === "low" ? "low" : "high";
  return severity === "warning" || severity === "info" ? "low" : "high";
}

/** Whether a moment lies in the support hours of a service. */
export function isSupported({ support_hours: given }: ServiceData, at: number): boolean {
  if (given === null) return false;
  const hours = given as unknown as Hours;
  const local = DateTime.fromMillis(at, { zone: hours.time_zone });
  const isIn = (day: DateTime): boolean => {
    const [start, end] = boundsOf(hours, day);
    return hours.days_of_week.includes(day.weekday) && start <= at && at < end;
  };
  return [local, local.minus({ days: 1 })].some(isIn);
}

/** When support hours next begin after a moment; `undefined` where there are none. */
export function nextSupport({ support_hours: given }: ServiceData, at: number): number | undefined {
  if (given === null) return undefined;
  const hours = given as unknown as Hours;
  const local = DateTime.fromMillis(at, { zone: hours.time_zone });
  const days = Array.from({ length: 9 }, (_, ahead) => local.plus({ days: ahead }));
  const starts = days.filter((day) => hours.days_of_week.includes(day.weekday)).map((day) => boundsOf(hours, day)[0]);
  return starts.find((start) => start > at);
}

/** Start and end of the hours of one day; hours that end before they begin run into the next day [unverified]. */
function boundsOf({ start_time: start, end_time: end }: Hours, day: DateTime): readonly [number, number] {
  const at = (text: string): DateTime => {
    const [hour = 0, minute = 0, second = 0] = text.split(":").map(Number);
    return day.startOf("day").set({ hour, minute, second });
  };
  const [from, to] = [at(start), at(end)];
  return [from.toMillis(), (to > from ? to : to.plus({ days: 1 })).toMillis()];
}
