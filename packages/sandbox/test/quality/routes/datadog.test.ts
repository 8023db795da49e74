/** Every route of Datadog that measuring, gates and delivery figures need, by the official client (T2, O2, O4). */
import { v1, v2 } from "@datadog/datadog-api-client";
import { expect } from "vitest";
import type { Sandbox } from "../../../src/index.ts";
import { configuration, plain } from "../../datadog/client.ts";
import { proveRoutes } from "./prove.ts";

const minute = 60_000;

proveRoutes(
  {
    vendor: "datadog",
    published: [
      "POST /api/v1/events 202",
      "POST /api/v2/events 202",
      "POST /api/v2/series 202",
      "GET /api/v1/query 200",
      "POST /api/v2/query/timeseries 200",
      "POST /api/v2/query/scalar 200",
      "GET /api/v1/slo/{slo_id}/history 200",
      "GET /api/v1/monitor/{monitor_id} 200",
      "GET /api/v1/monitor/search 200",
      "POST /api/v2/dora/deployment 202",
      "PATCH /api/v2/dora/deployments/{deployment_id} 202",
      "GET /api/v2/dora/deployments/{deployment_id} 200",
      "POST /api/v2/dora/failure 202",
      "POST /api/v2/dora/incident 202",
      "POST /api/v2/deployments/gates/evaluation 202",
      "GET /api/v2/deployments/gates/evaluation/{id} 200",
    ],
  },
  async (sandbox) => {
    await metrics(sandbox);
    await watch(sandbox);
    await delivery(sandbox);
  },
);

/** The client calls some operations unstable until they are switched on. */
function settings(sandbox: Sandbox): ReturnType<typeof configuration> {
  const made = configuration(sandbox);
  for (const name of Object.keys(made.unstableOperations)) made.unstableOperations[name] = true;
  return made;
}

async function metrics(sandbox: Sandbox): Promise<void> {
  const now = Math.floor(sandbox.clock.now() / 1000);
  const api = new v2.MetricsApi(settings(sandbox));
  const points = [{ timestamp: now - 60, value: 5 }];
  await api.submitMetrics({ body: plain({ series: [{ metric: "r.all", type: 1, points, tags: ["env:prod"] }] }) });
  const query = "sum:r.all{*}.as_count()";
  const found = await new v1.MetricsApi(settings(sandbox)).queryMetrics({ from: now - 600, to: now, query });
  expect(found.series).toHaveLength(1);
  const queries = [{ dataSource: "metrics", name: "all", query, aggregator: "sum" }];
  const attributes = { from: (now - 600) * 1000, to: now * 1000, queries, formulas: [{ formula: "all" }] };
  const series = { type: "timeseries_request", attributes: { ...attributes, interval: minute } };
  expect((await api.queryTimeseriesData({ body: plain({ data: series }) })).data?.attributes?.series).toHaveLength(1);
  const scalar = { data: { type: "scalar_request", attributes } };
  const columns = (await api.queryScalarData({ body: plain(scalar) })).data?.attributes?.columns;
  expect(columns).toMatchObject([{ values: [5] }]);
  const event = { title: "Deployed", text: "v2", tags: ["env:prod"] };
  await new v1.EventsApi(settings(sandbox)).createEvent({ body: plain(event) });
  const change = { changedResource: { name: "web", type: "feature_flag" } };
  const flag = { type: "event", attributes: { category: "change", title: "Flag", attributes: change } };
  await new v2.EventsApi(settings(sandbox)).createEvent({ body: plain({ data: flag }) });
}

async function watch(sandbox: Sandbox): Promise<void> {
  const query = { numerator: "sum:r.all{env:prod}.as_count()", denominator: "sum:r.all{*}.as_count()" };
  const slos = new v1.ServiceLevelObjectivesApi(settings(sandbox));
  const thresholds = [{ timeframe: "7d", target: 99 }];
  const { data } = await slos.createSLO({ body: plain({ name: "All", type: "metric", query, thresholds }) });
  const now = Math.floor(sandbox.clock.now() / 1000);
  const span = { sloId: data?.[0]?.id ?? "", fromTs: now - 86_400, toTs: now };
  expect((await slos.getSLOHistory(span)).data?.overall?.sliValue).toBe(100);
  const api = new v1.MonitorsApi(settings(sandbox));
  const options = { thresholds: { critical: 10 } };
  const monitor = { name: "r", type: "query alert", query: "avg(last_5m):avg:r.all{*} > 10", message: "", options };
  const { id: monitorId = 0 } = await api.createMonitor({ body: plain({ ...monitor, tags: ["service:web"] }) });
  expect((await api.getMonitor({ monitorId, groupStates: "all" })).overallState).toBe("No Data");
  expect((await api.searchMonitors({ query: "service:web" })).monitors).toHaveLength(1);
}

async function delivery(sandbox: Sandbox): Promise<void> {
  const api = new v2.DORAMetricsApi(settings(sandbox));
  const [startedAt, finishedAt] = [10, 5].map((ago) => (sandbox.clock.now() - ago * minute) * 1e6);
  const git = { commitSha: "66adc9350f2cc9b250b69abddab733dd55e1a588", repositoryUrl: "https://github.com/a/b" };
  const deployment = { service: "web", env: "prod", version: "v2", git, startedAt, finishedAt };
  const made = await api.createDORADeployment({ body: plain({ data: { attributes: deployment } }) });
  const deploymentId = made.data.id;
  const patch = { type: "dora_deployment_patch_request", id: deploymentId, attributes: { changeFailure: true } };
  await api.patchDORADeployment({ deploymentId, body: plain({ data: patch }) });
  expect((await api.getDORADeployment({ deploymentId })).data?.attributes).toMatchObject({ version: "v2" });
  const failure = { services: ["web"], env: "prod", name: "Outage", severity: "High", startedAt };
  await api.createDORAFailure({ body: plain({ data: { attributes: failure } }) });
  await api.createDORAIncident({ body: plain({ data: { attributes: failure } }) });
  const gates = new v2.DeploymentGatesApi(settings(sandbox));
  const gate = { type: "deployment_gate", attributes: { service: "web", env: "prod" } };
  const { data } = await gates.createDeploymentGate({ body: plain({ data: gate }) });
  const options = { query: "service:web", duration: 60 };
  const rule = { type: "deployment_rule", attributes: { name: "Monitors", type: "monitor", options } };
  await gates.createDeploymentRule({ gateId: data?.id ?? "", body: plain({ data: rule }) });
  const asked = { type: "deployment_gates_evaluation_request", attributes: { service: "web", env: "prod" } };
  const evaluation = await gates.triggerDeploymentGatesEvaluation({ body: plain({ data: asked }) });
  const evaluationId = evaluation.data?.attributes.evaluationId ?? "";
  const result = await gates.getDeploymentGatesEvaluationResult({ id: evaluationId });
  // Its monitor has no data, which is no yes.
  expect(result.data?.attributes.gateStatus).toBe("fail");
}
