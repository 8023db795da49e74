import { v1 } from "@datadog/datadog-api-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reachHostsBy } from "../../src/vendors/datadog/synthetics/reach.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { headersOf } from "../helpers/headers.ts";
import { changesOf } from "./changes.ts";
import { configuration, plain, refused } from "./client.ts";
import { startTarget, type Target } from "./target.ts";
import { minute, stopAt } from "./traffic.ts";

const handle = withSandbox();
const api = (): v1.SyntheticsApi => new v1.SyntheticsApi(configuration(handle.sandbox));
let target: Target;
let start = 0;

beforeAll(async () => {
  target = await startTarget();
  reachHostsBy(handle.sandbox.world, (host) => (host.endsWith(".example") ? { port: target.port } : undefined));
  stopAt(handle.sandbox, "2026-11-26T08:00:00Z");
});
beforeEach(() => {
  target.mode = "healthy";
  start = handle.sandbox.clock.now();
});
// A test that stays live would go on requesting in the next ones.
afterEach(async () => {
  const publicIds = (await api().listTests()).tests?.map(({ publicId }) => publicId) ?? [];
  if (publicIds.length > 0) await api().deleteTests({ body: plain({ publicIds }) });
});
afterAll(() => target.close());

type Body = Readonly<Record<string, unknown>>;

const status = (code: number): Body => ({ type: "statusCode", operator: "is", target: code });
const step = (name: string, request: Body, assertions: readonly Body[], more: Body = {}): Body => ({
  name,
  subtype: "http",
  request: { method: "GET", ...request, url: `https://app.example${String(request["url"])}` },
  assertions,
  ...more,
});

/** Makes a live test of some steps from three locations, once in five minutes. */
async function make(steps: readonly Body[], options: Body = {}, more: Body = {}): Promise<v1.SyntheticsAPITest> {
  const body = {
    name: "Smoke",
    type: "api",
    subtype: "multi",
    status: "live",
    message: "",
    locations: ["aws:eu-central-1", "aws:us-east-1", "aws:sa-east-1"],
    config: { steps },
    options: { tickEvery: 300, minLocationFailed: 2, ...options },
    ...more,
  };
  return api().createSyntheticsAPITest({ body: plain(body) });
}

async function last(publicId: string): Promise<v1.SyntheticsAPITestResultFull> {
  const { results } = await api().getAPITestLatestResults({ publicId });
  return api().getAPITestResult({ publicId, resultId: results?.[0]?.resultId ?? "" });
}

const pass = (minutes: number): Promise<void> =>
  handle.sandbox.world.agenda.passTo(handle.sandbox.clock.now() + minutes * minute);
const health = step("alive", { url: "/health" }, [status(200)]);

