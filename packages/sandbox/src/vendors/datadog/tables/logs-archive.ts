import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { alphabets } from "../../../world/ids.ts";

/** What Datadog keeps of an archive of logs. */
export interface LogsArchiveData extends Data {
  readonly id: string;
  readonly name: string;
}

const s3Integration = z.union([
  z.strictObject({ account_id: z.string().min(1), role_name: z.string().min(1) }),
  z.strictObject({ access_key_id: z.string().min(1) }),
]);
const s3 = z.object({
  type: z.literal("s3"),
  bucket: z.string().min(1),
  path: z.string().optional(),
  integration: s3Integration,
  encryption: z
    .object({ type: z.enum(["NO_OVERRIDE", "SSE_S3", "SSE_KMS"]), key: z.string().optional() })
    .refine(({ type, key }) => (type === "SSE_KMS") === (key !== undefined), "a key goes with SSE_KMS")
    .optional(),
  storage_class: z.enum(["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"]).optional(),
});
const gcs = z.object({
  type: z.literal("gcs"),
  bucket: z.string().min(1),
  path: z.string().optional(),
  integration: z.object({ client_email: z.string().min(1), project_id: z.string().optional() }),
});
const azure = z.object({
  type: z.literal("azure"),
  container: z.string().min(1),
  storage_account: z.string().min(1),
  path: z.string().optional(),
  region: z.string().optional(),
  integration: z.object({ client_id: z.string().min(1), tenant_id: z.string().min(1) }),
});

/** An archive of logs in storage of the organisation's own. Its state is not looked after here: nothing is written to storage. */
export const logsArchive = resource<LogsArchiveData>({
  vendor: "datadog",
  name: "logs-archive",
  title: "Archive",
  source:
    "official client 1.64.0, LogsArchivesApi and its models; defaults, the form of the id and wordings [unverified]",
  identity: { archive_id: "id" },
  operations: {
    create: "POST /api/v2/logs/config/archives -> 200",
    list: "GET /api/v2/logs/config/archives -> 200",
    read: "GET /api/v2/logs/config/archives/{archive_id} -> 200",
    replace: "PUT /api/v2/logs/config/archives/{archive_id} -> 200",
    remove: "DELETE /api/v2/logs/config/archives/{archive_id} -> 204",
  },
  scopes: { read: "logs_archives_read", write: "logs_archives_write" },
  wrap: { jsonApi: "archives" },
  input: z.object({
    name: z.string().min(1),
    query: z.string(),
    destination: z.discriminatedUnion("type", [s3, gcs, azure]),
    include_tags: z.boolean().optional(),
    rehydration_tags: z.array(z.string()).optional(),
    rehydration_max_scan_size_in_gb: z.int().min(1).nullable().optional(),
    compression_method: z.enum(["GZIP", "ZSTD"]).optional(),
    partitioning_attributes: z.array(z.string()).optional(),
    lookup_attributes: z.array(z.string()).optional(),
  }),
  unique: [{ fields: ["name"], message: "An archive with this name already exists" }],
  defaults: () => ({
    include_tags: false,
    rehydration_tags: [],
    rehydration_max_scan_size_in_gb: null,
    compression_method: "GZIP",
    state: "UNKNOWN",
  }),
  computed: (_data, { world }) => ({ id: world.ids.text("datadog.logs-archive", alphabets.mixed, 22) }),
});
