import { LaunchgateError } from "@launchgate/core";
import type { VendorConnections } from "../vendors/connections.ts";
import type { InventoryObject } from "../vendors/inventory-object.ts";

/** How one kind is deleted: its address at the vendor. Sources: the vendors' API references, facts/endpoints.md. */
type Address = (object: InventoryObject, connections: VendorConnections) => string;

const encode = encodeURIComponent;

/**
 * Kinds that can be left behind on their own, in the order in which they are deleted: what refers to others first. Everything else is
 * inside of one of these and goes with it.
 */
const addresses: readonly (readonly [string, Address])[] = [
  ["datadog:index/downtimeSchedule:DowntimeSchedule", ({ id }) => `/api/v2/downtime/${encode(id)}`],
  ["datadog:index/dashboardJson:DashboardJson", ({ id }) => `/api/v1/dashboard/${encode(id)}`],
  ["datadog:index/sloCorrection:SloCorrection", ({ id }) => `/api/v1/slo/correction/${encode(id)}`],
  ["datadog:index/serviceLevelObjective:ServiceLevelObjective", ({ id }) => `/api/v1/slo/${encode(id)}?force=true`],
  ["datadog:index/monitor:Monitor", ({ id }) => `/api/v1/monitor/${encode(id)}?force=true`],
  [
    "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
    ({ id }) => `/api/v1/synthetics/variables/${encode(id)}`,
  ],
  ["datadog:index/logsIndex:LogsIndex", ({ id }) => `/api/v1/logs/config/indexes/${encode(id)}`],
  ["pagerduty:index/maintenanceWindow:MaintenanceWindow", ({ id }) => `/maintenance_windows/${encode(id)}`],
  ["pagerduty:index/service:Service", ({ id }) => `/services/${encode(id)}`],
  ["pagerduty:index/alertGroupingSetting:AlertGroupingSetting", ({ id }) => `/alert_grouping_settings/${encode(id)}`],
  ["pagerduty:index/eventOrchestration:EventOrchestration", ({ id }) => `/event_orchestrations/${encode(id)}`],
  ["vercel:index/logDrain:LogDrain", ({ id }) => `/v1/drains/${encode(id)}`],
  ["vercel:index/edgeConfig:EdgeConfig", ({ id }) => `/v1/edge-config/${encode(id)}`],
  ["vercel:index/project:Project", ({ id }) => `/v9/projects/${encode(id)}`],
  ["neon:index:Project", ({ id }) => `/projects/${encode(id)}`],
  [
    "github:index/repositoryEnvironment:RepositoryEnvironment",
    ({ id }, { github }) => {
      const [repository = "", environment = ""] = id.split(":");
      return `/repos/${encode(github?.organization ?? "")}/${encode(repository)}/environments/${encode(environment)}`;
    },
  ],
];

const testKind = "datadog:index/syntheticsTest:SyntheticsTest";

/** Removes objects that no state knows; returns those of kinds that it cannot remove. @throws LaunchgateError `stack.leftover-kept` */
export async function removeObjects(
  connections: VendorConnections,
  objects: readonly InventoryObject[],
): Promise<readonly InventoryObject[]> {
  const tests = objects.filter(({ kind }) => kind === testKind).map(({ id }) => id);
  if (tests.length > 0)
    await send(connections, "datadog", "POST", "/api/v1/synthetics/tests/delete", { public_ids: tests });
  for (const [kind, address] of addresses) {
    for (const each of objects.filter((object) => object.kind === kind))
      await send(connections, each.vendor, "DELETE", address(each, connections));
  }
  const known = new Set([testKind, ...addresses.map(([kind]) => kind)]);
  return objects.filter(({ kind, parent }) => parent === undefined && !known.has(kind));
}

async function send(
  connections: VendorConnections,
  vendor: InventoryObject["vendor"],
  method: "DELETE" | "POST",
  address: string,
  body?: object,
): Promise<void> {
  const { base, headers, query = "" } = reach(connections, vendor);
  const url = `${base}${address}${query === "" ? "" : `${address.includes("?") ? "&" : "?"}${query}`}`;
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    signal: AbortSignal.timeout(60_000),
    ...json,
  });
  // Gone meanwhile is as good as removed.
  if (response.ok || response.status === 404) return;
  throw new LaunchgateError({
    code: "stack.leftover-kept",
    message: `${vendor} answered ${String(response.status)} to ${method} ${address}: the object is still there.`,
    fix: "Run `launchgate stack sweep` again; what is gone is not asked for twice.",
    source: "tool",
  });
}

interface Reach {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: string;
}

function reach(
  { github, vercel, neon, pagerduty, datadog }: VendorConnections,
  vendor: InventoryObject["vendor"],
): Reach {
  const bearer = (token = ""): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });
  switch (vendor) {
    case "github":
      return { base: github?.baseUrl ?? "https://api.github.com", headers: bearer(github?.token) };
    case "vercel": {
      const team = vercel?.team ?? "";
      const query = `${team.startsWith("team_") ? "teamId" : "slug"}=${encode(team)}`;
      return { base: vercel?.baseUrl ?? "https://api.vercel.com", headers: bearer(vercel?.token), query };
    }
    case "neon":
      return { base: neon?.baseUrl ?? "https://console.neon.tech/api/v2", headers: bearer(neon?.token) };
    case "pagerduty":
      return {
        base: pagerduty?.baseUrl ?? "https://api.pagerduty.com",
        headers: {
          authorization: `Token token=${pagerduty?.token ?? ""}`,
          accept: "application/vnd.pagerduty+json;version=2",
        },
      };
    case "datadog":
      return {
        base: datadog?.baseUrl ?? "",
        headers: { "dd-api-key": datadog?.apiKey ?? "", "dd-application-key": datadog?.appKey ?? "" },
      };
  }
}
