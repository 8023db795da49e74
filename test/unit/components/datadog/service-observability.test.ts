import { ModelError } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { ServiceObservability } from "../../../../components/datadog/service-observability.ts";
import { resolveServiceObservability } from "../../../../components/datadog/service-observability-plan.ts";
import type { ServiceObservabilityArgs } from "../../../../components/datadog/service-observability-args.ts";
import { capture } from "../../../helpers/capture.ts";
import { captureService, datadogResources, monitor } from "./reference-capture.ts";
import { pagerOf, referenceModel, serviceArgs, type, without } from "./reference.ts";

const codes = (args: ServiceObservabilityArgs): string[] => {
  const result = resolveServiceObservability(args);
  return result.ok ? [] : result.problems.map((each) => each.code);
};

describe("ServiceObservability", () => {
  it("declares what issue 4 lists for a service with database, queue and video", async () => {
    const captured = await captureService();
    const counts = Object.fromEntries(Object.values(type).map((each) => [each, captured.all(each).length]));
    expect(counts).toMatchObject({
      [type.slo]: 2,
      // 9 for each of two objectives, 8 on signals, 2 dependencies, 4 on the database, 3 on business.
      [type.monitor]: 35,
      [type.test]: 1,
      [type.variable]: 1,
      [type.serviceObject]: 2,
      [type.dashboard]: 1,
      [type.correction]: 2,
      [type.downtime]: 1,
    });
  });

  it("parents everything to its own components and starts every name with the parent's", async () => {
    const captured = await captureService();
    const byUrn = new Map(captured.resources.map((each) => [each.urn, each]));
    for (const each of captured.resources) {
      if (each.type === "launchgate:datadog:ServiceObservability") continue;
      const parent = byUrn.get(each.parent ?? "");
      expect(parent?.type, each.name).toMatch(/^launchgate:datadog:/);
      expect(each.name.startsWith(`${parent?.name ?? "no parent"}-`), each.name).toBe(true);
    }
  });

  it("tags everything that takes tags with service, stage, owner and tool", async () => {
    const wanted = ["service:bridge-api", "env:prod", "team:platform", "managed-by:launchgate"];
    const tagged = datadogResources(await captureService()).filter((each) => "tags" in each.inputs);
    expect(new Set(tagged.map((each) => each.type))).toEqual(
      new Set([type.monitor, type.slo, type.test, type.variable]),
    );
    for (const each of tagged) expect(each.inputs["tags"], each.name).toEqual(expect.arrayContaining(wanted));
  });

  it("gives every page runbook, owner, service, stage and pager", async () => {
    const captured = await captureService();
    const pages = captured
      .all(type.monitor)
      .filter((each) => (each.inputs["tags"] as string[]).includes("severity:page"));
    expect(pages.length).toBeGreaterThanOrEqual(15);
    for (const each of pages) {
      const message = String(each.inputs["message"]);
      expect(message, each.name).toContain("Service: Bridge API (bridge-api)");
      expect(message, each.name).toContain("Stage: prod");
      expect(message, each.name).toContain("Owner: team platform");
      expect(message, each.name).toMatch(/Runbook: https:\/\/\S+\/docs\/runbooks\/[a-z-]+/);
      expect(message, each.name).toContain("{{#is_alert}}@pagerduty-bridge-api-prod{{/is_alert}}");
      expect(each.inputs["assets"], each.name).toHaveLength(1);
    }
  });

  it("tells the pager of pages, the service for tickets of tickets, and nobody of parts alone (O2)", async () => {
    const captured = await captureService();
    const told = { page: "bridge-api-prod", ticket: "bridge-api-prod-tickets", part: undefined };
    const seen = new Set<string>();
    for (const each of captured.all(type.monitor)) {
      const tags = each.inputs["tags"] as string[];
      const severity = tags.find((tag) => tag.startsWith("severity:"))?.slice("severity:".length) as keyof typeof told;
      seen.add(severity);
      const handles = [...String(each.inputs["message"]).matchAll(/@pagerduty-([\w.-]+)/g)].map(([, name]) => name);
      expect([...new Set(handles)], each.name).toEqual(told[severity] === undefined ? [] : [told[severity]]);
    }
    expect([...seen].sort()).toEqual(["page", "part", "ticket"]);
  });

  it("makes a part of nothing but what a composite reads", async () => {
    const captured = await captureService();
    const monitors = captured.all(type.monitor);
    const composites = monitors.filter((each) => each.inputs["type"] === "composite");
    const parts = monitors.filter((each) => (each.inputs["tags"] as string[]).includes("severity:part"));
    expect(parts.length).toBe(2 * composites.length);
    const read = composites.map((each) => String(each.inputs["query"])).join(" ");
    for (const each of parts) expect(read, each.name).toContain(`<datadog:Monitor ${each.name}: id>`);
  });

  it("calls nobody in a stage that pages nobody, and links no PagerDuty service", async () => {
    const model = referenceModel();
    const args = serviceArgs(model);
    const captured = await captureService({ ...args, stage: { ...args.stage, paging: "nobody" } });
    expect(captured.all(type.serviceObject)).toEqual([]);
    expect(JSON.stringify(captured.resources)).not.toContain("@pagerduty-");
  });

  it("links PagerDuty by a secret key and protects only what holds history", async () => {
    const captured = await captureService();
    expect(captured.all(type.serviceObject).map(({ name, inputs }) => [name, inputs])).toEqual([
      ["o11y-pager", { serviceName: "bridge-api-prod", serviceKey: "[secret]" }],
      ["o11y-tickets", { serviceName: "bridge-api-prod-tickets", serviceKey: "[secret]" }],
    ]);
    const guarded = captured.resources.filter((each) => each.options.protect === true).map((each) => each.type);
    expect(new Set(guarded)).toEqual(new Set([type.slo]));
    const loose = await captureService({ ...serviceArgs(), protect: false });
    expect(loose.resources.filter((each) => each.options.protect === true)).toEqual([]);
  });

  it("puts no secret in plain into any input", async () => {
    const text = JSON.stringify((await captureService()).resources);
    expect(text).not.toContain("plain-");
    expect(text).toContain("[secret]");
  });

  it("makes alerts laxer by the stage's factor", async () => {
    const model = referenceModel();
    const args = serviceArgs(model);
    const strict = await captureService(args);
    const lax = await captureService({ ...args, stage: { ...args.stage, thresholdFactor: 2 } });
    const critical = (captured: typeof strict, role: string): unknown =>
      (monitor(captured, role)["monitorThresholds"] as { critical: string }).critical;
    const roles = ["errors", "latency", "saturation", "auth-failures", "traffic-now", "availability-alerts-fast-page"];
    expect(roles.map((role) => critical(strict, role))).toEqual(["1", "500", "80", "5", "50", "14.4"]);
    expect(roles.map((role) => critical(lax, role))).toEqual(["2", "1000", "90", "10", "25", "28.8"]);
  });

  it("leaves out what the Datadog plan lacks", async () => {
    const model = referenceModel();
    model.vendors.datadog.plan = "free";
    const captured = await captureService(serviceArgs(model));
    expect([type.slo, type.test, type.variable, type.correction].flatMap((each) => captured.all(each))).toEqual([]);
    expect(captured.all(type.monitor).length).toBeGreaterThan(10);
  });

  it("declares nothing at all without Datadog", async () => {
    const model = referenceModel();
    model.vendors.datadog.plan = "none";
    expect(datadogResources(await captureService(serviceArgs(model)))).toEqual([]);
  });

  it("hands out the ids of SLOs, monitors, test and dashboard", async () => {
    const captured = await capture(() => {
      const { sloIds, monitorIds, syntheticsId, dashboardUrl } = new ServiceObservability("o11y", serviceArgs());
      return { sloIds, monitors: Object.keys(monitorIds), errors: monitorIds["errors"], syntheticsId, dashboardUrl };
    });
    expect(captured.outputs).toMatchObject({
      sloIds: { availability: expect.stringContaining("slo-availability-objective") as string },
      errors: expect.stringMatching(/^\d+$/) as string,
      syntheticsId: expect.stringMatching(/\S/) as string,
      dashboardUrl: expect.stringContaining("url") as string,
    });
    expect(captured.outputs["monitors"]).toEqual(
      expect.arrayContaining(["availability-fast-page", "latency-missing-data", "dependency-mux", "business-drop"]),
    );
  });

  it("keeps a preview off the network", async () => {
    const captured = await captureService();
    for (const each of [...captured.all(type.monitor), ...captured.all(type.slo)]) {
      expect(each.inputs["validate"], each.name).toBe(false);
    }
  });
});

