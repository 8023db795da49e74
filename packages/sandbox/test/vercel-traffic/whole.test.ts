import { beforeAll, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { query, withBinaries, withPostgres } from "../neon-postgres/postgres.ts";
import { send } from "../vercel/client.ts";
import { deploy } from "../vercel/releases.ts";
import { Bridge } from "./bridge.ts";
import { repeat, type Got } from "./traffic-ask.ts";

const handle = withPostgres();
const box = () => handle.sandbox;

withBinaries("a service with database, switches, queue and metrics", () => {
  let bridge: Bridge;

  beforeAll(async () => {
    bridge = await Bridge.start(handle);
    return () => bridge.close();
  });

  const order = (clientId: string, authorization?: string): Promise<Got> => bridge.order(clientId, authorization);
  const points = async (text: string): Promise<number> => {
    await bridge.traffic.report();
    const now = Math.floor(box().clock.now() / 1000);
    const asked = new URLSearchParams({ from: String(now - 600), to: String(now + 60), query: text });
    const headers = headersOf(box(), "datadog");
    const answer = await fetch(`${box().urls.datadog}/api/v1/query?${asked.toString()}`, { headers });
    const { series } = (await answer.json()) as { series: { pointlist: [number, number][] }[] };
    return series.flatMap(({ pointlist }) => pointlist.map(([, value]) => value)).reduce((sum, each) => sum + each, 0);
  };

  it("writes what it acknowledges, tells the queue, and reports what it answered", async () => {
    const tags = "service:bridge-api,env:prod";
    const queries = {
      accepted: `sum:app.requests{${tags},status_class:2xx}.as_count()`,
      denied: `sum:app.auth.attempts{${tags},outcome:denied}.as_count()`,
      timed: `count:app.request.duration{${tags},version:1.0.0}.as_count()`,
    };
    const reported = async (): Promise<number[]> => {
      const all: number[] = [];
      for (const text of Object.values(queries)) all.push(await points(text));
      return all;
    };
    const before = await reported();
    const got = await repeat(40, (index) => order(`whole-${String(index)}`));
    expect(got.map(({ status }) => status)).toEqual(got.map(() => 201));
    await repeat(5, (index) => order(`denied-${String(index)}`, "Bearer wrong"));
    const after = await reported();
    expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual([40, 5, 45]);
    const [all] = await query<{ count: number }>(bridge.uri, "SELECT count(*)::int AS count FROM orders");
    const [ours] = await query(bridge.uri, "SELECT count(*)::int AS count FROM orders WHERE client_id LIKE 'whole-%'");
    expect(ours).toEqual({ count: 40 });
    await expect.poll(() => bridge.traffic.backstage.taken, { timeout: 20_000 }).toBe(all?.count);
    await expect
      .poll(() => points(`sum:app.business.orders_accepted{${tags}}.as_count()`), { timeout: 20_000, interval: 500 })
      .toBe(all?.count);
  });

  it("stops writing when frozen, and goes on when freed (B3)", async () => {
    const freeze = async (value: boolean): Promise<void> => {
      const items = [{ operation: "upsert", key: "write-freeze", value }];
      await send(box(), `PATCH /v1/edge-config/${bridge.store}/items`, { items });
    };
    const status = async (): Promise<number> => (await order("frozen-1")).status;
    await freeze(true);
    await expect.poll(status, { timeout: 20_000, interval: 50 }).toBe(503);
    expect((await bridge.ask("/ready")).status).toBe(200);
    await freeze(false);
    await expect.poll(status, { timeout: 20_000, interval: 50 }).toBeLessThan(300);
  });

  it("shows a bad version beside the good one, and is rid of it after a rollback (B1, T4)", async () => {
    const [before] = (await send(box(), `GET /v6/deployments?projectId=${bridge.project}`)).body["deployments"] as {
      uid: string;
    }[];
    const bad = await deploy(box(), bridge.project, {
      version: "1.1.0",
      application: "bridge-api",
      behaviour: "auth-breaking",
    });
    await send(box(), `POST /v1/projects/${bridge.project}/rolling-release/start`, { canaryDeploymentId: bad });
    bridge.traffic.clearFigures(bridge.project);
    const got = await repeat(60, (index) => order(`ramp-${String(index)}`));
    const denied = got.filter(({ status }) => status === 403);
    expect(denied.length).toBeGreaterThan(0);
    expect(new Set(denied.map(({ version }) => version))).toEqual(new Set(["1.1.0"]));
    const figures = bridge.traffic.figures(bridge.project);
    expect(figures.find(({ version }) => version === "1.1.0")?.byClass).toEqual({ "4xx": denied.length });
    await send(box(), `POST /v1/projects/${bridge.project}/rollback/${before?.uid ?? ""}`);
    const after = await repeat(30, (index) => order(`after-${String(index)}`));
    expect(new Set(after.map(({ status, version }) => `${String(status)} ${String(version)}`))).toEqual(
      new Set(["201 1.0.0"]),
    );
  });
});
