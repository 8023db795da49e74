import { defineRule, when } from "../../define-rule.ts";

/** No monitor is silenced for good (O2). */
export const limitMute = defineRule({
  id: "datadog-downtime-limit-duration",
  title: "A downtime ends, within hours, and names what it silences",
  cause:
    "A one-time downtime has no end or is longer than the pack's `maximumMuteHours`, a recurring one lasts longer, or all monitors are named.",
  why: "A mute for one evening is found three months later, by the outage that it hid.",
  fix: "Declare planned work with a duration in release.plannedWork.",
  requirements: ["O2"],
  severity: "high",
  types: ["datadog:index/downtimeSchedule:DowntimeSchedule"],
  tags: ["alerting"],
  link: "https://docs.datadoghq.com/monitors/downtimes/",
  scope: "resource",
  check: (downtime, { now, settings: { maximumMuteHours: most } }) => {
    const tags = downtime.texts("monitorIdentifier.monitorTags");
    const everything = !downtime.has("monitorIdentifier.monitorId") && tags.every((each) => each === "*");
    // Without a start it begins as soon as Datadog has it.
    const start = Date.parse(downtime.text("oneTimeSchedule.start") ?? now.toISOString());
    const end = Date.parse(downtime.text("oneTimeSchedule.end") ?? "");
    const once = downtime.has("oneTimeSchedule") && !((end - start) / 3_600_000 <= most);
    const units: Readonly<Record<string, number>> = { m: 1 / 60, h: 1, d: 24, w: 168 };
    const long = downtime.items("recurringSchedule.recurrences").filter((each) => {
      const found = /^(\d+)([mhdw])$/.exec(each.text("duration") ?? "");
      return !(Number(found?.[1]) * (units[found?.[2] ?? ""] ?? Number.NaN) <= most);
    });
    const scheduled = downtime.has("oneTimeSchedule") || downtime.has("recurringSchedule");
    return [
      ...when(everything, `"${downtime.name}" silences every monitor`),
      ...when(!scheduled || once, `"${downtime.name}" has no end within ${String(most)} hours`),
      ...when(long.length > 0, `"${downtime.name}" lasts longer than ${String(most)} hours each time`),
    ];
  },
});
