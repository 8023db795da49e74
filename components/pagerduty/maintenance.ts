import { milliseconds, minutes, type OnCall, type Problem } from "@launchgate/core";
import { utcStamp } from "./rota-layers.ts";

/** One window in which a service opens no incident. */
export interface PlannedMaintenance {
  /**
   * Id and first minute. PagerDuty sets a start that has passed to now, so `startTime` is not compared; a window that moves
   * is another window with another key.
   */
  readonly key: string;
  readonly title: string;
  /** RFC 3339 in UTC with `Z`. */
  readonly startTime: string;
  /** RFC 3339 in UTC with `Z`. */
  readonly endTime: string;
}

/** The windows of a service in a stage. The duration is elapsed time, whatever the clocks do meanwhile. */
export function plannedMaintenance(
  maintenance: OnCall["maintenance"],
  serviceId: string,
  stageId: string,
): PlannedMaintenance[] {
  return windowsOf(maintenance, serviceId, stageId).map(([id, { title, start, timeZone, duration }]) => {
    const startTime = utcStamp(start, timeZone);
    const end = new Date(Date.parse(startTime) + milliseconds(duration));
    const endTime = end.toISOString().replace(/\.\d+Z$/, "Z");
    return { key: `${id}-${startTime.slice(0, 16).replace(/[-:]/g, "").toLowerCase()}z`, title, startTime, endTime };
  });
}

/** Problems of those windows: `pagerduty.maintenance-length`. */
export function maintenanceProblems(maintenance: OnCall["maintenance"], serviceId: string, stageId: string): Problem[] {
  return windowsOf(maintenance, serviceId, stageId).flatMap(([id, { duration }]): Problem[] => {
    const length = minutes(duration);
    if (Number.isInteger(length) && length >= 1) return [];
    return [
      {
        code: "pagerduty.maintenance-length",
        path: `onCall.maintenance.${id}.duration`,
        value: duration,
        expected: "whole minutes, at least 1: PagerDuty knows no seconds in windows",
        fix: 'Write whole minutes or hours, such as "4 hours".',
      },
    ];
  });
}

function windowsOf(maintenance: OnCall["maintenance"], serviceId: string, stageId: string) {
  return Object.entries(maintenance).filter(
    ([, { stage, services }]) => stage === stageId && services.includes(serviceId),
  );
}
