import type { Duration } from "../domain/duration.ts";

/** A field that holds a duration, and what its vendor or the requirement allows. */
export interface DurationField {
  /** Where it stands; `*` stands for every key or position. */
  readonly at: string;
  readonly least: Duration;
  readonly most: Duration;
  /** The value must be a whole number of these. */
  readonly whole: "millisecond" | "second" | "minute";
  /** Who says so. */
  readonly source: string;
}

const field = (
  at: string,
  least: Duration,
  most: Duration,
  whole: DurationField["whole"],
  source: string,
): DurationField => ({ at, least, most, whole, source });

const ours = "Launchgate";

/** Every duration of the model with its range. Ranges of a vendor are those of its API (facts: providers). */
export const durationFields: readonly DurationField[] = [
  field("stages.*.approval.wait", "0 minutes", "43200 minutes", "minute", "GitHub"),
  field("stages.*.rollbackWindow", "1 hour", "365 days", "minute", ours),
  field("stages.*.database.restoreWindow", "0 seconds", "30 days", "second", "Neon"),
  field("stages.*.database.suspendAfter", "60 seconds", "7 days", "second", "Neon"),
  field("stages.*.database.snapshots.retention", "1 hour", "3650 days", "second", "Neon"),
  field("stages.*.database.previewBranches.expiresAfter", "1 hour", "30 days", "second", "Neon"),
  field("services.*.pagerDuty.acknowledgementTimeout", "1 minute", "1 day", "second", "PagerDuty"),
  field("services.*.smoke.steps.*.within", "0.001 seconds", "60 seconds", "millisecond", "Datadog"),
  field("services.*.smoke.every", "30 seconds", "7 days", "second", "Datadog"),
  field("release.types.*.stagingSoak", "0 minutes", "30 days", "minute", ours),
  field("release.ramp.*.observation", "1 minute", "10000 minutes", "minute", "Vercel"),
  field("release.watch.duration", "1 minute", "30 days", "minute", ours),
  field("release.freeze.windows.*.duration", "1 minute", "370 days", "minute", ours),
  field("release.freeze.override.expiresAfter", "1 minute", "7 days", "minute", ours),
  field("release.rollback.triggers.*.sustained", "0 minutes", "1 day", "second", ours),
  field("release.rollback.rto", "1 second", "30 days", "second", ours),
  field("release.rollback.rpo", "0 seconds", "30 days", "second", ours),
  field("release.handOffs.*.notBefore", "0 minutes", "30 days", "minute", ours),
  field("release.handOffs.*.within", "1 minute", "30 days", "minute", ours),
  field("release.plannedWork.*.duration", "1 minute", "30 days", "minute", "Datadog"),
  field("onCall.rotations.*.layers.*.turn", "1 hour", "365 days", "second", "PagerDuty"),
  field("onCall.escalations.*.levels.*.after", "1 minute", "30 days", "minute", "PagerDuty"),
  field("onCall.notifications.*.*.after", "0 minutes", "1 day", "minute", "PagerDuty"),
  field("onCall.maintenance.*.duration", "1 minute", "365 days", "minute", "PagerDuty"),
  field("drills.timeToLive", "10 minutes", "7 days", "minute", ours),
  field("drills.catalogue.*.rto", "1 second", "7 days", "second", ours),
  field("drills.catalogue.*.rpo", "0 seconds", "7 days", "second", ours),
  field("drills.catalogue.*.every", "1 day", "366 days", "minute", ours),
];
