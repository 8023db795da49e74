import { request, type Agent } from "node:http";

/** One answer as a visitor saw it. */
export interface Seen {
  /** 0: no answer. */
  readonly status: number;
  /** Release that answered: header `x-release-version`. */
  readonly version: string;
  readonly milliseconds: number;
}

/** What a visitor asks for. */
export interface Asked {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Real milliseconds after which a visitor gives up. */
const patience = 10_000;

/** Somebody who comes again: keeps the cookies that make a rollout sticky. */
export class Visitor {
  readonly #agent: Agent;
  readonly #port: number;
  readonly #host: string;
  #cookie: string | undefined;

  constructor(args: { readonly agent: Agent; readonly port: number; readonly host: string }) {
    [this.#agent, this.#port, this.#host] = [args.agent, args.port, args.host];
  }

  /** Asks once. A broken connection is an answer of status 0. */
  ask({ method, path, body, headers }: Asked): Promise<Seen> {
    const started = performance.now();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const cookie = this.#cookie === undefined ? {} : { cookie: this.#cookie };
    const sent =
      text === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    return new Promise((resolve) => {
      const end = (status: number, version = ""): void => {
        resolve({ status, version, milliseconds: performance.now() - started });
      };
      const outgoing = request(
        {
          ...{ host: "127.0.0.1", port: this.#port, agent: this.#agent, method, path, timeout: patience },
          headers: { host: this.#host, ...cookie, ...sent, ...headers },
        },
        (answer) => {
          const set = answer.headers["set-cookie"]?.[0]?.split(";")[0];
          if (set !== undefined) this.#cookie = set;
          answer.resume().once("end", () => {
            end(answer.statusCode ?? 0, String(answer.headers["x-release-version"] ?? ""));
          });
          answer.once("error", () => {
            end(0);
          });
        },
      );
      outgoing.once("timeout", () => outgoing.destroy());
      outgoing.once("error", () => {
        end(0);
      });
      outgoing.end(text);
    });
  }
}
