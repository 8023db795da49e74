import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";

const snapshotSchema = z.object({ name: z.string(), at: z.string() });
const clockSchema = z.object({ now: z.string(), mode: z.enum(["running", "paused"]), offset: z.number() });
const statusSchema = z.object({
  urls: z.record(z.string(), z.string()),
  control: z.string(),
  world: z.string(),
  clock: clockSchema,
  requests: z.number(),
  unrouted: z.number(),
  refusedHosts: z.array(z.string()),
  snapshots: z.array(snapshotSchema),
  process: z.number(),
});

const eventSchema = z.object({
  number: z.number(),
  at: z.string(),
  source: z.string(),
  kind: z.string(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
});
const faultSchema = z.looseObject({
  id: z.string(),
  vendor: z.string(),
  method: z.string().optional(),
  path: z.string(),
  effect: z.looseObject({ kind: z.string() }),
  share: z.number(),
  scenario: z.string().optional(),
  until: z.string().optional(),
  seen: z.number(),
  hit: z.number(),
});

/** Something that happened in the sandbox. */
export type SandboxEvent = z.infer<typeof eventSchema>;
/** A fault that is set. */
export type SandboxFault = z.infer<typeof faultSchema>;

/** What a sandbox says of itself. */
export type SandboxStatus = z.infer<typeof statusSchema>;
/** How the sandbox's clock stands. */
export type SandboxClock = z.infer<typeof clockSchema>;
/** A kept state of the sandbox's world. */
export type SandboxSnapshot = z.infer<typeof snapshotSchema>;

/** What can be done to the clock; `set` is ISO 8601. */
export type ClockAct =
  { readonly set: string } | { readonly advanceMilliseconds: number } | { readonly mode: "running" | "paused" };

/** Milliseconds that a sandbox on this machine may take to answer. A reset of a full world takes under a second. */
const patience = 15_000;

/** Milliseconds for a jump of the clock: everything that is due on the way happens, a week of it in under a minute. */
const jumpPatience = 600_000;

/** Milliseconds that the sandbox holds a question for what happens next. */
const followFor = 10_000;

/** Speaks to the control interface of a running sandbox. */
export class ControlClient {
  readonly #control: string;
  readonly #token: string;

  constructor({ control, adminToken }: { readonly control: string; readonly adminToken: string }) {
    this.#control = control;
    this.#token = adminToken;
  }

  /** What the sandbox says of itself; undefined where none answers. Waits 3 seconds at most. */
  async tryStatus(): Promise<SandboxStatus | undefined> {
    try {
      return statusSchema.parse(await this.#ask("GET", "status", undefined, 3_000));
    } catch {
      return undefined;
    }
  }

  /** Empties the world and puts in what is there at the beginning. */
  async reset(): Promise<SandboxStatus> {
    return statusSchema.parse(await this.#ask("POST", "reset", {}));
  }

  /** Keeps the world under a name. */
  async snapshot(name: string): Promise<SandboxSnapshot> {
    return snapshotSchema.parse(await this.#ask("POST", "snapshot", { name }));
  }

  /** Puts the world back to a snapshot. */
  async restore(name: string): Promise<SandboxSnapshot> {
    return snapshotSchema.parse(await this.#ask("POST", "restore", { name }));
  }

  /** How the clock stands. */
  async clock(): Promise<SandboxClock> {
    return clockSchema.parse(await this.#ask("GET", "clock"));
  }

  /** Sets, moves, stops or continues the sandbox's clock. */
  async moveClock(act: ClockAct): Promise<SandboxClock> {
    return clockSchema.parse(await this.#ask("POST", "clock", act, jumpPatience));
  }

  /** What happened behind number `after`; with `wait`, waits up to ten seconds for it. */
  async events(after: number, wait = false): Promise<readonly SandboxEvent[]> {
    const query = `events?after=${String(after)}&wait=${String(wait ? followFor : 0)}`;
    return z.array(eventSchema).parse(await this.#ask("GET", query, undefined, patience + followFor));
  }

  /** Faults that are set. */
  async faults(): Promise<readonly SandboxFault[]> {
    return z.array(faultSchema).parse(await this.#ask("GET", "faults"));
  }

  /** Sets one fault. */
  async addFault(fault: object): Promise<readonly SandboxFault[]> {
    return [faultSchema.parse(await this.#ask("POST", "faults", fault))];
  }

  /** Sets the faults of a scenario. */
  async startScenario(name: string, until: string | undefined): Promise<readonly SandboxFault[]> {
    return z.array(faultSchema).parse(await this.#ask("POST", "scenarios", { name, ...(until && { until }) }));
  }

  /** Ends one fault, those of a scenario, or all; gives those that ended. */
  async clearFaults(which: {
    id?: string | undefined;
    scenario?: string | undefined;
  }): Promise<readonly SandboxFault[]> {
    return z.array(faultSchema).parse(await this.#ask("DELETE", "faults", which));
  }

  /** How people behave when they are paged, by e-mail address; gives what holds now. */
  async setResponders(script: object): Promise<unknown> {
    return this.#ask("PUT", "pagerduty/responders", script);
  }

  async #ask(
    method: "GET" | "POST" | "PUT" | "DELETE",
    act: string,
    body?: object,
    milliseconds = patience,
  ): Promise<unknown> {
    const response = await fetch(`${this.#control}/__sandbox/${act}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      signal: AbortSignal.timeout(milliseconds),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw noAnswer(cause);
    });
    const answer = await response.json();
    if (response.ok) return answer;
    throw refused(answer);
  }
}

function noAnswer(cause: unknown): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.no-answer",
    message: "The sandbox does not answer its control interface.",
    fix: "Run `launchgate sandbox status`; `launchgate sandbox stop`, then `start`, begins a new process on the same state.",
    source: "tool",
    cause,
  });
}

const refusalSchema = z.object({ error: z.string(), code: z.string().optional(), fix: z.string().optional() });

function refused(answer: unknown): LaunchgateError {
  const { error, code, fix } = refusalSchema.parse(answer);
  return new LaunchgateError({
    code: code ?? "sandbox.refused",
    message: error,
    fix: fix ?? "Run `launchgate sandbox status` to see how the sandbox stands.",
  });
}
