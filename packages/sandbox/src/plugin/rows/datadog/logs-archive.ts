import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { declaredObject, jsonApi, list, said } from "./forms.ts";

type Kind = "s3Archive" | "gcsArchive" | "azureArchive";

const kinds: readonly Kind[] = ["azureArchive", "gcsArchive", "s3Archive"];

const attributes = jsonApi("archives");

/** An archive of logs in storage of the organisation's own: exactly one destination. */
export const logsArchive = plainRow({
  type: "datadog:index/logsArchive:LogsArchive",
  source: "terraform-provider-datadog resource_datadog_logs_archive.go; official client 1.64.0 LogsArchivesApi",
  createBy: "POST /api/v2/logs/config/archives",
  readBy: "GET /api/v2/logs/config/archives/{id}",
  updateBy: "PUT /api/v2/logs/config/archives/{id}",
  removeBy: "DELETE /api/v2/logs/config/archives/{id}",
  id: "{answer.data.id}",
  ...attributes,
  settings: {
    compressionMethod: { default: "GZIP", values: ["GZIP", "ZSTD"] },
    includeTags: { default: false },
    rehydrationTags: { absent: [] },
    rehydrationMaxScanSizeInGb: { absent: 0 },
    lookupAttributes: { absent: [] },
    partitioningAttributes: { absent: [] },
    s3Archive: { absent: {} },
    gcsArchive: { absent: {} },
    azureArchive: { absent: {} },
    "s3Archive.encryptionType": { values: ["NO_OVERRIDE", "SSE_S3", "SSE_KMS"] },
    "s3Archive.storageClass": {
      values: ["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"],
    },
  },
  forms: {
    s3Archive: { to: () => undefined, from: (_value, body) => fromS3(destinationOf(body, "s3")) },
    gcsArchive: { to: () => undefined, from: (_value, body) => fromGcs(destinationOf(body, "gcs")) },
    azureArchive: { to: () => undefined, from: (_value, body) => fromAzure(destinationOf(body, "azure")) },
    rehydrationTags: list,
    lookupAttributes: list,
    partitioningAttributes: list,
    rehydrationMaxScanSizeInGb: { to: (value) => (value === 0 ? null : value), from: (value) => value ?? null },
  },
  complete: (body, inputs, act, old) =>
    attributes.complete?.({ ...body, destination: destination(inputs) }, inputs, act, old),
  check(inputs) {
    const named = kinds.filter((kind) => inputs[kind] !== undefined);
    return named.length === 1
      ? []
      : [{ property: named[1] ?? "s3Archive", reason: "exactly one destination must be given" }];
  },
});

function destination(inputs: Properties): Properties {
  const s3 = declaredObject(inputs, "s3Archive");
  if (s3 !== undefined) return toS3(s3);
  const gcs = declaredObject(inputs, "gcsArchive");
  if (gcs !== undefined) {
    const integration = said({ client_email: gcs["clientEmail"], project_id: gcs["projectId"] });
    return { type: "gcs", bucket: gcs["bucket"], path: gcs["path"] ?? "", integration };
  }
  const azure = (inputs["azureArchive"] ?? {}) as Properties;
  const integration = { client_id: azure["clientId"], tenant_id: azure["tenantId"] };
  const { container, storageAccount, path = "" } = azure;
  return { type: "azure", container, storage_account: storageAccount, path, integration };
}

function toS3(s3: Properties): Properties {
  const { accessKeyId, accountId, roleName, encryptionType, encryptionKey } = s3;
  return said({
    type: "s3",
    bucket: s3["bucket"],
    path: s3["path"] ?? "",
    storage_class: s3["storageClass"],
    integration:
      accessKeyId === undefined ? { account_id: accountId, role_name: roleName } : { access_key_id: accessKeyId },
    encryption: encryptionType === undefined ? undefined : said({ type: encryptionType, key: encryptionKey }),
  });
}

function destinationOf(body: Properties, type: string): Properties | null {
  const found = body["destination"] as Properties | null | undefined;
  return found?.["type"] === type ? found : null;
}

function fromS3(live: Properties | null): Properties | null {
  if (live === null) return null;
  const integration = live["integration"] as Properties;
  const encryption = (live["encryption"] ?? {}) as Properties;
  return said({
    bucket: live["bucket"],
    path: live["path"],
    storageClass: live["storage_class"],
    accessKeyId: integration["access_key_id"],
    accountId: integration["account_id"],
    roleName: integration["role_name"],
    encryptionType: encryption["type"],
    encryptionKey: encryption["key"],
  });
}

function fromGcs(live: Properties | null): Properties | null {
  if (live === null) return null;
  const integration = live["integration"] as Properties;
  const { client_email: clientEmail, project_id: projectId } = integration;
  return said({ bucket: live["bucket"], path: live["path"], clientEmail, projectId });
}

function fromAzure(live: Properties | null): Properties | null {
  if (live === null) return null;
  const { client_id: clientId, tenant_id: tenantId } = live["integration"] as Properties;
  const { container, storage_account: storageAccount, path } = live;
  return said({ container, storageAccount, path, clientId, tenantId });
}
