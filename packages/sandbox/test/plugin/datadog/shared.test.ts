import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";

import { PracticeEngine } from "../practice-engine.ts";
import { liveAndBeFound, type ObservedLife } from "./found.ts";

const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
});

const s3 = {
  accountId: "123456789012",
  bucket: "motion-mavericks-log-archive",
  encryptionType: "SSE_S3",
  path: "/launchgate/standard",
  roleName: "datadog-log-archive",
};

const lives: Readonly<Record<string, ObservedLife>> = {
  policy: {
    type: "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
    inputs: {
      policyType: "tag",
      tagPolicy: { tagKey: "env", tagKeyRequired: true, validTagValues: ["dev", "staging", "prod", "drill"] },
    },
    changes: {
      tagPolicy: [
        { to: { tagKey: "stage", tagKeyRequired: true, validTagValues: ["dev", "staging", "prod", "drill"] } },
        { to: { tagKey: "env", tagKeyRequired: false, validTagValues: ["dev"] } },
      ],
    },
    unchanged: { policyType: "there is one kind" },
  },
  index: {
    type: "datadog:index/logsIndex:LogsIndex",
    inputs: {
      disableDailyLimit: true,
      filters: [{ query: "env:staging service:(web)" }],
      name: "standard-staging",
      retentionDays: 30,
      tags: ["compliance-class:standard", "env:staging", "managed-by:launchgate"],
    },
    changes: {
      disableDailyLimit: { to: false, with: { dailyLimit: 1000 } },
      dailyLimit: { to: 2000, with: { disableDailyLimit: false } },
      dailyLimitReset: {
        to: { resetTime: "14:00", resetUtcOffset: "+02:00" },
        with: { disableDailyLimit: false, dailyLimit: 1000 },
      },
      dailyLimitWarningThresholdPercentage: { to: 70, with: { disableDailyLimit: false, dailyLimit: 1000 } },
      exclusionFilters: {
        to: [{ name: "health", isEnabled: true, filters: [{ query: "@path:/health", sampleRate: 0.9 }] }],
      },
      filters: { to: [{ query: "env:staging" }] },
      flexRetentionDays: { to: 60 },
      name: { to: "regulated-staging", act: "replace" },
      retentionDays: { to: 7 },
      tags: [{ to: ["env:staging"] }, { to: [] }],
    },
    unseen: {
      dailyLimitReset: "the vendor's own where none is declared: the provider leaves it alone",
      dailyLimitWarningThresholdPercentage: "the vendor's own where none is declared: the provider leaves it alone",
      flexRetentionDays: "the vendor's own where none is declared: the provider leaves it alone",
    },
  },
  metric: {
    type: "datadog:index/logsMetric:LogsMetric",
    inputs: {
      compute: { aggregationType: "distribution", includePercentiles: true, path: "@duration_ms" },
      filter: { query: "@event:request" },
      groupBies: [
        { path: "service", tagName: "service" },
        { path: "@status_class", tagName: "status_class" },
      ],
      name: "app.request.duration",
    },
    changes: {
      compute: { to: { aggregationType: "count" }, act: "replace" },
      filter: { to: { query: "@event:request env:prod" } },
      groupBies: [{ to: [{ path: "env", tagName: "stage" }] }, { to: undefined }],
      name: { to: "app.request.time", act: "replace" },
    },
  },
  archive: {
    type: "datadog:index/logsArchive:LogsArchive",
    inputs: {
      includeTags: true,
      name: "launchgate-standard-365-days",
      query: "service:(web)",
      rehydrationTags: ["compliance-class:standard", "managed-by:launchgate"],
      s3Archive: s3,
    },
    changes: {
      azureArchive: {
        to: { clientId: "c", container: "logs", path: "/launchgate", storageAccount: "s", tenantId: "t" },
        with: { s3Archive: undefined },
      },
      compressionMethod: { to: "ZSTD" },
      gcsArchive: {
        to: { bucket: "logs", clientEmail: "logs@example.com", path: "/launchgate", projectId: "p" },
        with: { s3Archive: undefined },
      },
      includeTags: { to: false },
      lookupAttributes: { to: ["@usr.id"] },
      name: { to: "launchgate-regulated-365-days" },
      partitioningAttributes: { to: ["service"] },
      query: { to: "service:(bridge-api)" },
      rehydrationMaxScanSizeInGb: { to: 100 },
      rehydrationTags: [{ to: ["managed-by:launchgate"] }, { to: undefined }],
      s3Archive: [
        { to: { ...s3, path: "/elsewhere" } },
        { to: { ...s3, encryptionType: "SSE_KMS", encryptionKey: "arn:aws:kms:eu-central-1:123456789012:key/1" } },
        { to: { bucket: s3.bucket, accessKeyId: "key", path: "/", storageClass: "GLACIER_IR" } },
      ],
    },
  },
};

