import { randomUUID } from "node:crypto";
import type { Application } from "../shared/application.ts";
import { behaviourOf } from "../shared/behaviours.ts";
import { Database } from "../shared/database.ts";
import type { Reply } from "../shared/reply.ts";
import { AppServer, type AppRoute, type Asked } from "../shared/server.ts";
import { Switches } from "../shared/switches.ts";
import { Video } from "../shared/video.ts";
import { Orders, schema } from "./orders.ts";
import { Outbox } from "./outbox.ts";

/** Functions behind /v1: orders, video, notifications. */
export const serve: Application = (context) => {
  const { environment, behaviour, count } = context;
  const switches = new Switches(environment["EDGE_CONFIG"]);
  const database = new Database(environment["DATABASE_URL"], schema);
  const orders = new Orders(database, behaviourOf(behaviour).corruptsWrites);
  const outbox = new Outbox(database, switches, environment["QUEUE_URL"]);
  const video = new Video(context, switches);

  async function accept(body: unknown, source: string): Promise<Reply> {
    const { order, isNew } = await orders.accept(body, source);
    if (isNew) count("app.business.orders_accepted");
    outbox.kick();
    return { status: isNew ? 201 : 200, body: order };
  }
  const smoke = (): Promise<Reply> =>
    accept({ clientId: `smoke-${randomUUID()}`, item: "smoke", quantity: 1 }, "smoke");
  const find = async ({ params }: Asked): Promise<Reply> => ({ status: 200, body: await orders.find(params["id"]) });

  const pilot = { wantsCredentials: true } as const;
  const write = { ...pilot, isWrite: true } as const;
  const routes: readonly AppRoute[] = [
    { method: "POST", path: "/v1/orders", ...write, run: ({ body }) => accept(body, "client") },
    {
      method: "GET",
      path: "/v1/orders",
      ...pilot,
      run: async () => ({ status: 200, body: { orders: await orders.list() } }),
    },
    { method: "GET", path: "/v1/orders/:id", ...pilot, run: find },
    {
      method: "PATCH",
      path: "/v1/orders/:id",
      ...write,
      run: async ({ params, body }) => ({ status: 200, body: await orders.change(params["id"], body) }),
    },
    {
      method: "DELETE",
      path: "/v1/orders/:id",
      ...write,
      run: async ({ params }) => (await orders.remove(params["id"]), { status: 204 }),
    },
    { method: "POST", path: "/v1/smoke/orders", isWrite: true, run: smoke },
    { method: "GET", path: "/v1/smoke/orders/:id", run: find },
    {
      method: "GET",
      path: "/v1/videos/:id",
      run: async ({ params }) => ({ status: 200, body: await video.playback(params["id"] ?? "") }),
    },
  ];
  const ready = async (): Promise<void> => {
    await database.query("SELECT 1");
    outbox.kick();
  };
  const gauges = () => ({
    "app.queue.backlog": outbox.backlog,
    "app.database.connections_percent": database.connectionsPercent,
  });
  const close = async (): Promise<void> => {
    await outbox.close();
    await database.close();
  };
  return new AppServer(context, { routes, switches, ready, gauges, close }).listen();
};
