import { isUnknown, type Failure, type Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { declaredObject, jsonApi, said } from "./forms.ts";

const attributes = jsonApi("downtime");

/** A downtime of monitors. Its deletion cancels it: a cancelled one counts as gone. */
export const downtimeSchedule = plainRow({
  type: "datadog:index/downtimeSchedule:DowntimeSchedule",
  source:
    "terraform-provider-datadog resource_datadog_downtime_schedule.go; datadog-v2.json /api/v2/downtime; that a cancelled one is gone is ours: the provider's read looks at 404 only",
  createBy: "POST /api/v2/downtime",
  readBy: "GET /api/v2/downtime/{id}",
  updateBy: "PATCH /api/v2/downtime/{id}",
  removeBy: "DELETE /api/v2/downtime/{id}",
  id: "{answer.data.id}",
  ...attributes,
  settings: {
    message: { absent: "" },
    notifyEndStates: { unordered: true },
    "notifyEndStates[]": { values: ["alert", "no data", "warn"] },
    notifyEndTypes: { unordered: true },
    "notifyEndTypes[]": { values: ["canceled", "expired"] },
    "monitorIdentifier.monitorTags": { unordered: true },
    oneTimeSchedule: { absent: {} },
    recurringSchedule: { absent: {} },
    "oneTimeSchedule.start": { format: "timestamp" },
    "oneTimeSchedule.end": { format: "timestamp" },
  },
  forms: {
    message: { to: (value) => (value === "" ? null : value), from: (value) => value ?? "" },
    monitorIdentifier: { wire: "monitor_identifier" },
    oneTimeSchedule: { to: () => undefined, from: (_value, body) => fromOnce(body["schedule"] as Properties) },
    recurringSchedule: { to: () => undefined, from: (_value, body) => fromRecurring(body["schedule"] as Properties) },
  },
  complete: (body, inputs, act, old) =>
    attributes.complete?.({ display_timezone: "", ...body, ...scheduleOf(inputs) }, inputs, act, old),
  pick(answer) {
    const found = (answer as { readonly data: { readonly attributes: Properties } }).data.attributes;
    return found["status"] === "canceled" ? undefined : found;
  },
  check: problems,
});

function scheduleOf(inputs: Properties): Properties {
  const once = declaredObject(inputs, "oneTimeSchedule");
  if (once !== undefined) return { schedule: { start: once["start"] ?? null, end: once["end"] ?? null } };
  const recurring = declaredObject(inputs, "recurringSchedule");
  if (recurring === undefined) return {};
  const { recurrences = [], timezone } = recurring;
  return { schedule: said({ recurrences, timezone }) };
}

function fromOnce(schedule: Properties): Properties | null {
  if (schedule["recurrences"] !== undefined) return null;
  const moment = (value: unknown): unknown =>
    typeof value === "string" ? `${new Date(value).toISOString().slice(0, 19)}Z` : undefined;
  return said({ start: moment(schedule["start"]), end: moment(schedule["end"]) });
}

function fromRecurring(schedule: Properties): Properties | null {
  const { recurrences, timezone } = schedule;
  return recurrences === undefined ? null : said({ recurrences, timezone });
}

function problems(inputs: Properties): readonly Failure[] {
  const identifier = inputs["monitorIdentifier"];
  const { monitorId, monitorTags } = (identifier ?? {}) as Properties;
  const [once, recurring] = [inputs["oneTimeSchedule"], inputs["recurringSchedule"]];
  return [
    ...(!isUnknown(identifier) && (monitorId === undefined) === (monitorTags === undefined)
      ? [{ property: "monitorIdentifier", reason: "needs exactly one of monitorId and monitorTags" }]
      : []),
    ...(once !== undefined && recurring !== undefined
      ? [{ property: "oneTimeSchedule", reason: "conflicts with recurringSchedule" }]
      : []),
  ];
}