describe("types that the whole organisation shares", () => {
  it.each(Object.keys(lives))("%s lives through every change", async (name) => {
    await liveAndBeFound(engine, lives[name]!);
  });

  it("the order of indexes lives through a change; its deletion leaves it", async () => {
    await engine.up("datadog:index/logsIndex:LogsIndex", "first", { name: "first", filters: [{ query: "env:dev" }] });
    await liveAndBeFound(engine, {
      type: "datadog:index/logsIndexOrder:LogsIndexOrder",
      inputs: { name: "order", indexes: ["first", "main"] },
      changes: { indexes: { to: ["main", "first"] } },
      unchanged: { name: "the name in the state only" },
    });
    await expect(
      engine.up("datadog:index/logsIndexOrder:LogsIndexOrder", "short", { indexes: ["first"] }),
    ).rejects.toThrow("Index main is missing in the order");
    await engine.down("first");
  });
});

describe("the link to PagerDuty", () => {
  it("lives through every change, then services that page by name", async () => {
    const integration = "datadog:pagerduty/integration:Integration";
    const inputs = { apiToken: "pd-token-1", subdomain: "motion-mavericks" };
    await liveAndBeFound(engine, {
      type: integration,
      inputs,
      changes: {
        apiToken: { to: "pd-token-2" },
        subdomain: { to: "mavericks" },
        schedules: { to: ["https://motion-mavericks.pagerduty.com/schedules#P1"] },
      },
      notImported: ["apiToken"],
      unseen: { apiToken: "the vendor never shows it" },
    });
    await engine.up(integration, "link", inputs);
    await liveAndBeFound(engine, {
      type: "datadog:pagerduty/serviceObject:ServiceObject",
      inputs: { serviceKey: "key-1", serviceName: "web-prod" },
      changes: { serviceKey: { to: "key-2" }, serviceName: { to: "web-prod-tickets", act: "replace" } },
      notImported: ["serviceKey"],
      unseen: { serviceKey: "the vendor never shows it" },
    });
  });
});

describe("refusals", () => {
  const cases: readonly (readonly [string, string, object, readonly string[]])[] = [
    [
      "a policy without its rule",
      "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
      { policyType: "tag" },
      ["tagPolicy"],
    ],
    [
      "an index with a limit of nothing and two filters",
      "datadog:index/logsIndex:LogsIndex",
      { name: "a", dailyLimit: 0, dailyLimitWarningThresholdPercentage: 20, filters: [{ query: "a" }, { query: "b" }] },
      ["dailyLimit", "dailyLimitWarningThresholdPercentage", "filters"],
    ],
    [
      "a metric that computes something else",
      "datadog:index/logsMetric:LogsMetric",
      { name: "a", compute: { aggregationType: "sum" }, filter: {} },
      ["compute.aggregationType", "filter.query"],
    ],
    [
      "an archive with two destinations",
      "datadog:index/logsArchive:LogsArchive",
      { name: "a", query: "*", compressionMethod: "LZ4", s3Archive: s3, gcsArchive: { bucket: "b", clientEmail: "e" } },
      ["compressionMethod", "s3Archive"],
    ],
  ];
  it.each(cases)("%s is refused before any request", (_what, type, inputs, properties) => {
    const { failures } = engine.check(type, "odd", { ...inputs });
    expect(failures.map(({ property }) => property).toSorted()).toEqual(properties);
  });
});
