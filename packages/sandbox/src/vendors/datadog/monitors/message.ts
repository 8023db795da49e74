import type { MonitorData } from "../tables/monitor.ts";
import type { Status } from "./state.ts";

/** What is told. */
export interface Told {
  readonly monitor: MonitorData;
  readonly group: string;
  readonly from: Status | undefined;
  readonly to: Status;
  readonly value: number | undefined;
  readonly isRenotification: boolean;
}

/** Words about a status that a message may ask for. Source: Datadog docs, "Variables". */
const conditions: Readonly<Record<string, (told: Told) => boolean>> = {
  is_alert: ({ to }) => to === "Alert",
  is_warning: ({ to }) => to === "Warn",
  is_no_data: ({ to }) => to === "No Data",
  is_recovery: ({ to }) => to === "OK",
  is_alert_recovery: ({ from, to }) => to === "OK" && from === "Alert",
  is_warning_recovery: ({ from, to }) => to === "OK" && from === "Warn",
  is_no_data_recovery: ({ from, to }) => to !== "No Data" && from === "No Data",
  is_alert_to_warning: ({ from, to }) => to === "Warn" && from === "Alert",
  is_unknown: () => false,
  is_renotify: ({ isRenotification }) => isRenotification,
};

/** Blocks such as `{{#is_alert}}...{{/is_alert}}`, the innermost first. */
const block = /\{\{([#^])(\w+)\}\}((?:(?!\{\{[#^]).)*?)\{\{\/\2\}\}/s;

/** The message of a monitor for one occasion: blocks kept or dropped, variables filled in; an unknown variable is empty. */
export function messageOf(told: Told): string {
  const { monitor } = told;
  const escalation = monitor.options.escalation_message ?? "";
  let text = told.isRenotification && escalation !== "" ? escalation : monitor.message;
  for (let found = block.exec(text); found; found = block.exec(text)) {
    const [whole, sign, name = "", inner = ""] = found;
    const holds = conditions[name]?.(told) === true;
    text = text.replace(whole, () => (holds === (sign === "#") ? inner : ""));
  }
  const variables = variablesOf(told);
  return text.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, name: string) => variables[name] ?? "").trim();
}

/** Names of the PagerDuty services that a message calls: `@pagerduty-web-prod`; `""` for plain `@pagerduty`. */
export function pagedBy(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/@pagerduty(?:-([\w-]+))?/g)].map(([, name]) => name ?? ""))];
}

function variablesOf({ monitor, group, value }: Told): Readonly<Record<string, string | undefined>> {
  const tags = group === "*" ? [] : group.split(",").map((tag) => tag.split(/:(.*)/s));
  return {
    value: value === undefined ? undefined : String(Number(value.toPrecision(6))),
    threshold: text(monitor.options.thresholds?.critical),
    warn_threshold: text(monitor.options.thresholds?.warning),
    ...Object.fromEntries(tags.map(([key = "", each = ""]) => [`${key}.name`, each])),
  };
}

function text(value: number | null | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
