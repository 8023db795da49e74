/**
 * Values as Datadog's API and the provider's validators take them. The documentation of the bridged provider spells some
 * of them wrongly (`timeSlice`, `nonBlocking`, `httpBody`); these come from Datadog's OpenAPI files.
 */

/** Kinds of monitors that are declared here. A change of kind replaces the monitor. */
export type MonitorType = "query alert" | "slo alert" | "composite";

/** What a monitor does when a query yields nothing. Not for SLO alerts and composites. */
export type OnMissingData = "default" | "show_no_data" | "show_and_notify_no_data" | "resolve";

/** Priority of a monitor, 1 highest. */
export type MonitorPriority = "1" | "2" | "3" | "4" | "5";

/** Whether a monitor notifies. */
export type DraftStatus = "draft" | "published";

/** Rolling windows of an SLO. */
export type SloTimeframe = "7d" | "30d" | "90d";

/** Kind of an SLO: good events of all events. */
export type SloType = "metric" | "monitor" | "time_slice";

/** Why error budget is not counted. */
export type SloCorrectionCategory = "Scheduled Maintenance" | "Outside Business Hours" | "Deployment" | "Other";

/** Kind of a synthetic test; `multi` is several steps in order. */
export type SyntheticsSubtype = "http" | "multi";

/** What a step of a synthetic test asserts. */
export type SyntheticsAssertion = "statusCode" | "responseTime" | "body";

/** How it compares. */
export type SyntheticsOperator = "is" | "lessThan" | "contains";

/** Where a step takes a value from, and how. */
export type SyntheticsExtract = "http_body" | "http_header";
/** How a taken value is parsed. */
export type SyntheticsParser = "raw" | "json_path" | "regex" | "x_path";

/** What a failed test does to the pipeline that triggered it (P4). */
export type SyntheticsExecutionRule = "blocking" | "non_blocking" | "skipped";

/** States of which the end of a downtime tells. */
export type NotifyEndState = "alert" | "warn" | "no data";
/** Ends of a downtime that tell. */
export type NotifyEndType = "canceled" | "expired";

/** `value` unchanged; the compiler checks it against the wire values. */
export function wire<T extends string>(value: T): T {
  return value;
}
