import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { serve as bridgeApi } from "../../apps/bridge-api/application.ts";
import type { Application, RunningApplication } from "../../apps/shared/application.ts";
import { serve as web } from "../../apps/web/application.ts";

/** The reference applications. */
export const applications = { web, "bridge-api": bridgeApi } as const satisfies Record<string, Application>;

/** Name of one of {@link applications}. */
export type AppName = keyof typeof applications;

/** A started application, and what it reported. */
export interface App extends RunningApplication {
  readonly name: AppName;
  readonly counts: Readonly<Record<string, number>>;
  readonly gauges: Readonly<Record<string, number>>;
  readonly call: (line: string, body?: unknown, headers?: Record<string, string>) => Promise<Called>;
}

/** An answer. */
export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

const toEnd: (() => Promise<void>)[] = [];

/** Ends what a file of tests started, the last first. */
export function endAfterAll(): void {
  afterAll(async () => {
    for (const end of toEnd.toReversed()) await end();
    toEnd.length = 0;
  });
}

/** Starts an application in this process. */
export async function start(
  name: AppName,
  environment: Readonly<Record<string, string>> = {},
  { behaviour = "good", version = "1.2.3" } = {},
): Promise<App> {
  const counts: Record<string, number> = {};
  const gauges: Record<string, number> = {};
  const running = await applications[name]({
    ...{ application: name, version, behaviour, environment, now: () => Date.now() },
    count: (metric, by = 1) => (counts[metric] = (counts[metric] ?? 0) + by),
    gauge: (metric, value) => (gauges[metric] = value),
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= running.close());
  toEnd.push(close);
  return { ...running, name, counts, gauges, close, call: (...args) => call(running.port, ...args) };
}

const token = { authorization: "Bearer pilot" };

async function call(
  port: number,
  line: string,
  body?: unknown,
  headers: Record<string, string> = token,
): Promise<Called> {
  const [method = "GET", path = "/"] = line.split(" ");
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`, init);
  const text = await answer.text();
  const isJson = text !== "" && (answer.headers.get("content-type") ?? "").includes("json");
  const json = (isJson ? JSON.parse(text) : {}) as Called["json"];
  return { status: answer.status, headers: answer.headers, text, json };
}

/** A service beside the application whose answers a test sets. */
export interface Beside {
  readonly url: string;
  /** Status and JSON of every answer; `undefined`: the connection breaks. */
  answer: { status: number; body: unknown } | undefined;
  /** Bodies that were sent to it. */
  readonly got: unknown[];
  /** Requests that reached it. */
  asked: number;
}

/** Starts such a service: an edge config, Mux, a queue. */
export async function beside(body: unknown, status = 200): Promise<Beside> {
  const answer: Beside["answer"] = { status, body };
  const made: { -readonly [K in keyof Beside]: Beside[K] } & { got: unknown[] } = {
    url: "",
    answer,
    got: [],
    asked: 0,
  };
  const server = createServer((incoming, response) => {
    let text = "";
    made.asked += 1;
    incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    incoming.once("end", () => {
      if (text !== "") made.got.push(JSON.parse(text));
      if (!made.answer) response.destroy();
      else response.writeHead(made.answer.status).end(JSON.stringify(made.answer.body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  made.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  toEnd.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return made;
}
