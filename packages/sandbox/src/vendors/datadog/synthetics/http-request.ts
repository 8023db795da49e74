import { request } from "node:http";
import type { World } from "../../../world/world.ts";
import { placeOf } from "./reach.ts";

/** A request of a test, variables put in. */
export interface TestRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly followRedirects: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

/** What came back. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Real milliseconds from the request to the end of its answer. */
  readonly milliseconds: number;
  /** Real milliseconds until the first byte. */
  readonly firstByte: number;
}

/** Why a request had no answer, in the words of a result. Source: datadog-v1.json SyntheticsApiTestFailureCode. */
export class RequestFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const mostRedirects = 10;

/** Sends a request of a test to its place on this machine. @throws RequestFailure */
export async function send(world: World, given: TestRequest, redirects = 0): Promise<TestResponse> {
  const url = urlOf(given.url);
  const answer = await once(world, url, given);
  const { location } = answer.headers;
  if (!given.followRedirects || location === undefined || answer.status < 300 || answer.status > 399) return answer;
  if (redirects >= mostRedirects) throw new RequestFailure("TOO_MANY_REDIRECTS", "Too many redirects");
  const keepsMethod = answer.status === 307 || answer.status === 308;
  const next = { ...given, url: new URL(location, url).href };
  return send(world, keepsMethod ? next : { ...next, method: "GET", body: undefined }, redirects + 1);
}

function once(world: World, url: URL, given: TestRequest): Promise<TestResponse> {
  const place = placeOf(world, url);
  if (!place) return Promise.reject(new RequestFailure("DNS", `Error during DNS resolution of ${url.hostname}`));
  const { method, body, timeout } = given;
  const headers = { ...given.headers, host: url.host, ...(body === undefined ? {} : lengthOf(body)) };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: place.port, method, path: url.pathname + url.search, headers };
    const outgoing = request({ ...options, signal: AbortSignal.timeout(timeout) }, (incoming) => {
      const firstByte = performance.now() - began;
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", (error) => reject(failureOf(error)));
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const milliseconds = performance.now() - began;
        resolve({
          status: incoming.statusCode ?? 0,
          headers: plain(incoming.headers),
          body: text,
          milliseconds,
          firstByte,
        });
      });
    });
    outgoing.on("error", (error) => reject(failureOf(error)));
    outgoing.end(body);
  });
}

const codes: Readonly<Record<string, string>> = {
  ECONNREFUSED: "CONNREFUSED",
  ECONNRESET: "CONNRESET",
  ABORT_ERR: "TIMEOUT",
  ETIMEDOUT: "TIMEOUT",
};

function failureOf(error: Error & { readonly code?: string }): RequestFailure {
  return new RequestFailure(codes[error.code ?? ""] ?? "UNKNOWN", error.message);
}

function plain(headers: NodeJS.Dict<string[] | string>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]));
}

function lengthOf(body: string): Readonly<Record<string, string>> {
  return { "content-length": String(Buffer.byteLength(body)) };
}

function urlOf(text: string): URL {
  if (!URL.canParse(text)) throw new RequestFailure("INVALID_REQUEST", `${text} is no URL`);
  return new URL(text);
}
