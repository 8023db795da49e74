import { v1, v2 } from "@datadog/datadog-api-client";
import { beforeAll, expect, it } from "vitest";
import { configuration, unparsed } from "../../datadog/client.ts";
import { headersOf } from "../../helpers/headers.ts";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { plannedOf, Replay } from "../replay.ts";

const handle = withSandbox();
const planned = plannedOf("datadog", ["shared", "dev", "staging", "prod", "drill"]);
let replay: Replay;

beforeAll(() => {
  const engine = new PracticeEngine(handle.sandbox, "datadog");
  replay = new Replay(engine, planned, (name) => (name === "[secret]" ? "canary-of-the-replay" : undefined));
});

/** What lists say is there, without downtimes: the vendor keeps cancelled ones. */
async function there(): Promise<unknown> {
  const headers = headersOf(handle.sandbox, "datadog");
  const lists = ["v1/monitor", "v1/slo", "v1/slo/correction", "v1/dashboard", "v1/synthetics/tests"];
  const others = ["v1/synthetics/variables", "v1/logs/config/indexes", "v2/logs/config/archives"];
  const last = ["v2/logs/config/metrics", "v2/monitor/policy"];
  const paths = [...lists, ...others, ...last];
  const bodies = paths.map(async (path) => {
    const response = await fetch(`${handle.sandbox.urls.datadog}/api/${path}`, { headers });
    expect([path, response.status]).toEqual([path, 200]);
    return [path, await response.json()] as const;
  });
  return Object.fromEntries(await Promise.all(bodies));
}

/** Every list that the product reads, in pages, by the official client: whole, and with nothing that its models do not know. */
async function listedByClient(): Promise<void> {
  const own = configuration(handle.sandbox);
  const lists: Readonly<Record<string, () => AsyncIterable<unknown>>> = {
    "datadog:index/monitor:Monitor": () => new v1.MonitorsApi(own).listMonitorsWithPagination({ pageSize: 100 }),
    "datadog:index/serviceLevelObjective:ServiceLevelObjective": () =>
      new v1.ServiceLevelObjectivesApi(own).listSLOsWithPagination({ limit: 5 }),
    "datadog:index/sloCorrection:SloCorrection": () =>
      new v1.ServiceLevelObjectiveCorrectionsApi(own).listSLOCorrectionWithPagination({ limit: 1 }),
    "datadog:index/dashboardJson:DashboardJson": () =>
      new v1.DashboardsApi(own).listDashboardsWithPagination({ count: 3 }),
    "datadog:index/syntheticsTest:SyntheticsTest": () =>
      new v1.SyntheticsApi(own).listTestsWithPagination({ pageSize: 3 }),
    "datadog:index/downtimeSchedule:DowntimeSchedule": () =>
      new v2.DowntimesApi(own).listDowntimesWithPagination({ pageLimit: 1 }),
  };
  for (const [type, list] of Object.entries(lists)) {
    const items: unknown[] = [];
    for await (const item of list()) items.push(item);
    // Each synthetic test has a monitor of its own.
    const tests = planned.filter((each) => each.type === "datadog:index/syntheticsTest:SyntheticsTest").length;
    const more = type.endsWith(":Monitor") ? tests : 0;
    expect([type, items.length]).toEqual([type, planned.filter((each) => each.type === type).length + more]);
    expect([type, unparsed(items)]).toEqual([type, []]);
  }
  const whole = [
    await new v2.MonitorsApi(own).listMonitorConfigPolicies(),
    await new v1.SyntheticsApi(own).listGlobalVariables(),
    await new v1.LogsIndexesApi(own).listLogIndexes(),
    await new v2.LogsMetricsApi(own).listLogsMetrics(),
    await new v2.LogsArchivesApi(own).listLogsArchives(),
  ];
  expect(unparsed(whole)).toEqual([]);
}

it("makes, keeps, imports and removes everything that the stacks declare at Datadog (P1)", async () => {
  const before = await there();
  await replay.make();
  await replay.unchanged();
  await replay.imported((_planned, id) => id);
  await listedByClient();
  await replay.remove();
  expect(await there()).toEqual(before);
});
