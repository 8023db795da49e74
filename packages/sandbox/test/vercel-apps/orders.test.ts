import { beforeAll, expect, it } from "vitest";
import { newProject, query, withBinaries, withPostgres } from "../neon-postgres/postgres.ts";
import { beside, endAfterAll, start, type App } from "./app.ts";
import { codeOf, write } from "./writes.ts";

const handle = withPostgres();
endAfterAll();

withBinaries("orders", () => {
  let uri = "";
  let app: App;
  beforeAll(async () => {
    uri = (await newProject(handle, "orders")).uri;
    app = await start("bridge-api", { DATABASE_URL: uri });
  });

  it("are made, listed, changed and taken away", async () => {
    const made = await write(app, "life-1");
    const at = `/v1/orders/${String(made.json["id"])}`;
    expect(made.json).toMatchObject({ clientId: "life-1", item: "clip", quantity: 3, source: "client" });
    expect((await app.call(`PATCH ${at}`, { quantity: 5 })).json).toMatchObject({ item: "clip", quantity: 5 });
    expect((await app.call(`PATCH ${at}`, { item: "reel" })).json).toMatchObject({ item: "reel", quantity: 5 });
    const { json } = await app.call("GET /v1/orders");
    expect(json["orders"]).toContainEqual({ ...made.json, item: "reel", quantity: 5 });
    expect((await app.call(`DELETE ${at}`)).status).toBe(204);
    expect((await app.call(`DELETE ${at}`)).status).toBe(204);
    expect((await app.call(`GET ${at}`)).status).toBe(404);
  });

  it.each([
    ["without a client id", { item: "clip", quantity: 1 }, 422],
    ["of nothing", { clientId: "bad-1", item: "", quantity: 1 }, 422],
    ["of a quantity below one", { clientId: "bad-2", item: "clip", quantity: 0 }, 422],
    ["with a field that nobody knows", { clientId: "bad-3", item: "clip", quantity: 1, colour: "red" }, 422],
  ])("%s are refused", async (_what, body, status) => {
    const answer = await app.call("POST /v1/orders", body);
    expect([answer.status, codeOf(answer)]).toEqual([status, "INVALID"]);
  });

  it("are refused where the client id belongs to another", async () => {
    await write(app, "taken-1");
    const other = { clientId: "taken-1", item: "other", quantity: 1 };
    expect(codeOf(await app.call("POST /v1/orders", other))).toBe("CONFLICT");
  });

  it("of a write-corrupting version are acknowledged right and stored wrong", async () => {
    const bad = await start("bridge-api", { DATABASE_URL: uri }, { behaviour: "write-corrupting" });
    expect((await write(bad, "corrupt-1")).json).toMatchObject({ quantity: 3 });
    const rows = await query(uri, "SELECT quantity FROM orders WHERE client_id = 'corrupt-1'");
    expect(rows).toEqual([{ quantity: 30 }]);
  });

  it("send each notification once the queue takes it, and keep it until then", async () => {
    const queue = await beside({}, 503);
    const other = (await newProject(handle, "outbox")).uri;
    const sender = await start("bridge-api", { DATABASE_URL: other, QUEUE_URL: queue.url });
    for (const id of ["note-1", "note-2", "note-3"]) await write(sender, id);
    await expect.poll(() => queue.got.length, { timeout: 20_000 }).toBeGreaterThan(3);
    expect(await query(other, "SELECT count(*)::int AS count FROM notifications")).toEqual([{ count: 3 }]);
    queue.got.length = 0;
    queue.answer = { status: 202, body: {} };
    const waiting = () => query<{ count: number }>(other, "SELECT count(*)::int AS count FROM notifications");
    await expect.poll(waiting, { timeout: 20_000 }).toEqual([{ count: 0 }]);
    const orders = new Set(queue.got.map((each) => (each as { body: { order: string } }).body.order));
    expect(orders.size).toBe(3);
  });

  it("come back when the tables are gone", async () => {
    const place = (await newProject(handle, "tables")).uri;
    const again = await start("bridge-api", { DATABASE_URL: place });
    expect((await write(again, "gone-1")).status).toBe(201);
    await query(place, "DROP TABLE orders", "DROP TABLE notifications");
    expect((await write(again, "gone-2")).status).toBe(503);
    expect((await write(again, "gone-3")).status).toBe(201);
  });
});
