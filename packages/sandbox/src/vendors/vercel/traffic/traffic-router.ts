import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LaunchgateError } from "@launchgate/core";
import { traceOf } from "../../../error-text.ts";
import { delay, fallSilent } from "../../../http/fault-play.ts";
import type { FaultEffect } from "../../../world/fault-schema.ts";
import type { World } from "../../../world/world.ts";
import type { Deployment, Project } from "../release/moment.ts";
import { FleetFull, type Fleet } from "./fleet.ts";
import { isRepeatable, passOn } from "./forward.ts";
import { isRefused } from "./protection.ts";
import { destinationOf, type Destination } from "./route-table.ts";
import { choose } from "./split.ts";

/** One request that was answered, or was not. */
export interface Answered {
  readonly project: Project;
  readonly deployment: Deployment;
  readonly status: number;
  /** Real milliseconds. */
  readonly milliseconds: number;
  /** Whether the request brought credentials. */
  readonly hasCredentials: boolean;
}

/** What a {@link TrafficRouter} works with. */
export interface TrafficRouterArgs {
  readonly world: World;
  readonly fleet: Fleet;
  readonly onAnswered: (answered: Answered) => void;
  readonly onDefect: (message: string) => void;
}

/**
 * Vercel's edge: takes requests by the host that they name, guards protected addresses, splits by the active rollout, and passes
 * them on to the server of a deployment. A project also has a port of its own, for clients that cannot say a host name.
 */
export class TrafficRouter {
  readonly #args: TrafficRouterArgs;
  readonly #listeners = new Map<string, Server>();
  /** Answers that a fault holds back. */
  readonly #held = new Set<ServerResponse>();

  constructor(args: TrafficRouterArgs) {
    this.#args = args;
  }

  /**
   * Listens on 127.0.0.1; 0 lets the system choose. Returns the port.
   *
   * @param host host that every request counts as; absent: the one that it names
   * @throws LaunchgateError `sandbox.port-in-use`
   */
  async listen(port: number, host?: string): Promise<number> {
    const server = createServer((incoming, response) => void this.#serve(incoming, response, host));
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once("error", (cause) => reject(portInUse(port, cause)));
      server.listen(port, "127.0.0.1", resolve);
    });
    this.#listeners.set(host ?? "", server);
    return (server.address() as AddressInfo).port;
  }

  /** Stops listening; ends connections that are idle, and waits for requests under way. */
  async close(): Promise<void> {
    for (const each of this.#held) each.destroy();
    const closing = [...this.#listeners.values()].map(async (server) => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // Those at work end with their answer.
      server.keepAliveTimeout = 1;
      await closed;
    });
    await Promise.all(closing);
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse, fixed: string | undefined): Promise<void> {
    const started = performance.now();
    const host = fixed ?? (incoming.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    try {
      const destination = destinationOf(this.#args.world, host);
      if (!destination) refuse(response, 404, "DEPLOYMENT_NOT_FOUND");
      else if (isRefused(destination, incoming)) refuse(response, 401, "DEPLOYMENT_PROTECTED");
      else await this.#answer(destination, incoming, response, started);
    } catch (error) {
      this.#args.onDefect(`traffic ${host}: ${traceOf(error)}`);
      refuse(response, 500, "INTERNAL_EDGE_ERROR");
    }
  }

  async #answer(to: Destination, incoming: IncomingMessage, response: ServerResponse, started: number): Promise<void> {
    const { world, onAnswered } = this.#args;
    const chosen = to.deployment ? undefined : choose(world, to.project, incoming.headers.cookie);
    const deployment = to.deployment ?? chosen?.deployment;
    if (deployment?.data.readyState !== "READY") {
      refuse(response, 404, "DEPLOYMENT_NOT_FOUND");
      return;
    }
    const at = `/${to.project.data.name}${new URL(incoming.url ?? "/", "http://edge").pathname}`;
    const met = world.faults.meet("edge", incoming.method ?? "GET", at);
    await delay(met);
    const isLost = met !== undefined && met.kind !== "latency";
    const status = isLost
      ? await this.#lose(met, response)
      : await this.#pass(deployment, incoming, response, chosen?.cookie);
    const milliseconds = performance.now() - started;
    const hasCredentials = incoming.headers.authorization !== undefined;
    onAnswered({ project: to.project, deployment, status, milliseconds, hasCredentials });
  }

  /** What a client gets of an edge that fails. Returns the status. */
  async #lose(met: FaultEffect, response: ServerResponse): Promise<number> {
    if (met.kind === "error") return refuse(response, met.status, "INTERNAL_EDGE_OUTAGE");
    if (met.kind === "rate-limit") return refuse(response, 429, "TOO_MANY_REQUESTS");
    this.#held.add(response);
    await fallSilent(met, response);
    this.#held.delete(response);
    return 503;
  }

  /** Passes on to the server; a read that got no answer is asked once more, of a new one. */
  async #pass(
    deployment: Deployment,
    incoming: IncomingMessage,
    response: ServerResponse,
    cookie: string | undefined,
  ): Promise<number> {
    const headers = { "x-vercel-id": "sandbox1::loopback", "x-vercel-deployment-id": deployment.data.id };
    const more = { headers, ...(cookie === undefined ? {} : { cookie }) };
    for (const isLast of isRepeatable(incoming) ? [false, true] : [true]) {
      try {
        const server = await this.#args.fleet.serverOf(deployment);
        const { status } = await passOn(incoming, response, server, more);
        if (status !== 0) return status;
        this.#args.fleet.distrust(deployment, server);
      } catch (error) {
        if (error instanceof FleetFull) return refuse(response, 503, "FUNCTION_THROTTLED");
        if (isLast) this.#args.onDefect(String(error));
      }
    }
    return refuse(response, 500, "FUNCTION_INVOCATION_FAILED");
  }
}

/** An answer of the edge itself, with its code as Vercel's `x-vercel-error`; where one has begun, its end. Returns the status. */
function refuse(response: ServerResponse, status: number, code: string): number {
  const headers = { "content-type": "text/plain; charset=utf-8", "x-vercel-error": code };
  if (response.headersSent) response.destroy();
  else if (!response.destroyed) response.writeHead(status, headers).end(`${code}\n`);
  return status;
}

function portInUse(port: number, cause: Error): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.port-in-use",
    message: `The sandbox's traffic cannot listen on 127.0.0.1:${String(port)}: ${cause.message}.`,
    fix: "End the program that uses the port, or start the traffic on another one.",
    cause,
  });
}
