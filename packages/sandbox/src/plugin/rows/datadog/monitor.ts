import type { Failure, Properties } from "@launchgate/provider-kit";
import { monitorTypes } from "../../../vendors/datadog/tables/monitor-query.ts";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";
import { list, steering, text, trimmed } from "./forms.ts";
import { optionForms, optionSettings } from "./monitor-options.ts";
import { asDeclared } from "./monitor-values.ts";

const plain = plainRow({
  type: "datadog:index/monitor:Monitor",
  source:
    "terraform-provider-datadog resource_datadog_monitor.go; datadog-v1.json MonitorOptions; defaults of 4.x by the SDK's texts; no call of validate at preview",
  createBy: "POST /api/v1/monitor",
  readBy: "GET /api/v1/monitor/{id}?with_assets=true",
  updateBy: "PUT /api/v1/monitor/{id}",
  id: "{answer.id}",
  settings: {
    type: { change: "replace", values: monitorTypes },
    name: { minLength: 1 },
    priority: { absent: "", values: ["1", "2", "3", "4", "5", ""] },
    draftStatus: { absent: "published", values: ["draft", "published"] },
    tags: { absent: [], unordered: true },
    assets: { absent: [] },
    "assets[].category": { values: ["runbook"] },
    restrictedRoles: { absent: [], unordered: true },
    forceDelete: { change: "state" },
    ignoreTagKeys: { change: "state" },
    validate: { change: "state" },
    ...optionSettings,
  },
  forms: {
    priority: {
      to: (value) => (value === "" ? null : Number(value)),
      from: (value) => (typeof value === "number" ? String(value) : ""),
    },
    tags: list,
    message: text,
    draftStatus: { from: (value) => value ?? "published" },
    assets: list,
    restrictedRoles: {
      to: (value) => ((value as readonly unknown[]).length === 0 ? null : value),
      from: (value) => value ?? [],
    },
    forceDelete: steering,
    ignoreTagKeys: steering,
    validate: steering,
    variables: steering,
    ...optionForms,
  },
  complete: ({ options, ...body }) => ({ ...body, options: options ?? {} }),
  also: (body, declared) => ({ ...body, ...spaced(body, declared) }),
  check: refusals,
});

/** A monitor. `forceDelete` takes it away from composite monitors and objectives too. */
export const monitor: PluginRow = {
  ...plain,
  async remove(id, state, call) {
    await call.http.remove(
      `/api/v1/monitor/${encodeURIComponent(id)}${state["forceDelete"] === true ? "?force=true" : ""}`,
    );
  },
};

/** Texts that the provider compares without the space around them, and thresholds that it compares as numbers. */
function spaced(body: Properties, declared: Properties): Properties {
  const options = body["options"] as Properties | undefined;
  const texts = Object.fromEntries(["message", "query"].map((key) => [key, trimmed(declared[key], body[key])]));
  const escalation = trimmed(declared["escalationMessage"], options?.["escalation_message"]);
  const thresholds = asDeclared(options?.["thresholds"], declared["monitorThresholds"]);
  return { ...texts, options: { ...options, escalation_message: escalation, thresholds } };
}

function refusals(inputs: Properties): readonly Failure[] {
  const missing = inputs["onMissingData"];
  const clashes = ["notifyNoData", "noDataTimeframe"].filter(
    (key) => missing !== undefined && inputs[key] !== undefined,
  );
  return [
    ...clashes.map((property) => ({ property, reason: "conflicts with onMissingData" })),
    ...thresholdProblems(inputs["monitorThresholds"]),
    ...(inputs["variables"] === undefined
      ? []
      : [{ property: "variables", reason: "is not part of the practice ground: only queries in one text are" }]),
  ];
}

const queries = new Set(["criticalQuery", "criticalRecoveryQuery"]);

function thresholdProblems(thresholds: unknown): readonly Failure[] {
  if (typeof thresholds !== "object" || thresholds === null) return [];
  return Object.entries(thresholds)
    .filter(([key, value]) => !queries.has(key) && typeof value === "string" && !isNumber(value))
    .map(([key, value]) => ({
      property: `monitorThresholds.${key}`,
      reason: `is "${String(value)}"; it must be a number`,
    }));
}

function isNumber(value: string): boolean {
  return value.trim() !== "" && Number.isFinite(Number(value));
}