describe("a test that is live", () => {
  it("requests from all locations at its interval, and alerts where enough of them fail", async () => {
    const made = await make([health]);
    const publicId = made.publicId ?? "";
    await pass(6);
    const { results } = await api().getAPITestLatestResults({ publicId });
    expect(results?.map(({ probeDc, checkTime, result }) => [probeDc, checkTime, result?.passed])).toEqual(
      ["aws:sa-east-1", "aws:us-east-1", "aws:eu-central-1"].map((place) => [place, start + 5 * minute, true]),
    );
    expect(target.seen.slice(-3)).toEqual(Array.from({ length: 3 }, () => "GET app.example /health"));
    target.mode = "failing";
    await pass(10);
    target.mode = "healthy";
    await pass(10);
    expect(changesOf(handle.sandbox, made.monitorId ?? 0, start)).toEqual(["5 OK", "10 Alert", "20 OK"]);
    const ofOne = await api().getAPITestLatestResults({
      publicId,
      probeDc: ["aws:us-east-1"],
      fromTs: start + 11 * minute,
    });
    expect(ofOne.results?.map(({ result }) => result?.passed)).toEqual([true, true, false]);
    await api().deleteTests({ body: plain({ publicIds: [publicId] }) });
    const requests = target.seen.length;
    await pass(10);
    expect(target.seen).toHaveLength(requests);
  });

  it("alerts only after its failure lasted, and not while it is paused", async () => {
    const made = await make([health], { minFailureDuration: 600 });
    target.mode = "failing";
    await pass(16);
    expect(changesOf(handle.sandbox, made.monitorId ?? 0, start)).toEqual(["5 OK", "15 Alert"]);
    await api().updateTestPauseStatus({ publicId: made.publicId ?? "", body: plain({ newStatus: "paused" }) });
    const requests = target.seen.length;
    target.mode = "healthy";
    await pass(20);
    expect(target.seen).toHaveLength(requests);
    const { overallState } = await new v1.MonitorsApi(configuration(handle.sandbox)).getMonitor({
      monitorId: made.monitorId ?? 0,
    });
    expect(overallState).toBe("Alert");
  });

  it("leaves out the rounds of a clock that jumped", async () => {
    const made = await make([health]);
    handle.sandbox.clock.set(start + 30 * 24 * 60 * minute);
    await handle.sandbox.world.agenda.settle();
    await pass(6);
    const { results } = await api().getAPITestLatestResults({ publicId: made.publicId ?? "" });
    expect(results).toHaveLength(3);
  });
});

describe("a run", () => {
  const order = [
    step("order", { url: "/order", method: "POST", body: '{"source":"smoke"}' }, [status(201)], {
      extractedValues: [{ name: "ORDER_ID", type: "http_body", parser: { type: "json_path", value: "$.order.id" } }],
    }),
    step("read", { url: "/order/{{ ORDER_ID }}" }, [{ type: "body", operator: "contains", target: "smoke" }]),
    step("moved", { url: "/moved", followRedirects: true }, [
      status(200),
      { type: "header", property: "X-Version", operator: "is", target: "v1" },
      { type: "responseTime", operator: "lessThan", target: 4000 },
      {
        type: "body",
        operator: "validatesJSONPath",
        target: { jsonPath: "$.status", operator: "is", targetValue: "ok" },
      },
    ]),
  ];

  it("takes values of one answer into the next request, and secrets from global variables", async () => {
    const value = { value: "open-sesame", secure: true };
    const variable = await api().createGlobalVariable({
      body: plain({ name: "BYPASS_KEY", description: "", tags: [], value }),
    });
    const secret = step("secret", { url: "/secret", headers: { "x-bypass": "{{ BYPASS_KEY }}" } }, [status(200)]);
    const configVariables = [{ name: "BYPASS_KEY", type: "global", id: variable.id }];
    const made = await make([], {}, { config: { steps: [...order, secret], configVariables } });
    await pass(5);
    const result = await last(made.publicId ?? "");
    expect(result.result?.failure).toBeUndefined();
    expect(result.result?.httpStatusCode).toBe(200);
    expect(target.seen.filter((line) => line.endsWith("/order/7")).length).toBeGreaterThan(2);
  });

  it.each([
    [
      "a status",
      [step("s", { url: "/health" }, [status(204)])],
      "INCORRECT_ASSERTION",
      "statusCode should be is 204, was 200",
    ],
    [
      "a body",
      [step("s", { url: "/health" }, [{ type: "body", operator: "contains", target: "late" }])],
      "INCORRECT_ASSERTION",
      "body should be contains late, was the body",
    ],
    [
      "a place in it",
      [
        step("s", { url: "/health" }, [
          {
            type: "body",
            operator: "validatesJSONPath",
            target: { jsonPath: "$.status", operator: "is", targetValue: "no" },
          },
        ]),
      ],
      "INCORRECT_ASSERTION",
      "body at $.status should be is no, was ok",
    ],
    [
      "a value to take",
      [
        step("s", { url: "/health" }, [], {
          extractedValues: [{ name: "NO_ID", type: "http_body", parser: { type: "json_path", value: "$.id" } }],
        }),
      ],
      "INVALID_TEST",
      "NO_ID could not be extracted",
    ],
    [
      "what is not evaluated here",
      [step("s", { url: "/health" }, [{ type: "javascript", code: "1" }])],
      "INCORRECT_ASSERTION",
      "assertions on javascript are not evaluated by the sandbox",
    ],
    [
      "a host",
      [{ ...step("s", {}, [status(200)]), request: { method: "GET", url: "https://elsewhere.invalid/" } }],
      "DNS",
      "Error during DNS resolution of elsewhere.invalid",
    ],
  ])("fails for want of %s, and says why", async (_what, steps, code, message) => {
    const made = await make(steps);
    await pass(5);
    const result = await last(made.publicId ?? "");
    expect([result.status, result.result?.failure]).toMatchObject([1, { code, message }]);
  });

  it.each([
    ["broken", "CONNRESET"],
    ["silent", "TIMEOUT"],
  ] as const)("against a server that is %s fails", async (mode, code) => {
    target.mode = mode;
    const made = await make([step("s", { url: "/health", timeout: 0.2 }, [status(200)])]);
    await pass(5);
    expect((await last(made.publicId ?? "")).result?.failure?.code).toBe(code);
  });

  it("tries again, and goes on behind a step that may fail", async () => {
    const optional = step("maybe", { url: "/nowhere" }, [status(200)], {
      allowFailure: true,
      retry: { count: 2, interval: 1 },
    });
    const made = await make([optional, health], { retry: { count: 1, interval: 1 } }, { locations: ["aws:us-east-1"] });
    const before = target.seen.length;
    await pass(5);
    expect((await last(made.publicId ?? "")).status).toBe(0);
    expect(target.seen.slice(before).map((line) => line.split(" ")[2])).toEqual([
      "/nowhere",
      "/nowhere",
      "/nowhere",
      "/health",
    ]);
  });
});

