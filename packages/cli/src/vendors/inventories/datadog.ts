import { z } from "zod";
import type { DatadogClient, DatadogSdk } from "../datadog-client.ts";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector, type InventoryObject } from "../inventory-object.ts";

/** Type tokens of what Datadog holds. */
export const datadogKinds = {
  monitor: "datadog:index/monitor:Monitor",
  objective: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  correction: "datadog:index/sloCorrection:SloCorrection",
  dashboard: "datadog:index/dashboardJson:DashboardJson",
  test: "datadog:index/syntheticsTest:SyntheticsTest",
  variable: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
  downtime: "datadog:index/downtimeSchedule:DowntimeSchedule",
  monitorPolicy: "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
  logsIndex: "datadog:index/logsIndex:LogsIndex",
  logsMetric: "datadog:index/logsMetric:LogsMetric",
  logsArchive: "datadog:index/logsArchive:LogsArchive",
} as const;

const text = z.string().nullish();
const day = z.union([z.string(), z.date()]).nullish();
const tags = z.array(z.string()).nullish();
const monitor = z.object({
  id: z.number(),
  name: text,
  query: text,
  tags,
  modified: day,
  options: z.object({ silenced: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});
const objective = z.object({ id: z.string(), name: z.string(), type: text, tags, description: text });
const correction = z.object({
  id: z.string(),
  attributes: z
    .object({ sloId: text, description: text, category: text, start: z.number().nullish(), rrule: text })
    .optional(),
});
const dashboard = z.object({ id: z.string(), title: text, description: text, modifiedAt: day });
const test = z.object({
  publicId: z.string(),
  monitorId: z.number().nullish(),
  name: text,
  type: text,
  tags,
  status: text,
});
const variable = z.object({ id: z.string(), name: z.string(), tags, description: text });
const downtime = z.object({
  id: z.string(),
  attributes: z.object({
    scope: text,
    message: text,
    status: text,
    modified: day,
    monitorIdentifier: z
      .object({ monitorId: z.number().optional(), monitorTags: z.array(z.string()).optional() })
      .nullish(),
    schedule: z.object({ end: day }).nullish(),
  }),
});
const named = z.object({
  id: z.string(),
  attributes: z
    .object({
      name: text,
      policyType: text.catch(undefined),
      policy: z.object({ tagKey: text }).optional().catch(undefined),
    })
    .optional(),
});
const index = z.object({ name: z.string() });

/** Everything of an organisation at Datadog that the product can manage. */
export async function readDatadog(client: DatadogClient, into: Collector): Promise<void> {
  await Promise.all([
    readAlerts(client, into),
    readObjectives(client, into),
    readViews(client, into),
    readLogs(client, into),
    readDowntimes(client, into),
  ]);
}

/** A synthetic test makes a monitor of its own, which goes with it. */
async function readAlerts(client: DatadogClient, into: Collector): Promise<void> {
  const tests = await readTests(client, into);
  const ofTests = new Set(tests.map(({ monitorId }) => monitorId));
  await into.take(
    datadogKinds.monitor,
    undefined,
    () =>
      client.list("list the monitors", z.array(monitor), ({ v1, configuration }) =>
        new v1.MonitorsApi(configuration).listMonitorsWithPagination({ pageSize: 1_000 }),
      ),
    ({ id, name, query, tags: own, modified, options }) => ({
      id: String(id),
      alias: aliasOf(name, query),
      name: name ?? String(id),
      ...marks(own),
      ...changed(modified),
      vendorMade: ofTests.has(id),
      ...(Object.keys(options?.silenced ?? {}).length > 0 ? { remark: "muted" } : {}),
    }),
  );
  await into.take(
    datadogKinds.monitorPolicy,
    undefined,
    async () =>
      within(
        await client.call("list the monitor policies", list(named), ({ v2, configuration }) =>
          new v2.MonitorsApi(configuration).listMonitorConfigPolicies(),
        ),
      ),
    ({ id, attributes }) => ({
      id,
      alias: aliasOf(attributes?.policyType, attributes?.policy?.tagKey),
      name: policyName(attributes?.policyType, attributes?.policy?.tagKey) ?? id,
    }),
  );
}

function readTests(client: DatadogClient, into: Collector): Promise<readonly z.infer<typeof test>[]> {
  return into.take(
    datadogKinds.test,
    undefined,
    () =>
      client.list("list the synthetic tests", z.array(test), ({ v1, configuration }) =>
        new v1.SyntheticsApi(configuration).listTestsWithPagination(),
      ),
    ({ publicId, name, type, tags: own, status }) => ({
      id: publicId,
      alias: aliasOf(type, name),
      name: name ?? publicId,
      ...marks(own),
      ...(status === "paused" ? { remark: "paused" } : {}),
    }),
  );
}

async function readObjectives(client: DatadogClient, into: Collector): Promise<void> {
  await into.take(
    datadogKinds.objective,
    undefined,
    () =>
      client.list("list the objectives", z.array(objective), ({ v1, configuration }) =>
        new v1.ServiceLevelObjectivesApi(configuration).listSLOsWithPagination(),
      ),
    ({ id, name, type, tags: own }) => ({ id, alias: aliasOf(type, name), name, ...marks(own) }),
  );
  const read = () =>
    client.list("list the corrections of objectives", z.array(correction), ({ v1, configuration }) =>
      new v1.ServiceLevelObjectiveCorrectionsApi(configuration).listSLOCorrectionWithPagination(),
    );
  for (const { id, attributes } of await into.list(datadogKinds.correction, "the account", read))
    into.add({
      kind: datadogKinds.correction,
      id,
      alias: correctionAlias(attributes),
      name: attributes?.description ?? attributes?.category ?? id,
      managedTag: isMarked(attributes?.description),
      ...(attributes?.sloId ? { parent: { kind: datadogKinds.objective, id: attributes.sloId } } : {}),
    });
}

function correctionAlias(attributes: z.infer<typeof correction>["attributes"] = {}): string {
  const { sloId, category, start, rrule, description } = attributes;
  return aliasOf(sloId, category, start, rrule, description);
}

async function readViews(client: DatadogClient, into: Collector): Promise<void> {
  await into.take(
    datadogKinds.dashboard,
    undefined,
    () =>
      client.list("list the dashboards", z.array(dashboard), ({ v1, configuration }) =>
        new v1.DashboardsApi(configuration).listDashboardsWithPagination(),
      ),
    ({ id, title, description, modifiedAt }) => ({
      id,
      alias: aliasOf(title, description),
      name: title ?? id,
      managedTag: isMarked(description),
      ...changed(modifiedAt),
    }),
  );
  await into.take(
    datadogKinds.variable,
    undefined,
    async () =>
      (
        await client.call(
          "list the variables of synthetic tests",
          z.object({ variables: z.array(variable).nullish() }),
          ({ v1, configuration }) => new v1.SyntheticsApi(configuration).listGlobalVariables(),
        )
      ).variables ?? [],
    ({ id, name, tags: own }) => ({ id, name, ...marks(own) }),
  );
}

async function readLogs(client: DatadogClient, into: Collector): Promise<void> {
  await into.take(
    datadogKinds.logsIndex,
    undefined,
    async () =>
      (
        await client.call(
          "list the log indexes",
          z.object({ indexes: z.array(index).nullish() }),
          ({ v1, configuration }) => new v1.LogsIndexesApi(configuration).listLogIndexes(),
        )
      ).indexes ?? [],
    ({ name }) => ({ id: name, name }),
  );
  const lists: readonly [string, string, (sdk: DatadogSdk) => Promise<unknown>][] = [
    [
      datadogKinds.logsMetric,
      "log metrics",
      ({ v2, configuration }) => new v2.LogsMetricsApi(configuration).listLogsMetrics(),
    ],
    [
      datadogKinds.logsArchive,
      "log archives",
      ({ v2, configuration }) => new v2.LogsArchivesApi(configuration).listLogsArchives(),
    ],
  ];
  for (const [kind, what, run] of lists)
    await into.take(
      kind,
      undefined,
      async () => within(await client.call(`list the ${what}`, list(named), run)),
      ({ id, attributes }) => ({
        id,
        name: attributes?.name ?? id,
      }),
    );
}

async function readDowntimes(client: DatadogClient, into: Collector): Promise<void> {
  const read = () =>
    client.list("list the downtimes", z.array(downtime), ({ v2, configuration }) =>
      new v2.DowntimesApi(configuration).listDowntimesWithPagination(),
    );
  for (const { id, attributes } of await into.list(datadogKinds.downtime, "the account", read)) {
    // What is over mutes nothing; Datadog keeps it in the list for a while.
    if (attributes.status === "canceled" || attributes.status === "ended") continue;
    const { monitorId, monitorTags = [] } = attributes.monitorIdentifier ?? {};
    const reach = monitorId === undefined ? monitorTags.join(", ") : `monitor ${String(monitorId)}`;
    const until = attributes.schedule?.end ? ` until ${iso(attributes.schedule.end)}` : "";
    into.add({
      kind: datadogKinds.downtime,
      id,
      alias: aliasOf(attributes.scope, monitorId ?? monitorTags, attributes.message),
      name: nonEmpty(attributes.message) ?? `downtime of ${reach}`,
      remark: `mutes ${reach} (${attributes.scope ?? "*"})${until}`,
      ...marks(undefined, [...monitorTags, ...(attributes.scope ?? "").split(/\s+/)]),
      managedTag: isMarked(attributes.message),
      ...changed(attributes.modified),
      ...(monitorId === undefined ? {} : { parent: { kind: datadogKinds.monitor, id: String(monitorId) } }),
    });
  }
}

/** Body of a list of the second version. */
function list<T>(item: z.ZodType<T>): z.ZodType<{ data?: T[] | null | undefined }> {
  return z.object({ data: z.array(item).nullish() });
}

function within<T>({ data }: { readonly data?: readonly T[] | null | undefined }): readonly T[] {
  return data ?? [];
}

/** What tags say: the mark, and the stage (`env:prod`). */
function marks(
  own: readonly string[] | null | undefined,
  others: readonly string[] = [],
): Pick<InventoryObject, "managedTag" | "stage"> {
  const all = [...(own ?? []), ...others];
  const stage = all.map((tag) => /^env:(.+)$/.exec(tag)?.[1]).find((each) => each !== undefined);
  return { managedTag: isMarked(...all), ...(stage === undefined ? {} : { stage }) };
}

function changed(at: string | Date | null | undefined): { changedAt?: string } {
  return at === undefined || at === null ? {} : { changedAt: iso(at) };
}

function nonEmpty(words: string | null | undefined): string | undefined {
  return words === null || words === "" ? undefined : words;
}

function iso(at: string | Date): string {
  return new Date(at).toISOString();
}

/** `tag env`: what a policy demands, and of which tag. */
function policyName(type: string | null | undefined, key: string | null | undefined): string | undefined {
  return type === undefined || type === null ? undefined : [type, key ?? ""].join(" ").trim();
}
