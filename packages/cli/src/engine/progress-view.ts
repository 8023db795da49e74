import { styled, type Host, type Style } from "../host.ts";
import { nameOf } from "./engine-events.ts";
import type { EngineProgress, ResourceStep } from "./engine-port.ts";

/** Longest silence where no terminal shows a live line, milliseconds: a watched pipeline must not look dead. */
export const quietLimit = 10_000;

/** Least time between two drawings of the live line, milliseconds. */
const drawEvery = 100;
/** Back to the start of the line, and empties it. */
const clearLine = "\r\u001b[K";

/** Shows the progress of one operation on standard error. */
export interface ProgressView {
  readonly take: (event: EngineProgress) => void;
  /** Tells a line of its own, above the live one. */
  readonly line: (text: string) => void;
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
    line: (text) => view.line(text),
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
  #lastDraw = 0;
  #ended = false;

  constructor(host: Host, label: string, seconds: () => number) {
    this.#host = host;
    this.#label = label;
    this.#seconds = seconds;
  }

  take(event: EngineProgress): void {
    if (event.kind === "resource") this.#resource(event.phase, event.resource);
    else if (event.kind === "policy") this.line(policyLine(event, this.#host));
    else if (event.severity !== "info") this.line(messageLine(event, this.#host));
    this.#refresh();
  }

  beat(): void {
    this.#refresh();
    if (!this.#host.liveProgress && performance.now() - this.#lastLine >= quietLimit - quietLimit / 5) {
      this.line(this.#status());
    }
  }

  stop(): void {
    this.#ended = true;
    if (this.#host.liveProgress) this.#host.err(clearLine);
  }

  #resource(phase: "began" | "done" | "failed", resource: ResourceStep): void {
    if (phase === "began") {
      this.#running.set(resource.urn, resource);
      return;
    }
    this.#running.delete(resource.urn);
    this.#finished += 1;
    const word = words[resource.op];
    if (phase === "failed") this.line(stepLine(resource, { sign: "!", style: "red" }, this.#host, " failed"));
    else if (word !== undefined && resource.custom && !resource.type.startsWith("pulumi:"))
      this.line(stepLine(resource, word, this.#host));
  }

  line(text: string): void {
    this.#lastLine = performance.now();
    this.#host.err(`${this.#host.liveProgress ? clearLine : ""}${text}\n`);
    this.#refresh(true);
  }

  #status(): string {
    const names = [...this.#running.values()].filter(({ custom }) => custom).map(({ name }) => name);
    const more = names.length > 2 ? ` and ${String(names.length - 2)} more` : "";
    const busy = names.length === 0 ? "" : `, at ${names.slice(0, 2).join(", ")}${more}`;
    return `${this.#label}: ${String(this.#finished)} resources, ${String(this.#seconds())} s${busy}`;
  }

  /** Written here and not by a library: a terminal that reports no width must not stop an operation. */
  #refresh(force = false): void {
    if (!this.#host.liveProgress || this.#ended) return;
    if (!force && performance.now() - this.#lastDraw < drawEvery) return;
    this.#lastDraw = performance.now();
    this.#host.err(`${clearLine}${this.#status().slice(0, Math.max(20, this.#host.columns - 1))}`);
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