describe("a pipeline", () => {
  const batch = (batchId: string): Promise<v1.SyntheticsBatchDetails> => api().getSyntheticsCIBatch({ batchId });

  it("triggers tests, waits for their batch, and is blocked by a failed one", async () => {
    const made = await make([health], { ci: { executionRule: "blocking" } });
    const tests = [{ publicId: made.publicId, metadata: { git: { branch: "main", commitSha: "abc" } } }];
    const ordered = await api().triggerCITests({ body: plain({ tests }) });
    const batchId = ordered.batchId ?? "";
    expect([ordered.triggeredCheckIds, ordered.results?.length]).toEqual([[made.publicId], 3]);
    await expect.poll(async () => (await batch(batchId)).data?.status).toBe("passed");
    const { data } = await batch(batchId);
    expect(data?.results?.map(({ status: each, executionRule }) => [each, executionRule])).toEqual(
      Array.from({ length: 3 }, () => ["passed", "blocking"]),
    );
    expect(data?.metadata?.git).toMatchObject({ branch: "main", commitSha: "abc" });
    const polled = await fetch(
      `${handle.sandbox.urls.datadog}/api/v1/synthetics/tests/poll_results?result_ids=${JSON.stringify([ordered.results?.[0]?.resultId])}`,
      { headers: headersOf(handle.sandbox, "datadog") },
    );
    expect(await polled.json()).toMatchObject({
      results: [{ resultID: ordered.results?.[0]?.resultId, result: { passed: true } }],
    });
    target.mode = "failing";
    const again = await api().triggerTests({ body: plain({ tests: [{ publicId: made.publicId }] }) });
    await expect.poll(async () => (await batch(again.batchId ?? "")).data?.status).toBe("failed");
    // What a pipeline triggers is no round of the monitor.
    expect(changesOf(handle.sandbox, made.monitorId ?? 0, start)).toEqual([]);
    await refused(api().triggerCITests({ body: plain({ tests: [{ publicId: "no-suc-one" }] }) }), 404);
    await refused(batch("none"), 404);
  });
});
