import { wordsOf } from "../../../error-text.ts";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ClockNote, FromHost, StartMessage, ToHost } from "./host-message.ts";

/** Real milliseconds that a server has to listen in, and to end in before it is ended the hard way. */
const patience = { start: 30_000, stop: 5_000 };

/** Heap of one server, MB: small, so that one that leaks ends soon and takes nothing else with it. */
const heap = 96;

/** The server of one deployment: a Node process of its own. */
export class ServerProcess {
  readonly #child: ChildProcess;
  #inFlight = 0;
  #lastUse = performance.now();
  /** Port on 127.0.0.1. */
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts an application and waits until it listens. @throws Error with what it said */
  static async start(message: StartMessage): Promise<ServerProcess> {
    const child = fork(join(import.meta.dirname, "host.ts"), [], {
      // Nothing of the sandbox's own environment: it may hold secrets of whoever started it.
      env: {},
      execArgv: [`--max-old-space-size=${String(heap)}`, "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const said: string[] = [];
    child.stderr?.on("data", (chunk: Buffer) => {
      said.push(chunk.toString("utf8"));
      if (said.length > 20) said.shift();
    });
    try {
      return new ServerProcess(child, await listening(child, message));
    } catch (error) {
      child.kill("SIGKILL");
      const why = wordsOf(error);
      throw new Error(`${message.application} ${message.version} did not start: ${why} ${said.join("")}`.trim(), {
        cause: error,
      });
    }
  }

  /** Id of the process. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Whether requests are under way. */
  get isBusy(): boolean {
    return this.#inFlight > 0;
  }

  /** When it was used last, real milliseconds of `performance.now`. */
  get lastUse(): number {
    return this.#lastUse;
  }

  /** Notes that a request begins; returns what to call at its end. */
  begin(): () => void {
    this.#inFlight += 1;
    this.#lastUse = performance.now();
    return () => {
      this.#inFlight -= 1;
      this.#lastUse = performance.now();
    };
  }

  /** Resolves with the exit code, `null` for a signal, when the process is gone. */
  async gone(): Promise<number | null> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return exitCode;
    const [code] = (await once(this.#child, "exit")) as [number | null];
    return code;
  }

  /** Tells how the sandbox's clock stands. */
  tellClock(clock: ClockNote): void {
    send(this.#child, { clock });
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    const gone = this.gone();
    send(this.#child, { stop: true });
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), patience.stop);
    await gone;
    clearTimeout(timer);
  }
}

async function listening(child: ChildProcess, start: StartMessage): Promise<number> {
  const signal = AbortSignal.timeout(patience.start);
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`its process ended with ${String(code)}`);
  });
  const told = once(child, "message", { signal }).then(([message]) => message as FromHost);
  send(child, { start });
  const message = await Promise.race([told, ended]);
  ended.catch(() => undefined);
  if ("failed" in message) throw new Error(message.failed);
  return message.port;
}

function send(child: ChildProcess, message: ToHost): void {
  if (child.connected) child.send(message, () => undefined);
}
