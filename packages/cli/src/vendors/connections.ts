import { vendorsOf, type StackModel, type VendorId } from "@launchgate/core";

/** How to reach GitHub. */
export interface GitHubConnection {
  readonly token: string;
  /** Login of the organisation. */
  readonly organization: string;
  /** Base address as the provider takes it; absent: the public service. */
  readonly baseUrl?: string;
}

/** How to reach Vercel. */
export interface VercelConnection {
  readonly token: string;
  /** Id or slug of the team. */
  readonly team: string;
  /** Absent: the public service. */
  readonly baseUrl?: string;
}

/** How to reach Neon. */
export interface NeonConnection {
  readonly token: string;
  /** Organisation id. */
  readonly organization: string;
  /** Base address with `/api/v2`; absent: the public service. */
  readonly baseUrl?: string;
}

/** How to reach PagerDuty. */
export interface PagerDutyConnection {
  readonly token: string;
  /** Absent: the public service. */
  readonly baseUrl?: string;
}

/** How to reach Datadog. */
export interface DatadogConnection {
  readonly apiKey: string;
  readonly appKey: string;
  /** Such as `https://api.datadoghq.eu`. */
  readonly baseUrl: string;
}

/** How to reach the vendors in use; an absent one is not looked at. */
export interface VendorConnections {
  readonly github?: GitHubConnection;
  readonly vercel?: VercelConnection;
  readonly neon?: NeonConnection;
  readonly pagerduty?: PagerDutyConnection;
  readonly datadog?: DatadogConnection;
}

/** Settings of a stack without namespace, secrets in plain text: never printed, never kept. */
export type StackSettings = Readonly<Record<string, string>>;

/**
 * Connections from the very settings that the program gives to its providers, so that both always speak to the same accounts
 * (house, two ways to run). No environment variable is read. `vercelUrl`: Vercel's provider knows no base address, its practice
 * ground needs one.
 */
export function connectionsOf(model: StackModel, settings: StackSettings, vercelUrl?: string): VendorConnections {
  const all: Required<VendorConnections> = {
    github: {
      token: at(settings, "githubToken"),
      organization: model.organization.githubOwner,
      ...base(settings, "githubEndpoint"),
    },
    vercel: {
      token: at(settings, "vercelToken"),
      team: at(settings, "vercelTeam"),
      ...(vercelUrl === undefined ? {} : { baseUrl: vercelUrl }),
    },
    neon: {
      token: at(settings, "neonApiKey"),
      organization: at(settings, "neonOrganization"),
      ...base(settings, "neonEndpoint"),
    },
    pagerduty: { token: at(settings, "pagerDutyToken"), ...base(settings, "pagerDutyEndpoint") },
    datadog: {
      apiKey: at(settings, "datadogApiKey"),
      appKey: at(settings, "datadogAppKey"),
      baseUrl:
        base(settings, "datadogEndpoint").baseUrl ?? `https://api.${at(settings, "datadogSite") || "datadoghq.eu"}`,
    },
  };
  const used: readonly VendorId[] = vendorsOf(model);
  return Object.fromEntries(used.map((vendor) => [vendor, all[vendor]]));
}

function at(settings: StackSettings, key: string): string {
  return settings[key] ?? "";
}

function base(settings: StackSettings, key: string): { baseUrl?: string } {
  const url = at(settings, key).replace(/\/+$/, "");
  return url === "" ? {} : { baseUrl: url };
}