describe("resolveServiceObservability", () => {
  it("finds nothing wrong with the reference organisation", () => {
    const model = referenceModel();
    for (const service of Object.keys(model.services))
      for (const stage of Object.keys(model.stages)) expect(codes(serviceArgs(model, service, stage))).toEqual([]);
  });

  it.each(["http://api.example", "https://api.example/", "api.example", ""])("refuses the address %j", (url) => {
    expect(codes({ ...serviceArgs(), url })).toEqual(["datadog.url"]);
  });

  it("refuses a stage that pages without a pager, unless there is no PagerDuty", () => {
    const args = without(serviceArgs(), "pagerDuty");
    expect(codes(args)).toEqual(["datadog.pager-missing"]);
    const vendors = { ...args.vendors, pagerduty: { ...args.vendors.pagerduty, plan: "none" as const } };
    expect(codes({ ...args, vendors })).toEqual([]);
  });

  it.each(["serviceName", "ticketServiceName"] as const)("refuses a pager whose %s is no handle", (name) => {
    const pagerDuty = { ...pagerOf("bridge-api", "prod"), [name]: "Bridge API (prod)" };
    expect(codes({ ...serviceArgs(), pagerDuty })).toEqual(["datadog.pager-name"]);
  });

  it.each(["10 seconds", "8 days", "30.5 seconds"] as const)("refuses a smoke interval of %s", (every) => {
    const args = serviceArgs();
    args.service.smoke.every = every;
    expect(codes(args)).toEqual(["datadog.smoke-interval"]);
  });

  it("refuses one lonely location where people are paged", () => {
    const args = serviceArgs();
    args.stage.syntheticLocations = ["aws:eu-central-1", "aws:eu-central-1"];
    expect(codes(args)).toEqual(["datadog.smoke-locations"]);
  });

  it("refuses a latency objective without threshold", () => {
    const args = serviceArgs();
    delete args.service.slos["latency"]?.thresholdMilliseconds;
    expect(codes(args)).toEqual(["slo.latency-without-threshold"]);
  });

  it("refuses planned work that SLO corrections cannot hold", () => {
    const model = referenceModel();
    const work = model.release.plannedWork["weekly-index-maintenance"];
    if (work) work.recurrence = "FREQ=MONTHLY;BYDAY=1SU";
    expect(codes(serviceArgs(model))).toEqual(["datadog.planned-work-recurrence"]);
  });

  it("reports every problem at once, and the component throws them all", async () => {
    const args = { ...serviceArgs(), url: "x" };
    args.service.smoke.every = "1 seconds";
    expect(codes(args)).toEqual(["datadog.url", "datadog.smoke-interval"]);
    await expect(captureService(args)).rejects.toThrow(ModelError);
  });
});
