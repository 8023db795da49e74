/** What each named scenario does to a service with database, video and queue: set, met, cleared by command. (D1, issue 7 point 7) */
import { beforeAll, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { now, query, restore, withBinaries, withPostgres } from "../neon-postgres/postgres.ts";
import { Bridge } from "../vercel-traffic/bridge.ts";
import { repeat } from "../vercel-traffic/traffic-ask.ts";
import { during } from "./control.ts";

const handle = withPostgres();
const patience = { timeout: 60_000, interval: 100 };

withBinaries("a service", () => {
  let bridge: Bridge;
  beforeAll(async () => {
    bridge = await Bridge.start(handle);
    // It makes its tables with the first statement.
    expect(await order("first")).toBe(201);
    return () => bridge.close();
  });

  const count = async (what: string): Promise<number> =>
    Number((await query<{ count: string }>(bridge.uri, `SELECT count(*) AS count FROM ${what}`))[0]?.count);
  const order = async (id: string): Promise<number> => (await bridge.order(id)).status;
  const video = async (): Promise<[number, unknown]> => {
    const { status, text } = await bridge.ask("/v1/videos/intro");
    return [status, (JSON.parse(text) as { source: string }).source];
  };

  it("cannot reach its database while Neon is down, though it was connected, and goes on afterwards", async () => {
    expect(await order("before-outage")).toBe(201);
    await during(handle.sandbox, "neon-outage", async () => {
      expect(await order("in-outage")).toBe(503);
      const asked = await fetch(`${handle.sandbox.urls.neon}/projects`, { headers: headersOf(handle.sandbox, "neon") });
      expect(asked.status).toBe(503);
    });
    await expect.poll(() => order("in-outage"), patience).toBe(201);
    expect(await count("orders WHERE client_id IN ('before-outage', 'in-outage')")).toBe(2);
  });

  it("has every other row damaged by a corruption, also when that is over, until its data are restored", async () => {
    await repeat(10, (index) => order(`damaged-${String(index)}`));
    await expect.poll(() => count("notifications"), patience).toBe(0);
    const [all, damaged] = [await count("orders"), "orders WHERE item <> 'clip'"];
    handle.sandbox.clock.advance(2_000);
    const before = now(handle);
    handle.sandbox.clock.advance(2_000);
    await during(handle.sandbox, "neon-corruption", async () => {
      expect(await count(damaged)).toBe(Math.floor(all / 2));
    });
    expect([await count(damaged), await count("orders")]).toEqual([Math.floor(all / 2), all]);
    await restore(handle, bridge.database, { source_timestamp: before }, "damaged");
    expect([await count(damaged), await count("orders")]).toEqual([0, all]);
  });

  it("shows videos by its fallback while Mux fails", async () => {
    expect(await video()).toEqual([200, "mux"]);
    await during(handle.sandbox, "mux-failure", async () => {
      expect(await video()).toEqual([200, "fallback"]);
    });
    expect(await video()).toEqual([200, "mux"]);
  });

  it("is refused by Mux with 401, and shows its fallback, while its secret is expired", async () => {
    const asset = `${bridge.traffic.backstage.url}/mux/video/v1/assets/intro`;
    await during(handle.sandbox, "expired-secret", async () => {
      expect((await fetch(asset)).status).toBe(401);
      expect(await video()).toEqual([200, "fallback"]);
    });
    expect((await fetch(asset)).status).toBe(200);
  });

  it("keeps what the queue does not take, and sends all of it when the backlog is over", async () => {
    await expect.poll(() => count("notifications"), patience).toBe(0);
    const { taken } = bridge.traffic.backstage;
    await during(handle.sandbox, "queue-backlog", async () => {
      expect(await repeat(5, (index) => order(`waiting-${String(index)}`))).toEqual([201, 201, 201, 201, 201]);
      expect(await count("notifications")).toBe(5);
    });
    await expect.poll(() => bridge.traffic.backstage.taken, patience).toBe(taken + 5);
    await expect.poll(() => count("notifications"), patience).toBe(0);
  });

  it("is reached by half of its visitors while a region of Vercel fails", async () => {
    const statuses = async (): Promise<readonly number[]> =>
      (await repeat(20, async () => (await bridge.ask("/health")).status)).toSorted();
    await during(handle.sandbox, "vercel-region-failure", async () => {
      expect(await statuses()).toEqual([...Array<number>(10).fill(200), ...Array<number>(10).fill(503)]);
    });
    expect(new Set(await statuses())).toEqual(new Set([200]));
  });
});
