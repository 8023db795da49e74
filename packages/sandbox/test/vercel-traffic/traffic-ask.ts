import { request } from "node:http";
import type { Deployments } from "../../src/vendors/vercel/traffic/index.ts";

/** An answer. */
export interface Got {
  /** 0: the connection broke. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Release that answered. */
  readonly version: string | undefined;
  /** Cookie that was set, as it is to be sent. */
  readonly cookie: string | undefined;
}

/** Asks the router by a host name, as a client would whose name server leads there. */
export function ask(
  { traffic }: { readonly traffic: Pick<Deployments, "port"> },
  host: string,
  path = "/health",
  init: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: unknown } = {},
): Promise<Got> {
  return new Promise((resolve) => {
    const body = init.body === undefined ? undefined : JSON.stringify(init.body);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const headers = { host, ...length, ...init.headers };
    const to = { host: "127.0.0.1", port: traffic.port, path, method: init.method ?? "GET", headers };
    const outgoing = request(to, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      answer.once("end", () => {
        const version = answer.headers["x-release-version"] as string | undefined;
        const cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0];
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, version, cookie });
      });
    });
    outgoing.once("error", () => {
      resolve({ status: 0, headers: {}, text: "", version: undefined, cookie: undefined });
    });
    outgoing.end(body);
  });
}

/** Runs `work` so many times, at most eight at once; results in order. */
export async function repeat<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < times; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return results;
}
