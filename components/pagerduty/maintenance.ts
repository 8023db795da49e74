import { milliseconds, minutes, type OnCall, type Problem, type Release } from "@launchgate/core";
import { utcStamp } from "./rota-layers.ts";

/** Where the windows of a service come from. */
export interface MaintenanceSources {
  /** Windows written for pages alone. */
  readonly maintenance: OnCall["maintenance"];
  /** Work that also costs no error budget. What recurs is silenced in Datadog instead: PagerDuty knows no recurrence. */
  readonly plannedWork: Release["plannedWork"];
}

/** One window in which a service opens no incident. */
export interface PlannedMaintenance {
  /**
   * Id and first minute; `work-` stands before the id of planned work. PagerDuty sets a start that has passed to now, so
   * `startTime` is not compared; a window that moves is another window with another key.
   */
  readonly key: string;
  readonly title: string;
  /** RFC 3339 in UTC with `Z`. */
  readonly startTime: string;
  /** RFC 3339 in UTC with `Z`. */
  readonly endTime: string;
}

/** A window as the model writes it. */
interface Window extends Pick<OnCall["maintenance"][string], "title" | "timeZone" | "start" | "duration"> {
  readonly id: string;
  /** Key path in the model. */
  readonly path: string;
}

/**
 * The windows of a service in a stage that are not over at `at`. The duration is elapsed time, whatever the clocks do.
 *
 * A window that is over is left out: a new stage could not make it, since PagerDuty moves a start in the past to now and
 * then refuses the end before it. Where it was made earlier the next update takes it from the state; PagerDuty answers the
 * deletion of a past window with 405, which the plugin takes as done, and keeps the window in its history.
 */
export function plannedMaintenance(
  sources: MaintenanceSources,
  serviceId: string,
  stageId: string,
  at: Date,
): PlannedMaintenance[] {
  return windowsOf(sources, serviceId, stageId)
    .map(({ id, title, start, timeZone, duration }) => {
      const startTime = utcStamp(start, timeZone);
      const end = new Date(Date.parse(startTime) + milliseconds(duration));
      const endTime = end.toISOString().replace(/\.\d+Z$/, "Z");
      return { key: `${id}-${startTime.slice(0, 16).replace(/[-:]/g, "").toLowerCase()}z`, title, startTime, endTime };
    })
    .filter(({ endTime }) => Date.parse(endTime) > at.getTime());
}

/** Problems of those windows, past ones too: `pagerduty.maintenance-length`. */
export function maintenanceProblems(sources: MaintenanceSources, serviceId: string, stageId: string): Problem[] {
  return windowsOf(sources, serviceId, stageId).flatMap(({ path, duration }): Problem[] => {
    const length = minutes(duration);
    if (Number.isInteger(length) && length >= 1) return [];
    return [
      {
        code: "pagerduty.maintenance-length",
        path: `${path}.duration`,
        value: duration,
        expected: "whole minutes, at least 1: PagerDuty knows no seconds in windows",
        fix: 'Write whole minutes or hours, such as "4 hours".',
      },
    ];
  });
}

function windowsOf({ maintenance, plannedWork }: MaintenanceSources, serviceId: string, stageId: string): Window[] {
  const windows = Object.entries(maintenance)
    .filter(([, { stage, services }]) => stage === stageId && services.includes(serviceId))
    .map(([id, window]): Window => ({ ...window, id, path: `onCall.maintenance.${id}` }));
  const works = Object.entries(plannedWork)
    .filter(([, { stages, services }]) => stages.includes(stageId) && services.includes(serviceId))
    .filter(([, { recurrence }]) => recurrence === undefined)
    .map(([id, work]): Window => ({ ...work, id: `work-${id}`, path: `release.plannedWork.${id}` }));
  return [...windows, ...works];
}
