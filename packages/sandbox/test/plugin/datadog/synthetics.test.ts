import { beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "@launchgate/provider-kit";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { liveAndBeFound } from "./found.ts";

const handle = withSandbox();
const test = "datadog:index/syntheticsTest:SyntheticsTest";
const variable = "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable";
let engine: PracticeEngine;
let bypass: string;

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
  await engine.up(variable, "bypass", { name: "WEB__PROD__VERCEL_BYPASS", secure: true, value: "canary" });
  bypass = engine.recorded("bypass").id;
});

const alive = {
  allowFailure: false,
  assertions: [
    { operator: "is", target: "200", type: "statusCode" },
    { operator: "lessThan", target: "2000", type: "responseTime" },
    { operator: "contains", target: "ok", type: "body" },
  ],
  name: "The application is alive",
  requestDefinition: {
    followRedirects: true,
    method: "GET",
    timeout: 60,
    url: "https://app.motion-mavericks.example/health",
  },
  requestHeaders: { "x-vercel-protection-bypass": "{{ WEB__PROD__VERCEL_BYPASS }}" },
  retry: { count: 1, interval: 1000 },
  subtype: "http",
};
const order = {
  allowFailure: false,
  assertions: [
    { operator: "is", target: "201", type: "statusCode" },
    {
      operator: "validatesJSONPath",
      type: "body",
      targetjsonpath: { jsonpath: "$.id", operator: "isNot", targetvalue: "0" },
    },
  ],
  extractedValues: [{ name: "ORDER_ID", parser: { type: "json_path", value: "$.id" }, type: "http_body" }],
  name: "A smoke order is accepted",
  requestDefinition: {
    body: '{"source":"smoke"}',
    bodyType: "application/json",
    method: "POST",
    timeout: 60,
    url: "https://app.motion-mavericks.example/orders",
  },
  requestHeaders: { "content-type": "application/json" },
  subtype: "http",
};
/** A test of one request has this among its options. */
const single = { method: "GET", timeout: 60, url: alive.requestDefinition.url };
const options = {
  ci: { executionRule: "blocking" },
  minLocationFailed: 2,
  monitorName: "[prod] Web: smoke suite fails",
  monitorPriority: 1,
  retry: { count: 1, interval: 1000 },
  tickEvery: 300,
};

/** Inputs as the product declares them. */
function suite(): Properties {
  return {
    apiSteps: [alive, order],
    configVariables: [{ id: bypass, name: "WEB__PROD__VERCEL_BYPASS", type: "global" }],
    locations: ["aws:eu-central-1", "aws:sa-east-1", "aws:us-east-1"],
    message: "The smoke suite fails.",
    name: "[prod] Web: smoke suite",
    optionsList: options,
    status: "live",
    subtype: "multi",
    tags: ["service:web", "env:prod", "suite:smoke"],
    type: "api",
  };
}

const apart = {
  browserSteps: "refused: browser tests",
  browserVariables: "refused: browser tests",
  configInitialApplicationArguments: "refused: mobile tests",
  deviceIds: "refused: browser tests",
  mobileOptionsList: "refused: mobile tests",
  mobileSteps: "refused: mobile tests",
  setCookie: "refused: browser tests",
  forceDeleteDependencies: "steers the deletion",
  type: "one kind is known here",
};

