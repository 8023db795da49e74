import type { IncomingMessage, ServerResponse } from "node:http";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Access } from "../access/access.ts";
import { beginFault } from "../scenarios/begin-fault.ts";
import { scenarios, startScenario } from "../scenarios/scenarios.ts";
import { faultSchema } from "../world/fault-schema.ts";
import type { World } from "../world/world.ts";
import type { Recorder } from "./recorder.ts";

/** What the control interface works on. */
export interface AdminArgs {
  readonly world: World;
  readonly access: Access;
  readonly recorder: Recorder;
  /** What `GET /__sandbox/status` says. */
  readonly status: () => unknown;
  /** Fills the world anew. */
  readonly reset: () => void;
  /** Routes of the vendors. */
  readonly more?: Readonly<Record<string, AdminRoute>>;
}

/** Answers one call of the control interface. */
export type AdminRoute = (args: AdminArgs, given: unknown, query: URLSearchParams) => unknown;

const place = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(30_000).default(0),
});
const whichFaults = z.strictObject({ id: z.string().optional(), scenario: z.string().optional() });

const named = z.strictObject({ name: z.string() });
const scenarioAct = z.strictObject({ name: z.string(), until: z.iso.datetime({ offset: true }).optional() });
const clockAct = z.union([
  z.strictObject({ advanceMilliseconds: z.number().int().min(0) }),
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
  z.strictObject({ mode: z.enum(["running", "paused"]) }),
]);

/** Routes of the control interface: what `launchgate sandbox ...` calls. */
const routes: Readonly<Record<string, AdminRoute>> = {
  "GET /__sandbox/status": ({ status }) => status(),
  "GET /__sandbox/requests": ({ recorder }, _given, query) => recorder.recent(query.get("vendor") ?? undefined),
  "GET /__sandbox/unrouted": ({ recorder }) => recorder.unrouted(),
  "GET /__sandbox/clock": ({ world }) => world.clock.reading(),
  "POST /__sandbox/clock": ({ world }, given) => moveClock(world, clockAct.parse(given)),
  "GET /__sandbox/events": ({ world }, _given, query) => {
    const { after, wait } = place.parse(Object.fromEntries(query));
    return world.timeline.follow(after, wait);
  },
  "GET /__sandbox/faults": ({ world }) => world.faults.list(),
  "POST /__sandbox/faults": ({ world }, given) => beginFault(world, faultSchema.parse(given)),
  "GET /__sandbox/scenarios": () => scenarios,
  "POST /__sandbox/scenarios": ({ world }, given) => {
    const { name, until } = scenarioAct.parse(given);
    return startScenario(world, name, until);
  },
  "DELETE /__sandbox/faults": ({ world }, given) => world.faults.clear(whichFaults.parse(given)),
  "GET /__sandbox/snapshots": ({ world }) => world.snapshots.list(),
  "POST /__sandbox/snapshot": ({ world }, given) => world.snapshots.take(named.parse(given).name),
  "POST /__sandbox/restore": ({ world }, given) => world.snapshots.restore(named.parse(given).name),
  "POST /__sandbox/reset": ({ reset, status }) => {
    reset();
    return status();
  },
};

/** Whether a path belongs to the control interface. */
export function isAdminPath(path: string): boolean {
  return path.startsWith("/__sandbox/");
}

/** Serves the control interface to holders of the admin token (`Authorization: Bearer ...`). */
export async function serveAdmin(args: AdminArgs, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answer(args, incoming);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

async function answer(args: AdminArgs, incoming: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? "")?.[1] ?? "";
  if (!args.access.isAdmin(token)) return { status: 401, body: { error: "The admin token is missing or wrong." } };
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const all = { ...routes, ...args.more };
  const route = all[`${incoming.method ?? "GET"} ${url.pathname}`];
  if (!route) return { status: 404, body: { error: `No such route. There are: ${Object.keys(all).join(", ")}.` } };
  try {
    return { status: 200, body: (await route(args, await readJson(incoming), url.searchParams)) ?? {} };
  } catch (error) {
    return refusal(error);
  }
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as unknown);
}

function refusal(error: unknown): { status: number; body: unknown } {
  if (error instanceof LaunchgateError) {
    return { status: 400, body: { error: error.message, code: error.code, fix: error.fix } };
  }
  if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
  if (error instanceof SyntaxError) return { status: 400, body: { error: "The body is no JSON." } };
  throw error;
}

/** Ahead, all that is due on the way happens, each at its moment. */
async function moveClock({ agenda, clock }: World, act: z.infer<typeof clockAct>): Promise<unknown> {
  if ("advanceMilliseconds" in act) await agenda.passTo(clock.now() + act.advanceMilliseconds);
  else if ("set" in act) await agenda.passTo(Date.parse(act.set));
  else if (act.mode === "paused") clock.pause();
  else clock.run();
  return clock.reading();
}
