import { api } from "@pagerduty/pdjs";
import type { Sandbox } from "../../src/index.ts";

/** What a call of the official client gives. */
export interface Reply {
  readonly status: number;
  // Bodies are judged by the contract check and by what the tests expect of them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
}

/** The official client, unmodified, as one of the token holders. */
export class Client {
  readonly #sandbox: Sandbox;
  readonly #holder: string;

  constructor(sandbox: Sandbox, holder = "pulumi") {
    this.#sandbox = sandbox;
    this.#holder = holder;
  }

  /** One call; a refusal is an answer too. */
  async call(method: string, path: string, data?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const token = this.#sandbox.tokens.pagerduty[this.#holder]?.token ?? "";
    const url = `${this.#sandbox.urls.pagerduty}${path}`;
    const body = data === undefined ? {} : { data };
    const reply = await api({ token, url, method, headers, ...body });
    return { status: reply.response.status, data: reply.data };
  }

  /** Makes a thing and gives it: `make("/teams", "team", {name})`. @throws Error with the refusal's body */
  async make(path: string, key: string, fields: object): Promise<Reply["data"]> {
    const reply = await this.call("post", path, { [key]: fields });
    if (reply.status !== 201 && reply.status !== 200)
      throw new Error(`POST ${path}: ${String(reply.status)} ${JSON.stringify(reply.data)}`);
    return reply.data[key];
  }

  /** Changes a thing and gives it as it is read afterwards. @throws Error with the refusal's body */
  async change(path: string, key: string, fields: object): Promise<Reply["data"]> {
    const reply = await this.call("put", path, { [key]: fields });
    if (reply.status !== 200) throw new Error(`PUT ${path}: ${String(reply.status)} ${JSON.stringify(reply.data)}`);
    return this.read(path, key);
  }

  /** Reads a thing. */
  async read(path: string, key: string): Promise<Reply["data"]> {
    return (await this.call("get", path)).data[key];
  }
}