describe("a synthetic test", () => {
  it("of several steps lives through every change", async () => {
    const steps = (change: object): readonly object[] => [{ ...alive, ...change }, order];
    await liveAndBeFound(engine, {
      type: test,
      inputs: suite(),
      changes: {
        apiSteps: [
          { to: [alive] },
          { to: steps({ name: "Alive" }) },
          { to: steps({ isCritical: true, allowFailure: true }) },
          {
            to: steps({
              requestDefinition: { ...alive.requestDefinition, followRedirects: false, allowInsecure: true },
            }),
          },
          { to: steps({ requestHeaders: { accept: "text/html" } }) },
          { to: steps({ retry: { count: 2, interval: 500 } }) },
          { to: steps({ assertions: [{ operator: "isNot", target: "500", type: "statusCode" }] }) },
          { to: [alive, { name: "Wait", subtype: "wait", value: 5 }, order] },
        ],
        configVariables: [
          { to: [{ name: "CITY", type: "text", example: "Berlin", pattern: "Berlin", secure: false }] },
          { to: undefined },
        ],
        locations: { to: ["aws:eu-central-1"] },
        message: [{ to: "Another" }, { to: undefined }],
        name: { to: "[prod] Web: smoke" },
        optionsList: [
          { to: { ...options, tickEvery: 600 } },
          { to: { ...options, minFailureDuration: 60 } },
          { to: { ...options, followRedirects: true } },
          { to: { ...options, allowInsecure: true, acceptSelfSigned: true } },
          { to: { ...options, monitorOptions: { renotifyInterval: 60, escalationMessage: "Still" } } },
          { to: { ...options, ci: { executionRule: "non_blocking" }, monitorPriority: 2, httpVersion: "any" } },
        ],
        status: { to: "paused" },
        subtype: {
          to: "http",
          act: "replace",
          with: { apiSteps: undefined, requestDefinition: single, assertions: alive.assertions },
        },
        tags: [{ to: ["env:prod"] }, { to: undefined }],
        variablesFromScript: { to: 'dd.variable.set("A_B", "c");' },
      },
      unchanged: {
        ...apart,
        assertions: "of a single request: the next test",
        requestBasicauth: "of a single request: the next test",
        requestClientCertificate: "of a single request: the next test",
        requestDefinition: "of a single request: the next test",
        requestFiles: "of a single request: the next test",
        requestHeaders: "of a single request: the next test",
        requestMetadata: "of a single request: the next test",
        requestProxy: "of a single request: the next test",
        requestQuery: "of a single request: the next test",
      },
    });
  });

  it("of one request lives through every change of the request", async () => {
    const { assertions, requestHeaders } = alive;
    await liveAndBeFound(engine, {
      type: test,
      inputs: {
        type: "api",
        name: "One request",
        status: "live",
        locations: ["aws:eu-central-1"],
        assertions,
        requestDefinition: single,
        requestHeaders,
        optionsList: { tickEvery: 60 },
      },
      changes: {
        assertions: {
          to: [
            {
              operator: "validatesXPath",
              type: "body",
              targetxpath: { xpath: "//a", operator: "is", targetvalue: "b" },
            },
            {
              operator: "validatesJSONSchema",
              type: "body",
              targetjsonschema: { jsonschema: "{}", metaschema: "draft-07" },
            },
            { type: "javascript", code: "dd.expect(1).to.equal(1);" },
          ],
        },
        requestBasicauth: { to: { type: "web", username: "u", password: "p" } },
        requestClientCertificate: {
          to: { cert: { content: "c", filename: "f" }, key: { content: "k", filename: "g" } },
        },
        requestDefinition: { to: { ...single, method: "POST", body: "{}", bodyType: "application/json" } },
        requestFiles: { to: [{ name: "file", size: 1, type: "text/plain", content: "a" }] },
        requestHeaders: [{ to: { accept: "text/html" } }, { to: undefined }],
        requestMetadata: { to: { a: "b" } },
        requestProxy: { to: { url: "https://proxy.example", headers: { a: "b" } } },
        requestQuery: { to: { page: "1" } },
      },
      unchanged: {
        ...apart,
        apiSteps: "the test before",
        configVariables: "the test before",
        locations: "the test before",
        message: "the test before",
        name: "the test before",
        optionsList: "the test before",
        status: "the test before",
        subtype: "the test before",
        tags: "the test before",
        variablesFromScript: "the test before",
      },
    });
  });

  it("says its monitor, which goes with it, and shows what was changed by hand", async () => {
    await engine.up(test, "drifting", suite());
    const { id, state } = engine.recorded("drifting");
    const { token = "", apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
    const headers = { "dd-api-key": apiKey, "dd-application-key": token, "content-type": "application/json" };
    const base = handle.sandbox.urls.datadog;
    const monitor = `${base}/api/v1/monitor/${String(state["monitorId"])}`;
    expect((await fetch(monitor, { headers })).status).toBe(200);
    const at = `${base}/api/v1/synthetics/tests/api/${id}`;
    const live = (await (await fetch(at, { headers })).json()) as { config: { steps: { request: { url: string } }[] } };
    live.config.steps[0]!.request.url = "https://elsewhere.example";
    const put = await fetch(at, {
      method: "PUT",
      headers,
      body: JSON.stringify({ ...live, status: "paused", locations: ["aws:eu-west-1"] }),
    });
    expect(put.status).toBe(200);
    const seen = await engine.refresh("drifting");
    expect(seen === "gone" ? seen : seen.toSorted()).toEqual(["apiSteps", "locations", "status"]);
    await engine.down("drifting");
    expect((await fetch(monitor, { headers })).status).toBe(404);
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["of a browser", { type: "browser", deviceIds: ["chrome"] }, ["type", "deviceIds"]],
    ["that is never run", { optionsList: {} }, ["optionsList.tickEvery"]],
    ["too often", { optionsList: { tickEvery: 10 } }, ["optionsList.tickEvery"]],
    ["from nowhere", { locations: [] }, ["locations"]],
    ["without a step", { apiSteps: [] }, ["apiSteps"]],
    ["that is neither live nor paused", { status: "on" }, ["status"]],
  ])("%s is refused before any request", (_what, wrong, properties) => {
    const { failures } = engine.check(test, "odd", { ...suite(), ...wrong });
    expect(failures.map(({ property }) => property)).toEqual(properties);
  });
});
