import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { smokeStepSchema, type SmokeStep } from "@launchgate/core";
import { judgeService, type SmokeOptions } from "../../../../packages/cli/src/smoke/suite.ts";
import type { ServiceSmoke } from "../../../../packages/cli/src/smoke/result.ts";

/** What one test gives of a step; the rest is as in a model. */
export type GivenStep = Partial<SmokeStep> & { readonly path: string };

/** Steps as a model has them, with time enough for a loaded machine. */
export function suiteOf(...steps: readonly GivenStep[]): readonly SmokeStep[] {
  return steps.map((step, index) =>
    smokeStepSchema.parse({ title: `Step ${String(index + 1)}`, within: "1 minute", ...step }),
  );
}

/** A real server on loopback that notes what it is asked. */
export class Service {
  readonly seen: { readonly method: string; readonly path: string; readonly headers: IncomingMessage["headers"] }[] =
    [];
  answer: RequestListener;
  readonly #server: Server;

  private constructor(answer: RequestListener) {
    this.answer = answer;
    this.#server = createServer((incoming, response) => {
      this.seen.push({ method: incoming.method ?? "", path: incoming.url ?? "", headers: incoming.headers });
      this.answer(incoming, response);
    });
  }

  static async start(answer: RequestListener): Promise<Service> {
    const service = new Service(answer);
    await new Promise<void>((resolve) => service.#server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** How suites are run in tests: no pause, so that a second try comes at once. */
export const quick: SmokeOptions = {
  tries: 3,
  factor: 1,
  pause: 0,
  signal: new AbortController().signal,
  now: () => new Date("2026-11-18T09:00:00Z"),
};

/** Judges a service at an address. */
export function judged(
  url: string,
  steps: readonly SmokeStep[],
  { bypass, ...options }: Partial<SmokeOptions> & { readonly bypass?: string } = {},
): Promise<ServiceSmoke> {
  return judgeService({ service: "web", stage: "dev", url, bypass, steps }, { ...quick, ...options });
}

/** Answers with a status, a body and the version that every answer tells. */
export function saying(body: string, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_incoming, response) => {
    response.writeHead(status, { "x-release-version": "1.2.3", ...headers }).end(body);
  };
}
