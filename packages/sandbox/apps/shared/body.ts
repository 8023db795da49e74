import type { IncomingMessage } from "node:http";
import { Refused } from "./reply.ts";

/** Most bytes of a body. */
const mostBytes = 64 * 1024;

/** The JSON of a request; `undefined` without a body. @throws Refused 413, 400 */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Refused(413, "TOO_LARGE", "The body has more than 64 kB.");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused(400, "INVALID", "The body is no JSON.");
  }
}
