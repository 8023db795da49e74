import { beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "@launchgate/provider-kit";
import { withSandbox } from "../../helpers/sandbox.ts";
import { suite } from "../lives/datadog-synthetics.ts";
import { PracticeEngine } from "../practice-engine.ts";

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

describe("a synthetic test", () => {
  it("says its monitor, which goes with it, and shows what was changed by hand", async () => {
    await engine.up(test, "drifting", suite({ bypass }));
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
    const { failures } = engine.check(test, "odd", { ...suite({ bypass }), ...wrong });
    expect(failures.map(({ property }) => property)).toEqual(properties);
  });
});
