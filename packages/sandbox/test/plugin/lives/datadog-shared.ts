import type { Lives } from "./life.ts";

/** Where archives go. */
export const s3 = {
  accountId: "123456789012",
  bucket: "motion-mavericks-log-archive",
  encryptionType: "SSE_S3",
  path: "/launchgate/standard",
  roleName: "datadog-log-archive",
};

const integration = "datadog:pagerduty/integration:Integration";
const linked = { apiToken: "pd-token-1", subdomain: "motion-mavericks" };

/** What the whole organisation shares. */
export const sharedLives = (): Lives => ({
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
    apart: "every monitor must follow it",
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
      "dailyLimitReset ->": "the vendor's own where none is declared: the provider leaves it alone",
      "dailyLimitWarningThresholdPercentage ->":
        "the vendor's own where none is declared: the provider leaves it alone",
      "flexRetentionDays ->": "the vendor's own where none is declared: the provider leaves it alone",
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
  order: {
    type: "datadog:index/logsIndexOrder:LogsIndexOrder",
    inputs: { name: "order", indexes: ["first", "main"] },
    changes: { indexes: { to: ["main", "first"] } },
    unchanged: { name: "the name in the state only" },
    lasting: true,
    apart: "it names every index",
    needs: [
      {
        name: "first",
        type: "datadog:index/logsIndex:LogsIndex",
        inputs: { name: "first", filters: [{ query: "env:dev" }] },
      },
    ],
  },
  link: {
    type: integration,
    lasting: true,
    inputs: linked,
    changes: {
      apiToken: { to: "pd-token-2" },
      subdomain: { to: "mavericks" },
      schedules: { to: ["https://motion-mavericks.pagerduty.com/schedules#P1"] },
    },
    unseen: { "apiToken ->": "the vendor never shows it" },
  },
  "service that pages": {
    type: "datadog:pagerduty/serviceObject:ServiceObject",
    hidden: "the vendor never tells the key",
    inputs: { serviceKey: "key-1", serviceName: "web-prod" },
    changes: { serviceKey: { to: "key-2" }, serviceName: { to: "web-prod-tickets", act: "replace" } },
    apart: "it needs the link",
    needs: [{ name: "link", type: integration, inputs: linked }],
    unseen: { "serviceKey ->": "the vendor never shows it" },
  },
});
