import { bypassHeader, milliseconds, type SmokeStep } from "@launchgate/core";
import type { types } from "@pulumi/datadog";
import { laxerLimit } from "./thresholds.ts";
import {
  wire,
  type SyntheticsAssertion,
  type SyntheticsExtract,
  type SyntheticsOperator,
  type SyntheticsParser,
} from "./wire.ts";

type ApiStep = types.input.SyntheticsTestApiStep;
type Assertion = types.input.SyntheticsTestApiStepAssertion;

/** Where and how the steps are run. */
export interface SmokeTarget {
  /** Address of the service without a slash at the end. */
  readonly url: string;
  /** Name of the variable that holds the bypass secret; absent: the stage is not protected. */
  readonly bypassVariable?: string;
  /** Factor on the answer times, 1 in production. */
  readonly thresholdFactor: number;
}

/** Time that a step may take before it counts as hung, seconds: a minute is Datadog's most for a request. */
const timeoutSeconds = 60;

/** The steps of a smoke suite as Datadog runs them, in order; a failed one ends the test (P4). */
export function smokeSteps(steps: readonly SmokeStep[], target: SmokeTarget): ApiStep[] {
  return steps.map((step) => ({
    name: step.title,
    subtype: "http",
    allowFailure: false,
    requestDefinition: {
      method: step.method,
      url: `${target.url}${step.path}`,
      timeout: timeoutSeconds,
      followRedirects: true,
      ...(step.body === undefined ? {} : { body: step.body, bodyType: "application/json" }),
    },
    ...headersOf(step, target),
    assertions: assertionsOf(step, target.thresholdFactor),
    ...extractsOf(step),
    // A step that writes is not tried twice: the first try may have done it.
    ...(step.method === "GET" || step.method === "HEAD" ? { retry: { count: 1, interval: 1000 } } : {}),
  }));
}

function headersOf(step: SmokeStep, { bypassVariable }: SmokeTarget): Pick<ApiStep, "requestHeaders"> {
  const requestHeaders = {
    ...(bypassVariable === undefined ? {} : { [bypassHeader]: `{{ ${bypassVariable} }}` }),
    ...(step.body === undefined ? {} : { "content-type": "application/json" }),
  };
  return Object.keys(requestHeaders).length === 0 ? {} : { requestHeaders };
}

function assertionsOf(step: SmokeStep, thresholdFactor: number): Assertion[] {
  const within = Math.round(laxerLimit(milliseconds(step.within), thresholdFactor));
  return [
    assertion("statusCode", "is", String(step.expectStatus)),
    assertion("responseTime", "lessThan", String(within)),
    ...(step.expectBody === undefined ? [] : [assertion("body", "contains", step.expectBody)]),
  ];
}

function assertion(type: SyntheticsAssertion, operator: SyntheticsOperator, target: string): Assertion {
  return { type, operator, target };
}

function extractsOf({ extract }: SmokeStep): Pick<ApiStep, "extractedValues"> {
  if (!extract) return {};
  const { name, jsonPath } = extract;
  const type = wire<SyntheticsExtract>("http_body");
  return { extractedValues: [{ name, type, parser: { type: wire<SyntheticsParser>("json_path"), value: jsonPath } }] };
}
