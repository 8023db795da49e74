import { randomUUID } from "node:crypto";
import type { ApplicationContext } from "../shared/application.ts";
import type { Reply } from "../shared/reply.ts";
import type { AppRoute, Asked } from "../shared/route.ts";
import type { Video } from "../shared/video.ts";
import type { Orders } from "./orders.ts";
import type { Outbox } from "./outbox.ts";

/** What the routes work with. */
export interface RouteParts {
  readonly context: ApplicationContext;
  readonly orders: Orders;
  readonly outbox: Outbox;
  readonly video: Video;
}

const pilot = { wantsCredentials: true } as const;
const write = { ...pilot, isWrite: true } as const;
const order = "/v1/orders/:id";

/** Routes of the API. Smoke orders need no credentials: the address that leads to them is protected. */
export function routesOf({ context, orders, outbox, video }: RouteParts): readonly AppRoute[] {
  const accept = async (body: unknown, source: string): Promise<Reply> => {
    const taken = await orders.accept(body, source);
    if (taken.isNew) context.count("app.business.orders_accepted");
    outbox.kick();
    return { status: taken.isNew ? 201 : 200, body: taken.order };
  };
  const smoke = (): Promise<Reply> =>
    accept({ clientId: `smoke-${randomUUID()}`, item: "smoke", quantity: 1 }, "smoke");
  const find = async ({ params }: Asked): Promise<Reply> => ok(await orders.find(params["id"]));
  const list = async (): Promise<Reply> => ok({ orders: await orders.list() });
  const change = async ({ params, body }: Asked): Promise<Reply> => ok(await orders.change(params["id"], body));
  const watch = async ({ params }: Asked): Promise<Reply> => ok(await video.playback(params["id"] ?? ""));
  const remove = async ({ params }: Asked): Promise<Reply> => {
    await orders.remove(params["id"]);
    return { status: 204 };
  };
  return [
    { method: "POST", path: "/v1/orders", ...write, run: ({ body }) => accept(body, "client") },
    { method: "GET", path: "/v1/orders", ...pilot, run: list },
    { method: "GET", path: order, ...pilot, run: find },
    { method: "PATCH", path: order, ...write, run: change },
    { method: "DELETE", path: order, ...write, run: remove },
    { method: "POST", path: "/v1/smoke/orders", isWrite: true, run: smoke },
    { method: "GET", path: "/v1/smoke/orders/:id", run: find },
    { method: "GET", path: "/v1/videos/:id", run: watch },
  ];
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}
