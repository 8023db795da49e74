import { describe, expect, it } from "vitest";
import { resolveObservabilityGlobals } from "../../../../components/datadog/observability-globals-plan.ts";
import { ObservabilityGlobals } from "../../../../components/datadog/observability-globals.ts";
import { capture } from "../../../helpers/capture.ts";
import { captureGlobals, datadogResources } from "./reference-capture.ts";
import { globalsArgs, referenceModel, type, without } from "./reference.ts";

describe("ObservabilityGlobals", () => {
  it("links PagerDuty by a secret token", async () => {
    const captured = await captureGlobals();
    expect(captured.one(type.integration).inputs).toEqual({ subdomain: "motion-mavericks", apiToken: "[secret]" });
    expect(JSON.stringify(captured.resources)).not.toContain("plain-");
  });

  it("demands service, stage and owner on every monitor, service and owner with the values of the model", async () => {
    const policies = (await captureGlobals()).all(type.policy).map((each) => each.inputs["tagPolicy"]);
    const wanted = [
      { tagKey: "service", tagKeyRequired: true, validTagValues: ["web", "bridge-api"] },
      { tagKey: "env", tagKeyRequired: true, validTagValues: [] },
      { tagKey: "team", tagKeyRequired: true, validTagValues: Object.keys(referenceModel().organization.teams) },
    ];
    expect(policies).toHaveLength(wanted.length);
    expect(policies).toEqual(expect.arrayContaining(wanted));
  });

  it("derives request metrics from the request log, with percentiles", async () => {
    const derived = (await captureGlobals()).all(type.logsMetric).map((each) => each.inputs);
    expect(derived.map((each) => each["name"]).sort()).toEqual([
      "app.auth.attempts",
      "app.request.duration",
      "app.requests",
    ]);
    expect(derived.find((each) => each["name"] === "app.request.duration")).toMatchObject({
      compute: { aggregationType: "distribution", includePercentiles: true, path: "@duration_ms" },
    });
    expect(derived.find((each) => each["name"] === "app.requests")).toMatchObject({
      filter: { query: "@event:request" },
      groupBies: [
        { tagName: "service", path: "service" },
        { tagName: "env", path: "env" },
        { tagName: "version", path: "version" },
        { tagName: "status_class", path: "@status_class" },
      ],
    });
  });

  it("keeps logs by compliance class, protected, and orders all indexes", async () => {
    const captured = await captureGlobals();
    const prod = captured.one(type.logsIndex, "o11y-logs-regulated-prod");
    expect(prod.inputs).toMatchObject({
      name: "regulated-prod",
      filters: [{ query: "env:prod service:(bridge-api)" }],
      retentionDays: 90,
      disableDailyLimit: true,
    });
    expect(prod.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(captured.one(type.logsIndexOrder).inputs["indexes"]).toEqual([
      ...["dev", "staging", "prod", "drill"].map((stage) => `standard-${stage}`),
      ...["dev", "staging", "prod", "drill"].map((stage) => `regulated-${stage}`),
      "main",
    ]);
  });

  it("orders indexes that are not ours after ours", async () => {
    const captured = await captureGlobals({ ...globalsArgs(), otherLogIndexes: ["audit", "main"] });
    expect((captured.one(type.logsIndexOrder).inputs["indexes"] as string[]).slice(-2)).toEqual(["audit", "main"]);
  });

  it("caps the logs of a stage by its own limit", async () => {
    const model = referenceModel();
    if (model.stages["dev"]) model.stages["dev"].logDailyLimit = 50_000;
    const captured = await captureGlobals(globalsArgs(model));
    expect(captured.one(type.logsIndex, "o11y-logs-standard-dev").inputs).toMatchObject({
      dailyLimit: 50_000,
      disableDailyLimit: false,
      dailyLimitWarningThresholdPercentage: 80,
    });
    expect(captured.one(type.logsIndex, "o11y-logs-standard-prod").inputs).not.toHaveProperty("dailyLimit");
  });

  it("archives each class into its own folder, where a bucket is given and the plan has archives", async () => {
    const captured = await captureGlobals();
    expect(captured.one(type.logsArchive, "o11y-logs-archive-regulated").inputs).toMatchObject({
      query: "service:(bridge-api)",
      includeTags: true,
      s3Archive: { bucket: "log-archive", accountId: "123456789012", path: "/launchgate/regulated" },
    });
    expect((await captureGlobals(without(globalsArgs(), "logArchive"))).all(type.logsArchive)).toEqual([]);
    const model = referenceModel();
    for (const each of Object.values(model.organization.complianceClasses)) each.archiveRetentionDays = 0;
    expect((await captureGlobals(globalsArgs(model))).all(type.logsArchive)).toEqual([]);
  });

  it("leaves out policies and archives that the plan lacks, and everything without Datadog", async () => {
    const model = referenceModel();
    model.vendors.datadog.plan = "free";
    const free = await captureGlobals(globalsArgs(model));
    expect([...free.all(type.policy), ...free.all(type.logsArchive)]).toEqual([]);
    expect(free.all(type.dashboard)).toHaveLength(2);
    model.vendors.datadog.plan = "none";
    expect(datadogResources(await captureGlobals(globalsArgs(model)))).toEqual([]);
  });

  it("links no PagerDuty where there is none", async () => {
    const model = referenceModel();
    model.vendors.pagerduty.plan = "none";
    expect((await captureGlobals(without(globalsArgs(model), "pagerDuty"))).all(type.integration)).toEqual([]);
  });

  it("protects nothing where it must not", async () => {
    const captured = await captureGlobals({ ...globalsArgs(), protect: false });
    expect(captured.resources.filter((each) => each.options.protect === true)).toEqual([]);
  });

  it("hands out integration, dashboards and index names", async () => {
    const captured = await capture(() => {
      const { integrationId, operationsDashboardUrl, logIndexNames } = new ObservabilityGlobals("o11y", globalsArgs());
      return { integrationId, operationsDashboardUrl, logIndexNames };
    });
    expect(captured.outputs).toMatchObject({
      integrationId: expect.stringContaining("o11y-pagerduty") as string,
      operationsDashboardUrl: expect.stringContaining("o11y-operations: url") as string,
    });
    expect(captured.outputs["logIndexNames"]).toHaveLength(8);
  });
});

describe("resolveObservabilityGlobals", () => {
  const codes = (args: ReturnType<typeof globalsArgs>): string[] => {
    const result = resolveObservabilityGlobals(args);
    return result.ok ? [] : result.problems.map((each) => each.code);
  };

  it("finds nothing wrong with the reference organisation", () => {
    expect(codes(globalsArgs())).toEqual([]);
  });

  it("refuses PagerDuty without its link", () => {
    expect(codes(without(globalsArgs(), "pagerDuty"))).toEqual(["datadog.pager-link-missing"]);
  });

  it("refuses index names that collide", () => {
    expect(codes({ ...globalsArgs(), otherLogIndexes: ["main", "regulated-prod"] })).toEqual([
      "datadog.log-index-collision",
    ]);
  });
});
