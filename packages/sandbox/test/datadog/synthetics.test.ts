import { v1 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";

const handle = withSandbox();
const api = (): v1.SyntheticsApi => new v1.SyntheticsApi(configuration(handle.sandbox));

const step = {
  name: "Alive",
  subtype: "http",
  request: { method: "GET", url: "https://example.com/health" },
  assertions: [{ type: "statusCode", operator: "is", target: 200 }],
};
const base = {
  name: "Smoke",
  type: "api",
  subtype: "multi",
  message: "Fails.",
  locations: ["aws:eu-central-1"],
  options: {
    tickEvery: 300,
    minLocationFailed: 1,
    retry: { count: 1, interval: 1000 },
    ci: { executionRule: "blocking" },
  },
  config: { steps: [step] },
};
const secret = { name: "BYPASS_KEY", description: "Key", tags: ["env:dev"], value: { secure: true, value: "canary" } };

describe("global variables", () => {
  it("are made, never shown when secure, changed, listed, deleted", async () => {
    const made = await api().createGlobalVariable({ body: plain(secret) });
    const variableId = made.id ?? "";
    expect(JSON.stringify(made)).not.toContain("canary");
    const changes = { ...secret, description: "Other", tags: [], value: { secure: true } };
    await api().editGlobalVariable({ variableId, body: plain(changes) });
    const read = await api().getGlobalVariable({ variableId });
    expect(read).toMatchObject({ ...changes, id: variableId });
    expect(JSON.stringify(read)).not.toContain("canary");
    await refused(api().createGlobalVariable({ body: plain(secret) }), 400, "already exists");
    await refused(api().createGlobalVariable({ body: plain({ ...secret, name: "lower" }) }), 400, "upper case");
    const open = { ...secret, name: "OPEN_VALUE", value: { secure: false, value: "shown" } };
    const { id = "" } = await api().createGlobalVariable({ body: plain(open) });
    expect((await api().getGlobalVariable({ variableId: id })).value).toMatchObject({ value: "shown" });
    expect((await api().listGlobalVariables()).variables).toHaveLength(2);
    for (const each of [variableId, id]) await api().deleteGlobalVariable({ variableId: each });
    await refused(api().getGlobalVariable({ variableId }), 404);
  });
});

describe("synthetic tests", () => {
  it("are made with a monitor, read in both ways, changed, paused, listed, deleted", async () => {
    const monitors = new v1.MonitorsApi(configuration(handle.sandbox));
    const made = await api().createSyntheticsAPITest({ body: plain(base) });
    const publicId = made.publicId ?? "";
    expect(publicId).toMatch(/^[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}$/);
    expect(made).toMatchObject({ ...base, status: "live", tags: [] });
    const own = await monitors.getMonitor({ monitorId: made.monitorId ?? 0 });
    expect(own).toMatchObject({ type: "synthetics alert", name: "[Synthetics] Smoke" });
    const changes = {
      ...base,
      name: "Smoke suite",
      message: "It fails.",
      tags: ["env:dev"],
      status: "paused",
      locations: ["aws:us-east-1"],
      options: { ...base.options, tickEvery: 60, monitorName: "Suite fails", monitorPriority: 2 },
      config: {
        steps: [
          { ...step, name: "Lives" },
          { name: "Pause", subtype: "wait", value: 5 },
        ],
      },
    };
    const changed = await api().updateAPITest({ publicId, body: plain(changes) });
    expect(changed).toMatchObject({ ...changes, monitorId: made.monitorId });
    expect(await monitors.getMonitor({ monitorId: made.monitorId ?? 0 })).toMatchObject({
      name: "Suite fails",
      priority: 2,
    });
    expect(await api().updateTestPauseStatus({ publicId, body: plain({ newStatus: "live" }) })).toBe(true);
    expect((await api().getTest({ publicId })).status).toBe("live");
    expect((await api().getAPITest({ publicId })).config.steps).toHaveLength(2);
    expect((await api().listTests()).tests?.map((each) => each.publicId)).toEqual([publicId]);
    const gone = await api().deleteTests({ body: plain({ publicIds: [publicId] }) });
    expect(gone.deletedTests?.[0]?.publicId).toBe(publicId);
    await refused(api().getAPITest({ publicId }), 404);
    await refused(api().deleteTests({ body: plain({ publicIds: [publicId] }) }), 404);
    await refused(monitors.getMonitor({ monitorId: made.monitorId ?? 0 }), 404);
  });

  it.each([
    ["without steps", { config: { steps: [] } }, "at least one step"],
    ["without a location", { locations: [] }, "locations"],
    ["more often than in 30 seconds", { options: { tickEvery: 29 } }, "options.tick_every"],
    ["with a priority of 6", { options: { monitorPriority: 6 } }, "options.monitor_priority"],
    ["without an address", { config: { steps: [{ ...step, request: { method: "GET" } }] } }, "needs a url"],
    [
      "with an unknown variable",
      { config: { steps: [step], configVariables: [{ type: "global", name: "BYPASS_KEY", id: "x" }] } },
      "Global variable BYPASS_KEY does not exist",
    ],
  ])("are refused %s", async (_name, changes, message) => {
    await refused(api().createSyntheticsAPITest({ body: plain({ ...base, ...changes }) }), 400, message);
  });
});
