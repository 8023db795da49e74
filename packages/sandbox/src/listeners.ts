import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { vendorIds } from "@launchgate/core";
import type { Access } from "./access/access.ts";
import { traceOf } from "./error-text.ts";
import { isAdminPath, serveAdmin, type AdminArgs } from "./http/admin.ts";
import type { Certificates } from "./http/certificates.ts";
import { connectHandler } from "./http/connect-proxy.ts";
import { Listener } from "./http/listener.ts";
import type { Recorder } from "./http/recorder.ts";
import type { Router } from "./http/router.ts";
import { VendorServer } from "./http/vendor-server.ts";
import { perVendor, type PerVendor } from "./seed.ts";
import { vendors } from "./vendors/index.ts";
import type { World } from "./world/world.ts";

interface Common {
  readonly world: World;
  readonly access: Access;
  readonly recorder: Recorder;
  readonly certificates: Certificates;
  readonly onDefect: (message: string) => void;
}

/** One listener for each vendor. */
export function vendorListeners(
  args: Common & { readonly routers: PerVendor<Router>; readonly enforceRateLimits: boolean },
): PerVendor<Listener> {
  return perVendor((vendor) => {
    const server = new VendorServer({
      ...args,
      dialect: vendors[vendor].dialect,
      router: args.routers[vendor],
      onDefect: (defect, { method, path }) => args.onDefect(`${vendor} ${method} ${path}: ${traceOf(defect)}`),
    });
    const serve = (incoming: IncomingMessage, response: ServerResponse): Promise<void> =>
      server.serve(incoming, response);
    return new Listener(handing(serve, args.onDefect), args.certificates);
  });
}

/** The control interface and the CONNECT proxy, on one port. */
export function controlListener(
  args: Common & { readonly admin: AdminArgs; readonly listeners: PerVendor<Listener> },
): { readonly listener: Listener; readonly refusedHosts: readonly string[] } {
  const refusedHosts: string[] = [];
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isAdminPath(incoming.url ?? "")) return serveAdmin(args.admin, incoming, response);
    response.writeHead(404).end();
  };
  const listener = new Listener(handing(serve, args.onDefect), args.certificates);
  const byHost = new Map(
    vendorIds.flatMap((vendor) => vendors[vendor].dialect.hosts.map((host) => [host, args.listeners[vendor]] as const)),
  );
  const connect = connectHandler(
    (host) => byHost.get(host),
    (host) => refusedHosts.push(host),
  );
  listener.http.on("connect", connect);
  return { listener, refusedHosts };
}

/** Runs an asynchronous handler; what it throws ends the connection and is told as a defect. */
function handing(
  serve: (incoming: IncomingMessage, response: ServerResponse) => Promise<void>,
  onDefect: (message: string) => void,
): RequestListener {
  return (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      if (!incoming.socket.destroyed) onDefect(traceOf(error));
      response.destroy();
    });
  };
}
