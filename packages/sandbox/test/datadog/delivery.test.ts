import { v1, v2 } from "@datadog/datadog-api-client";
import { beforeAll, describe, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";
import { feed, times } from "./told.ts";
import { minute, stopAt } from "./traffic.ts";

const handle = withSandbox();

beforeAll(() => void stopAt(handle.sandbox, "2026-11-28T08:00:00Z"));

describe("deployment gates", () => {
  /** The client calls its gates unstable until they are switched on. */
  const api = (): v2.DeploymentGatesApi => {
    const settings = configuration(handle.sandbox);
    for (const operation of Object.keys(settings.unstableOperations)) {
      if (/DeploymentGate|DeploymentRule|DeploymentGates/.test(operation))
        settings.unstableOperations[operation] = true;
    }
    return new v2.DeploymentGatesApi(settings);
  };
  const gate = async (service: string, more: object = {}): Promise<string> => {
    const attributes = { service, env: "prod", ...more };
    const made = await api().createDeploymentGate({ body: plain({ data: { type: "deployment_gate", attributes } }) });
    return made.data?.id ?? "";
  };
  const rule = async (gateId: string, options: object, more: object = {}): Promise<string> => {
    const attributes = { name: "Monitors", type: "monitor", options, ...more };
    const body = plain({ data: { type: "deployment_rule", attributes } });
    return (await api().createDeploymentRule({ gateId, body })).data?.id ?? "";
  };
  const evaluate = async (service: string, more: object = {}): Promise<string> => {
    const attributes = { service, env: "prod", ...more };
    const type = "deployment_gates_evaluation_request";
    const answer = await api().triggerDeploymentGatesEvaluation({ body: plain({ data: { type, attributes } }) });
    return answer.data?.attributes.evaluationId ?? "";
  };
  const result = async (id: string): Promise<v2.DeploymentGatesEvaluationResultResponseAttributes | undefined> =>
    (await api().getDeploymentGatesEvaluationResult({ id })).data?.attributes;

  it("are made with rules, read, changed, listed, removed", async () => {
    const id = await gate("catalog", { identifier: "pre" });
    expect((await api().getDeploymentGate({ id })).data?.attributes).toMatchObject({
      env: "prod",
      identifier: "pre",
      dryRun: false,
    });
    const ruleId = await rule(id, { query: "service:catalog", duration: 60 });
    const read = await api().getDeploymentRule({ gateId: id, id: ruleId });
    expect(read.data?.attributes).toMatchObject({ name: "Monitors", gateId: id, type: "monitor" });
    expect((await api().getDeploymentGateRules({ gateId: id })).data?.attributes.rules).toHaveLength(1);
    const body = plain({ data: { type: "deployment_gate", id, attributes: { dryRun: true } } });
    expect((await api().updateDeploymentGate({ id, body })).data?.attributes).toMatchObject({ dryRun: true });
    const again = {
      data: { type: "deployment_gate", attributes: { service: "catalog", env: "prod", identifier: "pre" } },
    };
    await refused(api().createDeploymentGate({ body: plain(again) }), 400, "already exists");
    await api().deleteDeploymentRule({ gateId: id, id: ruleId });
    await api().deleteDeploymentGate({ id });
    await refused(api().getDeploymentGate({ id }), 404);
  });

  it("pass while monitors are well, and fail with the first alert within their duration", async () => {
    const monitors = new v1.MonitorsApi(configuration(handle.sandbox));
    const query = "avg(last_5m):avg:g.load{*} > 10";
    const body = {
      name: "load",
      type: "query alert",
      query,
      message: "",
      tags: ["service:web"],
      options: { thresholds: { critical: 10 } },
    };
    await monitors.createMonitor({ body: plain(body) });
    const before = await evaluate("web", {
      configuration: { rules: [{ name: "x", type: "monitor", options: { query: "service:web" } }] },
    });
    expect(await result(before)).toMatchObject({
      gateStatus: "fail",
      rules: [{ reason: expect.stringContaining("No Data") }],
    });
    await feed(handle.sandbox, "g.load", [], times(5, 1));
    await rule(await gate("web"), { query: 'tag:("service:web")', duration: 300 });
    const well = await evaluate("web");
    expect(await result(well)).toMatchObject({
      dryRun: false,
      gateStatus: "in_progress",
      rules: [{ status: "in_progress" }],
    });
    await feed(handle.sandbox, "g.load", [], times(5, 1));
    expect((await result(well))?.gateStatus).toBe("pass");
    const ill = await evaluate("web");
    await feed(handle.sandbox, "g.load", [], [60, 60, ...times(10, 1)]);
    expect(await result(ill)).toMatchObject({
      gateStatus: "fail",
      rules: [{ reason: expect.stringContaining("is in Alert") }],
    });
    expect((await result(well))?.gateStatus).toBe("pass");
  });

  it("fail with no monitor; those that only try pass; without a gate there is nothing to evaluate", async () => {
    await rule(await gate("lonely"), { query: "service:lonely" });
    expect(await result(await evaluate("lonely"))).toMatchObject({
      gateStatus: "fail",
      rules: [{ reason: "No monitors found" }],
    });
    await rule(await gate("trying", { dryRun: true }), { query: "service:trying" });
    expect(await result(await evaluate("trying"))).toMatchObject({
      dryRun: true,
      gateStatus: "pass",
      rules: [{ status: "fail" }],
    });
    await refused(evaluate("unknown"), 404);
    await refused(result("none"), 404);
  });
});

describe("DORA", () => {
  const api = (): v2.DORAMetricsApi => {
    const settings = configuration(handle.sandbox);
    for (const name of Object.keys(settings.unstableOperations))
      if (name.includes("DORA")) settings.unstableOperations[name] = true;
    return new v2.DORAMetricsApi(settings);
  };
  const nanoseconds = (before: number): number => (handle.sandbox.clock.now() - before * minute) * 1e6;
  const git = {
    commitSha: "66adc9350f2cc9b250b69abddab733dd55e1a588",
    repositoryUrl: "https://github.com/motion-mavericks/web",
  };

  it("takes deployments and gives them by their service, with what became of them", async () => {
    const attributes = {
      service: "web",
      env: "prod",
      version: "v2",
      git,
      startedAt: nanoseconds(10),
      finishedAt: nanoseconds(5),
    };
    const made = await api().createDORADeployment({ body: plain({ data: { attributes } }) });
    const deploymentId = made.data.id;
    const found = await api().getDORADeployment({ deploymentId });
    expect(found.data?.attributes).toMatchObject({ service: "web", version: "v2", git: { commitSha: git.commitSha } });
    expect(found.data?.attributes?.startedAt.getTime()).toBe(handle.sandbox.clock.now() - 10 * minute);
    const other = { ...attributes, service: "other" };
    await api().createDORADeployment({ body: plain({ data: { attributes: other } }) });
    const list = (query: string): Promise<v2.DORADeploymentsListResponse> =>
      api().listDORADeployments({
        body: plain({ data: { type: "dora_deployments_list_request", attributes: { query } } }),
      });
    expect((await list("service:web")).data?.map(({ id }) => id)).toEqual([deploymentId]);
    expect((await list("env:prod")).data).toHaveLength(2);
    const patch = { type: "dora_deployment_patch_request", id: deploymentId, attributes: { changeFailure: true } };
    await api().patchDORADeployment({ deploymentId, body: plain({ data: patch }) });
    await api().deleteDORADeployment({ deploymentId });
    await refused(api().getDORADeployment({ deploymentId }), 404);
  });

  it("takes failures, also under their older name", async () => {
    const attributes = { services: ["web"], env: "prod", name: "Outage", severity: "High", startedAt: nanoseconds(10) };
    const failureId = (await api().createDORAFailure({ body: plain({ data: { attributes } }) })).data.id;
    expect((await api().getDORAFailure({ failureId })).data?.attributes).toMatchObject({
      name: "Outage",
      services: ["web"],
    });
    const older = await api().createDORAIncident({
      body: plain({ data: { attributes: { ...attributes, name: "Older" } } }),
    });
    const body = plain({
      data: { type: "dora_failures_list_request", attributes: { query: "*", sort: "started_at" } },
    });
    expect((await api().listDORAFailures({ body })).data?.map(({ id }) => id)).toEqual([failureId, older.data.id]);
    await api().deleteDORAFailure({ failureId });
    const answer = await fetch(`${handle.sandbox.urls.datadog}/api/v2/dora/failure`, {
      method: "POST",
      headers: headersOf(handle.sandbox, "datadog"),
      body: JSON.stringify({ data: { attributes: { services: ["web"] } } }),
    });
    const error = { status: "400", title: "Bad Request", detail: "Missing required attribute: started_at" };
    expect([answer.status, await answer.json()]).toEqual([400, { errors: [error] }]);
  });
});
