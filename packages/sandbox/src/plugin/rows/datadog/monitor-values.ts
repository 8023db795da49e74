import type { Properties } from "@launchgate/provider-kit";
import { renamed, said } from "./forms.ts";

const windowNames = [
  ["dayStarts", "day_starts"],
  ["hourStarts", "hour_starts"],
  ["monthStarts", "month_starts"],
  ["timezone", "timezone"],
] as const;

const thresholdNames = [
  ["ok", "ok"],
  ["warning", "warning"],
  ["warningRecovery", "warning_recovery"],
  ["critical", "critical"],
  ["criticalRecovery", "critical_recovery"],
  ["unknown", "unknown"],
] as const;

const thresholdQueries = [
  ["criticalQuery", "critical_query"],
  ["criticalRecoveryQuery", "critical_recovery_query"],
] as const;

/** Thresholds as numbers; those that are empty are left out. */
export function toThresholds(given: Properties): Properties {
  const number = (value: unknown): unknown => (value === undefined || value === "" ? undefined : Number(value));
  const numbers = Object.fromEntries(thresholdNames.map(([name, wire]) => [wire, number(given[name])]));
  return said({ ...numbers, ...renamed(given, thresholdQueries) });
}

/** Thresholds as the text that the provider shows. */
export function fromThresholds(live: Properties): Properties {
  const shown = (value: unknown): unknown => (typeof value === "number" ? String(value) : (value ?? undefined));
  const numbers = Object.fromEntries(thresholdNames.map(([name, wire]) => [name, shown(live[wire])]));
  return said({
    ...numbers,
    ...renamed(
      live,
      thresholdQueries.map(([name, wire]) => [wire, name] as const),
    ),
  });
}

/** Live thresholds with the declared text of those that are the same number: the provider compares numbers. */
export function asDeclared(live: unknown, declared: unknown): Properties {
  const [numbers, texts] = [(live ?? {}) as Properties, (declared ?? {}) as Properties];
  const same = thresholdNames.flatMap(([name, wire]) => {
    const text = texts[name];
    return typeof text === "string" && Number(text) === numbers[wire] ? [[wire, text] as const] : [];
  });
  return { ...numbers, ...Object.fromEntries(same) };
}

/** Windows of an anomaly monitor; undefined where there are none. */
export function toWindows({ recoveryWindow, triggerWindow }: Properties): Properties | undefined {
  const windows = said({ recovery_window: recoveryWindow, trigger_window: triggerWindow });
  return Object.keys(windows).length === 0 ? undefined : windows;
}

/** Windows of an anomaly monitor in the provider's words. */
export function fromWindows(live: Properties | undefined): Properties {
  return said({ recoveryWindow: live?.["recovery_window"], triggerWindow: live?.["trigger_window"] });
}

/** When a monitor is evaluated; undefined where nothing is said. */
export function toScheduling(given: Properties): Properties | undefined {
  if (Object.keys(given).length === 0) return undefined;
  const schedule = given["customSchedule"] as Properties | undefined;
  const window = given["evaluationWindow"] as Properties | undefined;
  return said({
    custom_schedule: schedule && { recurrences: [schedule["recurrence"]] },
    evaluation_window: window && renamed(window, windowNames),
  });
}

/** When a monitor is evaluated, in the provider's words. */
export function fromScheduling(live: Properties): Properties {
  const schedule = live["custom_schedule"] as Properties | undefined;
  const window = live["evaluation_window"] as Properties | undefined;
  const [recurrence] = (schedule?.["recurrences"] ?? []) as readonly Properties[];
  return said({
    customSchedule: recurrence && { recurrence },
    evaluationWindow:
      window &&
      renamed(
        window,
        windowNames.map(([name, wire]) => [wire, name] as const),
      ),
  });
}
