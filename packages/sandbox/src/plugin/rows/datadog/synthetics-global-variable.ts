import type { Failure, Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { list, optional, renamed, steering, text } from "./forms.ts";

const nameForm = /^[A-Z][A-Z0-9_]+[A-Z0-9]$/;

const digitNames = [
  ["digits", "digits"],
  ["refreshInterval", "refresh_interval"],
] as const;

/** A variable of all synthetic tests. The vendor never shows a secure value. */
export const syntheticsGlobalVariable = plainRow({
  type: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
  source:
    "terraform-provider-datadog resource_datadog_synthetics_global_variable.go; datadog-v1.json synthetics/variables",
  createBy: "POST /api/v1/synthetics/variables",
  readBy: "GET /api/v1/synthetics/variables/{id}",
  updateBy: "PUT /api/v1/synthetics/variables/{id}",
  removeBy: "DELETE /api/v1/synthetics/variables/{id}",
  id: "{answer.id}",
  settings: {
    description: { default: "" },
    tags: { absent: [] },
    isFido: { default: false },
    isTotp: { default: false },
    secure: { default: false },
    value: { secret: true },
    valueWo: { secret: true, writeOnly: true },
    valueWoVersion: { writeOnly: true, minLength: 1 },
    options: { absent: {} },
    parseTestId: { absent: "" },
    parseTestOptions: { absent: {} },
    "options.totpParameters.digits": { min: 4, max: 10 },
    "options.totpParameters.refreshInterval": { min: 0, max: 999 },
    "parseTestOptions.type": { values: ["http_body", "http_header", "http_status_code", "local_variable"] },
    "parseTestOptions.parser.type": { values: ["raw", "json_path", "regex", "x_path"] },
    restrictedRoles: { absent: [], unordered: true },
  },
  forms: {
    value: { wire: "value.value", from: shownValue },
    valueWo: { wire: "value.value", writeOnly: true },
    valueWoVersion: steering,
    secure: { wire: "value.secure" },
    options: { wire: "value.options", to: toOptions, from: fromOptions },
    description: text,
    tags: list,
    parseTestId: optional("parse_test_public_id"),
    parseTestOptions: optional("parse_test_options"),
    restrictedRoles: { wire: "attributes.restricted_roles", to: (value) => value, from: (value) => value ?? [] },
  },
  complete: (body) => ({ description: "", tags: [], ...body }),
  check: problems,
});

/** The live value where the vendor shows it; a secure one is believed. */
function shownValue(value: unknown, body: Properties): unknown {
  const secure = (body["value"] as Properties | undefined)?.["secure"] === true;
  return secure ? undefined : (value ?? null);
}

function toOptions(value: unknown): unknown {
  const parameters = (value as Properties)["totpParameters"] as Properties | undefined;
  return parameters === undefined ? undefined : { totp_parameters: renamed(parameters, digitNames) };
}

function fromOptions(value: unknown): unknown {
  const parameters = (value as Properties | undefined)?.["totp_parameters"] as Properties | undefined;
  if (parameters === undefined) return value === undefined ? null : {};
  return {
    totpParameters: renamed(
      parameters,
      digitNames.map(([name, wire]) => [wire, name] as const),
    ),
  };
}

function problems({ name, value, valueWo, valueWoVersion, isFido }: Properties): readonly Failure[] {
  const isMissing = value === undefined && valueWo === undefined && isFido !== true;
  return [
    ...(typeof name === "string" && !nameForm.test(name)
      ? [{ property: "name", reason: `is "${name}"; it must be upper case letters, digits and underscores` }]
      : []),
    ...(isMissing ? [{ property: "value", reason: "is required: value, valueWo, or isFido" }] : []),
    ...(value !== undefined && valueWo !== undefined ? [{ property: "valueWo", reason: "conflicts with value" }] : []),
    ...((valueWo === undefined) === (valueWoVersion === undefined)
      ? []
      : [{ property: "valueWoVersion", reason: "goes with valueWo" }]),
  ];
}
