import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import type { Dialect } from "./dialect.ts";
import type { VendorRequest } from "./message.ts";
import { Refusal } from "./refusal.ts";

const mostBytes = 64 * 1024 * 1024;

/** Reads a request to its end. The body is parsed by {@link withJson}, once the route is known to exist. */
export async function readRequest(incoming: IncomingMessage, dialect: Dialect): Promise<VendorRequest> {
  const raw = await readBody(incoming);
  const authority = incoming.headers.host ?? "127.0.0.1";
  const scheme = (incoming.socket as Partial<TLSSocket>).encrypted === true ? "https" : "http";
  const target = incoming.url ?? "/";
  const mark = target.indexOf("?");
  const rawPath = mark === -1 ? target : target.slice(0, mark);
  const host = authority.replace(/:\d+$/, "").toLowerCase();
  return {
    method: incoming.method ?? "GET",
    host,
    origin: `${scheme}://${authority}`,
    rawPath,
    ...dialect.split(rawPath, host),
    query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)),
    headers: incoming.headers,
    body: undefined,
    raw,
  };
}

/**
 * The request with its body parsed. A content type other than JSON leaves the body raw.
 *
 * @throws Refusal `malformed` for a body that says to be JSON and is none
 */
export function withJson(request: VendorRequest): VendorRequest {
  if (request.raw.length === 0) return request;
  const type = request.headers["content-type"] ?? "application/json";
  if (!/json|text\/plain/.test(type)) return request;
  try {
    return { ...request, body: JSON.parse(request.raw.toString("utf8")) as unknown };
  } catch {
    throw new Refusal({ kind: "malformed", message: "Problems parsing JSON" });
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Refusal({ kind: "malformed", message: "the body is larger than 64 MB" });
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
