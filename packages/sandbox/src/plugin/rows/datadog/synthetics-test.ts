import type { Failure, Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";
import type { FieldForm } from "../../wire-form.ts";
import { list, steering, text } from "./forms.ts";
import { fromAssertions, toAssertions } from "./synthetics-assertions.ts";
import { fromOptions, toOptions } from "./synthetics-options.ts";
import { fromRequest, requestInputs, toRequest } from "./synthetics-request.ts";
import { fromSteps, toSteps } from "./synthetics-steps.ts";

/** Inputs of browser, mobile and network tests: refused here. */
const others = [
  "browserSteps",
  "browserVariables",
  "configInitialApplicationArguments",
  "deviceIds",
  "mobileOptionsList",
  "mobileSteps",
  "setCookie",
] as const;

/** Parts of requests that hold secrets: here the whole part is one, the provider marks its members. */
const secretParts = new Set<string>(["requestBasicauth", "requestClientCertificate"]);

/** A part of the request: sent with all its other parts, read by itself. */
function requestPart(name: (typeof requestInputs)[number]): FieldForm {
  return {
    to: () => undefined,
    from: (_value, body) => fromRequest((body["config"] as Properties)["request"] as Properties | undefined)[name],
  };
}

const plain = plainRow({
  type: "datadog:index/syntheticsTest:SyntheticsTest",
  source:
    "datadog-v1.json /api/v1/synthetics/tests/api; facts/endpoints.md 2.5; that type and subtype replace is [unverified]",
  createBy: "POST /api/v1/synthetics/tests/api",
  readBy: "GET /api/v1/synthetics/tests/api/{id}",
  updateBy: "PUT /api/v1/synthetics/tests/api/{id}",
  id: "{answer.public_id}",
  settings: {
    type: { change: "replace", values: ["api", "browser", "mobile", "network"] },
    subtype: {
      change: "replace",
      default: "http",
      values: ["http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc"],
    },
    status: { values: ["live", "paused"] },
    message: { default: "" },
    locations: { unordered: true, minItems: 1 },
    tags: { absent: [] },
    assertions: { absent: [] },
    apiSteps: { absent: [] },
    "apiSteps[].allowFailure": { absent: false },
    "apiSteps[].isCritical": { absent: false },
    "apiSteps[].retry.count": { min: 0, max: 5 },
    "apiSteps[].retry.interval": { min: 0, max: 5000 },
    configVariables: { absent: [] },
    "configVariables[].type": { values: ["global", "text", "email"] },
    variablesFromScript: { absent: "" },
    "optionsList.acceptSelfSigned": { absent: false },
    "optionsList.allowInsecure": { absent: false },
    "optionsList.followRedirects": { absent: false },
    "optionsList.minFailureDuration": { absent: 0 },
    "optionsList.monitorOptions": { absent: {} },
    "optionsList.restrictedRoles": { absent: [], unordered: true },
    "optionsList.tickEvery": { min: 30, max: 604_800 },
    "optionsList.monitorPriority": { min: 1, max: 5 },
    "optionsList.retry.count": { min: 0, max: 3 },
    "optionsList.retry.interval": { min: 0, max: 5000 },
    "optionsList.ci.executionRule": { values: ["blocking", "non_blocking", "skipped"] },
    forceDeleteDependencies: { change: "state" },
    ...Object.fromEntries(
      requestInputs.map((name) => [
        name,
        { absent: name === "requestFiles" ? [] : {}, ...(secretParts.has(name) ? { secret: true as const } : {}) },
      ]),
    ),
  },
  forms: {
    message: text,
    tags: list,
    assertions: { wire: "config.assertions", to: toAssertions, from: fromAssertions },
    apiSteps: { wire: "config.steps", to: toSteps, from: fromSteps },
    configVariables: { wire: "config.configVariables", to: (value) => value, from: (value) => value ?? [] },
    variablesFromScript: {
      wire: "config.variablesFromScript",
      to: (value) => (value === "" ? undefined : value),
      from: (value) => value ?? "",
    },
    optionsList: { wire: "options", to: toOptions, from: fromOptions },
    forceDeleteDependencies: steering,
    ...Object.fromEntries(requestInputs.map((name) => [name, requestPart(name)])),
    ...Object.fromEntries(others.map((name) => [name, steering])),
  },
  complete(body, inputs) {
    const request = toRequest(inputs);
    const asked = Object.keys(request).length === 0 ? {} : { request };
    const config = { ...(body["config"] as Properties | undefined), ...asked };
    return { message: "", tags: [], ...body, config, options: body["options"] ?? {} };
  },
  check: refusals,
});

/** A synthetic API test, of one request or of several steps. Its monitor comes and goes with it. */
export const syntheticsTest: PluginRow = {
  ...plain,
  async remove(id, state, call) {
    if ((await call.http.find(`/api/v1/synthetics/tests/${encodeURIComponent(id)}`)) === undefined) return;
    const force = state["forceDeleteDependencies"] === true ? { force_delete_dependencies: true } : {};
    await call.http.request("POST", "/api/v1/synthetics/tests/delete", { public_ids: [id], ...force });
  },
};

function refusals(inputs: Properties): readonly Failure[] {
  const { type, subtype, apiSteps } = inputs;
  const strange = others.filter((name) => inputs[name] !== undefined);
  return [
    ...(type === "browser" || type === "mobile" || type === "network"
      ? [{ property: "type", reason: `is "${type}"; the practice ground knows API tests only` }]
      : []),
    ...strange.map((property) => ({ property, reason: "does not belong to an API test" })),
    ...(subtype === "multi" && Array.isArray(apiSteps) && apiSteps.length === 0
      ? [{ property: "apiSteps", reason: "needs at least 1 member" }]
      : []),
  ];
}
