import { isUnknown, type Failure, type ObjectType, type Properties } from "@launchgate/provider-kit";
import type { Setting } from "../../row.ts";
import { flag, list, number, object, text } from "./input.ts";
import type { ActionForm } from "./orchestration-path.ts";

const pair = object("OrchestrationPair", { "key*": text, "value*": text });

/** What is done to an event. Source: schema of plugin 4.34.0. */
export function eventActions(name: string): ObjectType {
  return object(name, {
    annotate: text,
    automationAction: object("OrchestrationAutomationAction", {
      "name*": text,
      "url*": text,
      autoSend: flag,
      headers: list(pair),
      parameters: list(pair),
      triggerTypes: text,
    }),
    escalationPolicy: text,
    eventAction: text,
    extractions: list(
      object("OrchestrationExtraction", { "target*": text, regex: text, source: text, template: text }),
    ),
    incidentCustomFieldUpdates: list(object("OrchestrationFieldUpdate", { "id*": text, "value*": text })),
    pagerdutyAutomationAction: object("OrchestrationPagerDutyAction", { "actionId*": text, triggerTypes: text }),
    priority: text,
    routeTo: text,
    severity: text,
    suppress: flag,
    suspend: number,
    variables: list(object("OrchestrationVariable", { "name*": text, "path*": text, "type*": text, "value*": text })),
  });
}

/** Allowed values of actions, and what "not declared" looks like, below a path. */
export function actionSettings(path: string): Readonly<Record<string, Setting>> {
  const texts = ["annotate", "escalationPolicy", "priority", "routeTo"].map((key) => [key, { absent: "" }] as const);
  const lists = ["extractions", "incidentCustomFieldUpdates", "variables"].map((key) => [key, { absent: [] }] as const);
  const all: readonly (readonly [string, Setting])[] = [
    ...texts,
    ...lists,
    ["severity", { absent: "", values: ["info", "error", "warning", "critical"] }],
    ["eventAction", { absent: "", values: ["trigger", "resolve"] }],
    ["suppress", { absent: false }],
    ["suspend", { absent: 0 }],
    ["automationAction", { absent: null }],
    ["pagerdutyAutomationAction", { absent: null }],
    ["extractions[].regex", { absent: "" }],
    ["extractions[].source", { absent: "" }],
    ["extractions[].template", { absent: "" }],
  ];
  return Object.fromEntries(all.map(([key, setting]) => [`${path}.${key}`, setting]));
}

/** Actions over the wire: what is not declared goes as nothing, lists as empty ones. */
export const eventActionForm: ActionForm = {
  to: (actions) => ({
    route_to: textOrNull(actions["routeTo"]),
    suppress: actions["suppress"] ?? false,
    suspend: actions["suspend"] ?? null,
    priority: textOrNull(actions["priority"]),
    escalation_policy: textOrNull(actions["escalationPolicy"]),
    annotate: textOrNull(actions["annotate"]),
    severity: textOrNull(actions["severity"]),
    event_action: textOrNull(actions["eventAction"]),
    pagerduty_automation_actions: listOf(actions["pagerdutyAutomationAction"]).map((each) => ({
      action_id: each["actionId"],
      trigger_types: oneOrNone(each["triggerTypes"]),
    })),
    automation_actions: listOf(actions["automationAction"]).map((each) => ({
      name: each["name"],
      url: each["url"],
      auto_send: each["autoSend"] ?? false,
      headers: each["headers"] ?? [],
      parameters: each["parameters"] ?? [],
      trigger_types: oneOrNone(each["triggerTypes"]),
    })),
    variables: actions["variables"] ?? [],
    extractions: actions["extractions"] ?? [],
    incident_custom_field_updates: actions["incidentCustomFieldUpdates"] ?? [],
  }),
  from: (actions) => ({
    routeTo: actions["route_to"] ?? "",
    suppress: actions["suppress"] ?? false,
    suspend: actions["suspend"] ?? 0,
    priority: actions["priority"] ?? "",
    escalationPolicy: actions["escalation_policy"] ?? "",
    annotate: actions["annotate"] ?? "",
    severity: actions["severity"] ?? "",
    eventAction: actions["event_action"] ?? "",
    pagerdutyAutomationAction: first(actions["pagerduty_automation_actions"], (each) => ({
      actionId: each["action_id"],
      triggerTypes: first(each["trigger_types"], (type) => type),
    })),
    automationAction: first(actions["automation_actions"], (each) => ({
      name: each["name"],
      url: each["url"],
      autoSend: each["auto_send"],
      headers: each["headers"],
      parameters: each["parameters"],
      triggerTypes: first(each["trigger_types"], (type) => type),
    })),
    variables: actions["variables"] ?? [],
    extractions: actions["extractions"] ?? [],
    incidentCustomFieldUpdates: actions["incident_custom_field_updates"] ?? [],
  }),
};

function textOrNull(value: unknown): unknown {
  return value === "" || value === undefined ? null : value;
}

function listOf(value: unknown): readonly Properties[] {
  return typeof value === "object" && value !== null ? [value as Properties] : [];
}

function oneOrNone(value: unknown): readonly unknown[] | undefined {
  return value === undefined ? undefined : [value];
}

function first<Result>(value: unknown, form: (item: Properties) => Result): Result | undefined {
  const [item] = Array.isArray(value) ? (value as readonly Properties[]) : [];
  return item === undefined ? undefined : form(item);
}

/** What is wrong with extractions. Source: event_orchestration_path_util.go, `checkExtractions`. */
export function extractionProblems(actions: unknown, path: string): readonly Failure[] {
  const { extractions } = (typeof actions === "object" && actions !== null ? actions : {}) as Properties;
  if (!Array.isArray(extractions)) return [];
  return (extractions as readonly Properties[]).flatMap((each, index): readonly Failure[] => {
    if (isUnknown(each) || [each["regex"], each["template"]].some(isUnknown)) return [];
    const { regex, template, source } = each;
    const property = `${path}.extractions[${String(index)}]`;
    if (isBlank(regex) === isBlank(template)) return [{ property, reason: "needs either regex or template" }];
    return !isBlank(regex) && isBlank(source) ? [{ property, reason: "needs source beside regex" }] : [];
  });
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === "";
}
