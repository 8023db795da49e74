import type { Properties } from "@launchgate/provider-kit";
import type { Ids, Lives } from "./life.ts";

const test = "datadog:index/syntheticsTest:SyntheticsTest";
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
export function suite(ids: Ids): Properties {
  return {
    apiSteps: [alive, order],
    configVariables: [{ id: ids["bypass"], name: "WEB__PROD__VERCEL_BYPASS", type: "global" }],
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

const steps = (change: object): readonly object[] => [{ ...alive, ...change }, order];

/** Synthetic tests. */
export const syntheticsLives = (ids: Ids): Lives => ({
  "test of several steps": {
    type: test,
    inputs: suite(ids),
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
      assertions: "of a single request: there",
      requestBasicauth: "of a single request: there",
      requestClientCertificate: "of a single request: there",
      requestDefinition: "of a single request: there",
      requestFiles: "of a single request: there",
      requestHeaders: "of a single request: there",
      requestMetadata: "of a single request: there",
      requestProxy: "of a single request: there",
      requestQuery: "of a single request: there",
    },
  },
  "test of one request": {
    type: test,
    inputs: {
      type: "api",
      name: "One request",
      status: "live",
      locations: ["aws:eu-central-1"],
      assertions: alive.assertions,
      requestDefinition: single,
      requestHeaders: alive.requestHeaders,
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
      apiSteps: "as of several steps",
      configVariables: "as of several steps",
      locations: "as of several steps",
      message: "as of several steps",
      name: "as of several steps",
      optionsList: "as of several steps",
      status: "as of several steps",
      subtype: "as of several steps",
      tags: "as of several steps",
      variablesFromScript: "as of several steps",
    },
  },
});
