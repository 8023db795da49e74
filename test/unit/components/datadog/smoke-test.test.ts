import type { SmokeStep } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { smokeSteps } from "../../../../components/datadog/smoke-steps.ts";
import { bypassVariable } from "../../../../components/datadog/smoke-test.ts";
import { captureService } from "./reference-capture.ts";
import { serviceArgs, type, without } from "./reference.ts";

const target = { url: "https://api.motion.example", thresholdFactor: 1 };
const step: SmokeStep = { title: "Alive", method: "GET", path: "/health", expectStatus: 200, within: "2 seconds" };

describe("smokeSteps", () => {
  it("assert status, answer time and body, in the values that Datadog takes", () => {
    expect(smokeSteps([{ ...step, expectBody: "ok" }], target)[0]?.assertions).toEqual([
      { type: "statusCode", operator: "is", target: "200" },
      { type: "responseTime", operator: "lessThan", target: "2000" },
      { type: "body", operator: "contains", target: "ok" },
    ]);
  });

  it("wait longer by the threshold factor, and expect what the step says", () => {
    const [lax] = smokeSteps([{ ...step, expectStatus: 503, within: "500 seconds" }], {
      ...target,
      thresholdFactor: 2,
    });
    expect(lax?.assertions).toEqual([
      { type: "statusCode", operator: "is", target: "503" },
      { type: "responseTime", operator: "lessThan", target: "1000000" },
    ]);
  });

  it("take a value of one answer into the next request", () => {
    const [made, read] = smokeSteps(
      [
        { ...step, method: "POST", body: "{}", extract: { name: "ORDER_ID", jsonPath: "$.id" } },
        { ...step, path: "/orders/{{ ORDER_ID }}" },
      ],
      target,
    );
    expect(made).toMatchObject({
      requestDefinition: { method: "POST", body: "{}", bodyType: "application/json" },
      extractedValues: [{ name: "ORDER_ID", type: "http_body", parser: { type: "json_path", value: "$.id" } }],
    });
    expect(read?.requestDefinition).toMatchObject({ url: "https://api.motion.example/orders/{{ ORDER_ID }}" });
  });

  it("try reading again, and writing not", () => {
    const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
    const retried = smokeSteps(
      methods.map((method) => ({ ...step, method })),
      target,
    ).map((each) => each.retry !== undefined);
    expect(retried).toEqual([true, true, false, false, false, false]);
  });

  it("pass deployment protection by a variable, never by the value", () => {
    expect(smokeSteps([step], { ...target, bypassVariable: "V" })[0]?.requestHeaders).toEqual({
      "x-vercel-protection-bypass": "{{ V }}",
    });
    expect(smokeSteps([step], target)[0]).not.toHaveProperty("requestHeaders");
  });
});

describe("bypassVariable", () => {
  it("keeps services and stages with hyphens apart", () => {
    expect(bypassVariable({ serviceId: "a-b", stageId: "c" })).toBe("A_B__C__VERCEL_BYPASS");
    expect(bypassVariable({ serviceId: "a", stageId: "b-c" })).toBe("A__B_C__VERCEL_BYPASS");
  });
});

describe("SmokeTest", () => {
  it("runs the suite by the clock in every location of the stage and blocks the pipeline", async () => {
    const test = (await captureService()).one(type.test);
    expect(test.inputs).toMatchObject({
      type: "api",
      subtype: "multi",
      status: "live",
      locations: ["aws:eu-central-1", "aws:sa-east-1", "aws:us-east-1"],
      optionsList: { tickEvery: 300, minLocationFailed: 2, ci: { executionRule: "blocking" }, monitorPriority: 1 },
    });
    expect(test.inputs["apiSteps"]).toHaveLength(5);
    expect(test.inputs["message"]).toContain("/runbooks/smoke-failed");
  });

  it("keeps the bypass in a secure global variable", async () => {
    const captured = await captureService();
    expect(captured.one(type.variable).inputs).toMatchObject({
      name: "BRIDGE_API__PROD__VERCEL_BYPASS",
      value: "[secret]",
      secure: true,
    });
    expect(captured.one(type.test).inputs["configVariables"]).toEqual([
      {
        name: "BRIDGE_API__PROD__VERCEL_BYPASS",
        type: "global",
        id: "<datadog:SyntheticsGlobalVariable o11y-smoke-bypass: id>",
      },
    ]);
  });

  it("needs no variable where the stage is not protected", async () => {
    const captured = await captureService(without(serviceArgs(), "bypassSecret"));
    expect(captured.all(type.variable)).toEqual([]);
    expect(captured.one(type.test).inputs).not.toHaveProperty("configVariables");
    expect(JSON.stringify(captured.one(type.test).inputs)).not.toContain("x-vercel-protection-bypass");
  });

  it("follows interval and locations of the model", async () => {
    const args = serviceArgs();
    args.service.smoke.every = "1 hour";
    args.stage.syntheticLocations = ["aws:eu-central-1"];
    args.stage.paging = "drill";
    expect((await captureService(args)).one(type.test).inputs).toMatchObject({
      locations: ["aws:eu-central-1"],
      optionsList: { tickEvery: 3600, minLocationFailed: 1 },
    });
  });
});
