import type { App, Called } from "./app.ts";

/** How each application is written to: one write with a client id. */
export function write({ name, call }: App, clientId: string, headers?: Record<string, string>): Promise<Called> {
  if (name === "web") return call("POST /v1/sessions", { clientId, page: "/pricing" }, headers);
  return call("POST /v1/orders", { clientId, item: "clip", quantity: 3 }, headers);
}

/** Reads back what was written. */
export function readBack({ name, call }: App, clientId: string, written: Called): Promise<Called> {
  return call(name === "web" ? `GET /v1/sessions/${clientId}` : `GET /v1/orders/${String(written.json["id"])}`);
}

/** Code of a refusal. */
export function codeOf({ json }: Called): unknown {
  return (json["error"] as { code?: unknown } | undefined)?.code;
}
