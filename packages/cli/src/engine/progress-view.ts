import type { Ora } from "ora";
import { styled, type Host, type Style } from "../host.ts";
import { nameOf } from "./engine-events.ts";
import type { EngineProgress, ResourceStep } from "./engine-port.ts";

/** Longest silence where no terminal shows a live line, milliseconds: a watched pipeline must not look dead. */
export const quietLimit = 10_000;

/** Shows the progress of one operation on standard error. */
export interface ProgressView {
  readonly take: (event: EngineProgress) => void;
  /** Ends it: the live line goes, the timer stops. */
  readonly stop: () => void;
}

interface Word {
  readonly sign: string;
  readonly style: Style;
}

const words: Readonly<Record<string, Word>> = {
  create: { sign: "+", style: "green" },
  update: { sign: "~", style: "yellow" },
  delete: { sign: "-", style: "red" },
  replace: { sign: "±", style: "yellow" },
  "create-replacement": { sign: "±", style: "yellow" },
  "delete-replaced": { sign: "-", style: "red" },
  import: { sign: "=", style: "cyan" },
};

/**
 * On a terminal a live line with what is under way, and one line for each vendor object that something happened to; elsewhere the same
 * lines, and a sign of life at least every ten seconds. Resources that stay as they are get no line.
 */
export function startProgressView(host: Host, label: string): ProgressView {
  const started = performance.now();
  const view = new View(host, label, () => Math.round((performance.now() - started) / 1000));
  const beat = setInterval(() => view.beat(), host.liveProgress ? 1_000 : quietLimit / 5);
  return {
    take: (event) => view.take(event),
    stop: () => {
      clearInterval(beat);
      view.stop();
    },
  };
}

class View {
  readonly #host: Host;
  readonly #label: string;
  readonly #seconds: () => number;
  readonly #running = new Map<string, ResourceStep>();
  #finished = 0;
  #lastLine = performance.now();
  #live: Ora | undefined;
  #ended = false;

  constructor(host: Host, label: string, seconds: () => number) {
    this.#host = host;
    this.#label = label;
    this.#seconds = seconds;
    if (host.liveProgress) void this.#startLive();
  }

  take(event: EngineProgress): void {
    if (event.kind === "resource") this.#resource(event.phase, event.resource);
    else if (event.kind === "policy") this.#line(policyLine(event, this.#host));
    else if (event.severity !== "info") this.#line(messageLine(event, this.#host));
    this.#refresh();
  }

  beat(): void {
    this.#refresh();
    if (!this.#host.liveProgress && performance.now() - this.#lastLine >= quietLimit - quietLimit / 5) {
      this.#line(this.#status());
    }
  }

  stop(): void {
    this.#ended = true;
    this.#live?.stop();
  }

  #resource(phase: "began" | "done" | "failed", resource: ResourceStep): void {
    if (phase === "began") {
      this.#running.set(resource.urn, resource);
      return;
    }
    this.#running.delete(resource.urn);
    this.#finished += 1;
    const word = words[resource.op];
    if (phase === "failed") this.#line(stepLine(resource, { sign: "!", style: "red" }, this.#host, " failed"));
    else if (word !== undefined && resource.custom && !resource.type.startsWith("pulumi:"))
      this.#line(stepLine(resource, word, this.#host));
  }

  #line(text: string): void {
    this.#lastLine = performance.now();
    this.#live?.clear();
    this.#host.err(`${text}\n`);
  }

  #status(): string {
    const names = [...this.#running.values()].filter(({ custom }) => custom).map(({ name }) => name);
    const more = names.length > 2 ? ` and ${String(names.length - 2)} more` : "";
    const busy = names.length === 0 ? "" : `, at ${names.slice(0, 2).join(", ")}${more}`;
    return `${this.#label}: ${String(this.#finished)} resources, ${String(this.#seconds())} s${busy}`;
  }

  async #startLive(): Promise<void> {
    const { default: ora } = await import("ora");
    // Signals are ours: ora would otherwise take Ctrl-C from the terminal.
    if (!this.#ended) this.#live = ora({ text: this.#status(), discardStdin: false, hideCursor: false }).start();
  }

  #refresh(): void {
    if (this.#live) this.#live.text = this.#status().slice(0, Math.max(20, this.#host.columns - 4));
  }
}

function stepLine({ type, name, changed, op }: ResourceStep, word: Word, host: Host, ending = ""): string {
  const details = op === "update" && changed.length > 0 ? ` [${changed.join(", ")}]` : "";
  return `${styled(host, word.style, word.sign)} ${type} ${name}${details}${ending}`;
}

function messageLine({ severity, text, urn }: Extract<EngineProgress, { kind: "message" }>, host: Host): string {
  const about = urn === undefined ? "" : `${nameOf(urn)}: `;
  return `${styled(host, severity === "error" ? "red" : "yellow", severity)}: ${about}${text}`;
}

function policyLine({ level, policy, message, urn }: Extract<EngineProgress, { kind: "policy" }>, host: Host): string {
  const style = level === "mandatory" ? "red" : "yellow";
  const about = urn === undefined ? "" : ` ${nameOf(urn)}`;
  return `${styled(host, style, level)}: ${policy}${about}: ${message}`;
}
