import type { VendorId } from "../schema/vendors.ts";

/** One key of `Pulumi.<stack>.yaml` under the namespace `launchgate:`. */
export interface StackConfigKey {
  /** What it holds. */
  readonly title: string;
  /** Vendor that needs it; a stack that declares nothing of the vendor works without it. */
  readonly vendor?: VendorId;
  /** Held encrypted. */
  readonly secret: boolean;
  /** Value when it is not set; absent: it must be set for an engine run. */
  readonly fallback?: string;
}

/** Account ids, endpoints and account secrets: what `Pulumi.<stack>.yaml` holds and the model never does (house, data flow 1). */
export const stackConfigKeys = {
  vercelTeam: { title: "Vercel team id or slug", vendor: "vercel", secret: false },
  neonOrganization: { title: "Neon organisation id (org-...)", vendor: "neon", secret: false },
  pagerDutySubdomain: { title: "PagerDuty subdomain", vendor: "pagerduty", secret: false },
  datadogSite: {
    title: "Datadog site such as datadoghq.eu",
    vendor: "datadog",
    secret: false,
    fallback: "datadoghq.eu",
  },
  sharedStack: {
    title: "name of the stack that stages share, as the backend spells it",
    secret: false,
    fallback: "shared",
  },
  githubToken: { title: "GitHub token of the pipeline", vendor: "github", secret: true },
  vercelToken: { title: "Vercel token of the stage", vendor: "vercel", secret: true },
  neonApiKey: { title: "Neon API key of the organisation", vendor: "neon", secret: true },
  pagerDutyToken: { title: "PagerDuty REST API token", vendor: "pagerduty", secret: true },
  datadogApiKey: { title: "Datadog API key", vendor: "datadog", secret: true },
  datadogAppKey: { title: "Datadog application key", vendor: "datadog", secret: true },
  githubEndpoint: { title: "base URL of the GitHub API", vendor: "github", secret: false, fallback: "" },
  neonEndpoint: { title: "base URL of the Neon API", vendor: "neon", secret: false, fallback: "" },
  pagerDutyEndpoint: { title: "base URL of the PagerDuty API", vendor: "pagerduty", secret: false, fallback: "" },
  datadogEndpoint: { title: "base URL of the Datadog API", vendor: "datadog", secret: false, fallback: "" },
  billingEmail: { title: "billing address of the GitHub organisation", vendor: "github", secret: true },
  logArchiveBucket: { title: "S3 bucket of the log archive", vendor: "datadog", secret: false, fallback: "" },
  logArchiveAccount: { title: "AWS account of the log archive", vendor: "datadog", secret: false, fallback: "" },
  logArchiveRole: { title: "AWS role that writes the log archive", vendor: "datadog", secret: false, fallback: "" },
} as const satisfies Record<string, StackConfigKey>;

/** Name of a key of {@link stackConfigKeys}. */
export type StackConfigKeyName = keyof typeof stackConfigKeys;

/** Their names, for quick look-up. */
export const accountKeys: ReadonlySet<string> = new Set(Object.keys(stackConfigKeys));
