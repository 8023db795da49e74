import type { VendorId } from "@launchgate/core";
import type { CallerOptions } from "../caller.ts";
import type { VendorConnections } from "../connections.ts";
import { VendorError, vendorTitles } from "../vendor-error.ts";
import type { AuditEntry, AuditLog } from "./audit-entry.ts";

export type { AuditEntry, AuditLog } from "./audit-entry.ts";

/** The vendors of which is asked who did something. */
export interface AuditRequest {
  readonly vendors: readonly VendorId[];
  /** Earliest moment of interest. */
  readonly since: Date;
  /** Plan of each vendor, for the words where there is no log. */
  readonly planOf: (vendor: VendorId) => string;
}

/**
 * The audit logs of the vendors (L4). A log that the plan or the token does not give is no failure: drift is told without a name, and
 * the reason is said.
 */
export async function auditLogs(
  connections: VendorConnections,
  request: AuditRequest,
  options: CallerOptions = {},
): Promise<readonly AuditLog[]> {
  const readers = readersOf(connections, request.since, options);
  return Promise.all(request.vendors.map((vendor) => readLog(vendor, readers[vendor], request)));
}

type Read = () => Promise<readonly AuditEntry[]>;

async function readLog(vendor: VendorId, read: Read | undefined, { planOf }: AuditRequest): Promise<AuditLog> {
  const title = vendorTitles[vendor];
  if (vendor === "neon") return { vendor, entries: [], missing: `${title} keeps no log of who changed what` };
  if (read === undefined) return { vendor, entries: [], missing: `${title} is not connected` };
  try {
    const entries = await read();
    return { vendor, entries: entries.toSorted((a, b) => b.at.localeCompare(a.at)) };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const lacking = error.status !== undefined && error.status < 500 && error.status !== 429;
    const why = lacking ? `${title} ${planOf(vendor)} has no audit log for this token` : error.message;
    return { vendor, entries: [], missing: why };
  }
}

function readersOf(
  connections: VendorConnections,
  since: Date,
  options: CallerOptions,
): Partial<Record<VendorId, Read>> {
  const { github, vercel, pagerduty, datadog } = connections;
  return {
    ...(github && {
      github: async () =>
        (await import("./readers.ts")).readGitHubAudit(
          await (await import("../github-client.ts")).openGitHub(github, options),
          since,
        ),
    }),
    ...(vercel && {
      vercel: async () =>
        (await import("./readers.ts")).readVercelAudit(
          await (await import("../vercel-client.ts")).openVercel(vercel, options),
          since,
        ),
    }),
    ...(pagerduty && {
      pagerduty: async () =>
        (await import("./readers.ts")).readPagerDutyAudit(
          await (await import("../pagerduty-client.ts")).openPagerDuty(pagerduty, options),
          since,
        ),
    }),
    ...(datadog && {
      datadog: async () =>
        (await import("./readers.ts")).readDatadogAudit(
          await (await import("../datadog-client.ts")).openDatadog(datadog, options),
          since,
        ),
    }),
  };
}
