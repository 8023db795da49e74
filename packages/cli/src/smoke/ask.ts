import { lookup as systemLookup } from "node:dns";
import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { mostBytes, type SmokeReason } from "./result.ts";

/** One request. */
export interface Ask {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Longest time until the answer is whole. */
  readonly milliseconds: number;
  /** Ends it: somebody stopped the command. */
  readonly signal: AbortSignal;
}

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Why a step did not pass, with the answer as far as there was one. */
export class SmokeFault extends Error {
  readonly reason: SmokeReason;
  readonly answer: Answer | undefined;

  constructor(reason: SmokeReason, text: string, answer?: Answer) {
    super(text);
    this.name = "SmokeFault";
    this.reason = reason;
    this.answer = answer;
  }
}

/**
 * Sends one request and waits for its whole answer; follows nothing.
 *
 * @throws SmokeFault `no-answer`, `late`, `partial`, `too-large`
 */
export async function ask(request: Ask): Promise<Answer> {
  const { milliseconds, signal } = request;
  const late = AbortSignal.timeout(Math.max(1, Math.ceil(milliseconds)));
  const seen: { incoming?: IncomingMessage } = {};
  try {
    const incoming = await send(request, AbortSignal.any([late, signal]));
    seen.incoming = incoming;
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await wholeBody(incoming) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SmokeFault) throw error;
    if (late.aborted) throw new SmokeFault("late", `no whole answer within ${inSeconds(milliseconds)}`);
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    if (seen.incoming === undefined) throw new SmokeFault("no-answer", `no answer (${code})`);
    throw new SmokeFault("partial", `the answer broke off (${code})`);
  }
}

/** Milliseconds as people read them. */
export function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

function send({ url, method, headers, body }: Ask, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    // A connection of its own: none that an earlier step left half dead.
    const outgoing = request(url, { method, headers, signal, lookup, agent: false }, resolve);
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

async function wholeBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new SmokeFault("too-large", `the answer is larger than ${String(mostBytes)} bytes`);
    chunks.push(chunk);
  }
  if (!incoming.complete) throw new SmokeFault("partial", "the answer broke off");
  return Buffer.concat(chunks).toString("utf8");
}

/** Names below `localhost` are this machine (RFC 6761), which not every system's resolver knows. */
const lookup: LookupFunction = (hostname, options, callback) => {
  if (!hostname.endsWith(".localhost")) systemLookup(hostname, options, callback);
  else if (options.all === true) callback(null, [{ address: "127.0.0.1", family: 4 }]);
  else callback(null, "127.0.0.1", 4);
};
