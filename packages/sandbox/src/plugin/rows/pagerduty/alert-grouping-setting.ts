import { isUnknown, type Failure, type Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { addressesOf } from "./description.ts";
import { inputs, list, number, object, text } from "./input.ts";

const types = ["content_based", "content_based_intelligent", "intelligent", "time"] as const;

/** How alerts of services become one incident. The official provider replaces it where no service stays; here it is changed. */
export const alertGroupingSetting = plainRow({
  type: "pagerduty:index/alertGroupingSetting:AlertGroupingSetting",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_alert_grouping_setting.go; schema of plugin 4.34.0; change where no service stays: [unverified]",
  ...addressesOf("alert_grouping_settings"),
  id: "{answer.alert_grouping_setting.id}",
  wrap: "alert_grouping_setting",
  autoName: true,
  inputs: inputs({
    name: text,
    description: text,
    "type*": text,
    "services*": list(text),
    config: object("AlertGroupingSettingConfig", {
      aggregate: text,
      fields: list(text),
      iagFields: list(text),
      timeWindow: number,
      timeout: number,
    }),
  }),
  settings: {
    type: { values: types },
    services: { minItems: 1, unordered: true },
    "config.aggregate": { values: ["all", "any"] },
    "config.fields": { unordered: true },
  },
  forms: {
    config: { to: (value, { type }) => toConfig(type, value as Properties), from: fromConfig },
    services: {
      to: (ids) => (ids as readonly unknown[]).map((id) => ({ id })),
      from: (value) => (value as readonly Properties[]).map(({ id }) => id),
    },
  },
  complete: (body, { type }) => ({ description: "Managed by Terraform", config: toConfig(type, {}), ...body }),
  check: problemsOf,
});

/** What each type takes. */
function toConfig(type: unknown, config: Properties): Properties {
  const { timeout, timeWindow, aggregate, fields, iagFields } = config;
  if (type === "time") return { timeout: timeout ?? 0 };
  const time_window = timeWindow === undefined ? {} : { time_window: timeWindow };
  if (type === "intelligent") return { ...time_window, iag_fields: iagFields ?? ["summary"] };
  return { ...time_window, aggregate, fields };
}

function fromConfig(value: unknown): unknown {
  const config = (value ?? {}) as Properties;
  return {
    timeout: config["timeout"],
    timeWindow: config["time_window"],
    aggregate: config["aggregate"],
    fields: config["fields"],
    iagFields: config["iag_fields"],
  };
}

/** Rules over several inputs. Source: same, `ValidateConfig`. */
function problemsOf({ type, services, config }: Properties): readonly Failure[] {
  if (typeof type !== "string" || isUnknown(config)) return [];
  const { timeout, timeWindow, aggregate, fields } = (typeof config === "object" && config ? config : {}) as Properties;
  const isTime = type === "time";
  const blank = (property: string, value: unknown): readonly Failure[] =>
    type.startsWith("content_based") && value === undefined
      ? [{ property: `config.${property}`, reason: `is required for ${type}` }]
      : [];
  const zero = (property: string, value: unknown): readonly Failure[] =>
    value === 0 ? [{ property: `config.${property}`, reason: "may not be 0; leave it out" }] : [];
  return [
    ...(isTime && Array.isArray(services) && services.length > 1
      ? [{ property: "services", reason: "may have one member where the type is time" }]
      : []),
    ...blank("fields", fields),
    ...blank("aggregate", aggregate),
    ...zero("timeout", timeout),
    ...zero("timeWindow", timeWindow),
    ...(!isTime && typeof timeout === "number"
      ? [{ property: "config.timeout", reason: `is for the type time, not ${type}` }]
      : []),
  ];
}
