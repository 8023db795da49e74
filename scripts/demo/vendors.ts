import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { SandboxConnection } from "../../packages/cli/src/sandbox/connection.ts";
import { ControlClient } from "../../packages/cli/src/sandbox/control.ts";
import { DemoError } from "./child.ts";

const front = z.object({ url: z.url() });

type Vendor = keyof SandboxConnection["urls"];

/** Milliseconds that a vendor may take to answer. */
const patience = 60_000;

/** Milliseconds between two questions for the same thing. */
const pause = 250;

/** The five vendors by their own HTTP, as the machine role that runs releases, and the clock that they share. */
export class Vendors {
  readonly #connection: SandboxConnection;
  readonly #signal: AbortSignal;
  /** The sandbox's own interface: clock. */
  readonly control: ControlClient;
  /** Port where requests of visitors are taken. */
  readonly trafficPort: number;

  /** Why there are no real databases; `null` where there are. */
  readonly noDatabases: string | null;

  /** @param signal aborted with what is to be thrown */
  constructor(connection: SandboxConnection, signal: AbortSignal) {
    const { apps } = connection;
    this.trafficPort = apps?.trafficPort ?? 0;
    this.noDatabases = apps === undefined ? "The sandbox was started without." : apps.noPostgres;
    this.#connection = connection;
    this.#signal = signal;
    this.control = new ControlClient(connection);
  }

  /** Aborted when the demonstration is to end. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** One call, `"GET /v9/projects"`. @throws DemoError for another answer than a good one, or one of another form */
  async ask<S extends z.ZodType>(vendor: Vendor, line: string, schema: S, body?: object): Promise<z.output<S>> {
    const { status, value } = await this.#send(vendor, line, body);
    if (status >= 400) throw unexpected(vendor, line, `${String(status)} ${JSON.stringify(value)}`);
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw unexpected(vendor, line, `another form: ${parsed.error.message}`);
    return parsed.data;
  }

  /** Address of a project's production on this machine, for clients that cannot say a host name. */
  async frontOf(project: string): Promise<string> {
    const { control, adminToken } = this.#connection;
    const headers = { authorization: `Bearer ${adminToken}` };
    const answer = await fetch(`${control}/__sandbox/traffic?project=${project}`, { headers, signal: this.#signal });
    return front.parse(await answer.json()).url;
  }

  /** Asks until there is something. @throws DemoError with `what` after so many real seconds */
  async until<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      this.#signal.throwIfAborted();
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > end) throw new DemoError(`Expected within ${String(seconds)} s: ${what}.`, 1);
      await sleep(pause);
    }
  }

  /** Sandbox time, ISO 8601. */
  async now(): Promise<string> {
    return (await this.control.clock()).now;
  }

  /** Lets sandbox minutes pass, with everything that is due on the way. */
  async pass(minutes: number): Promise<void> {
    this.#signal.throwIfAborted();
    await this.control.moveClock({ advanceMilliseconds: Math.round(minutes * 60_000) });
  }

  async #send(vendor: Vendor, line: string, body?: object): Promise<{ status: number; value: unknown }> {
    const [method = "GET", path = ""] = line.split(" ");
    const { urls, tokens } = this.#connection;
    const answer = await fetch(`${urls[vendor]}${path}`, {
      method,
      headers: { ...headersOf(vendor, tokens[vendor]["release"]), "content-type": "application/json" },
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(patience)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, value: text === "" ? null : (JSON.parse(text) as unknown) };
  }
}

/** Each vendor's own way to say who asks. */
function headersOf(
  vendor: Vendor,
  { token = "", apiKey = "" }: { token?: string; apiKey?: string | undefined } = {},
): Record<string, string> {
  if (vendor === "datadog") return { "dd-api-key": apiKey, "dd-application-key": token };
  return { authorization: vendor === "pagerduty" ? `Token token=${token}` : `Bearer ${token}` };
}

function unexpected(vendor: Vendor, line: string, what: string): DemoError {
  return new DemoError(`Expected a good answer of ${vendor} to ${line}, came: ${what.slice(0, 600)}`, 1);
}
