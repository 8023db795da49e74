import { styleText } from "node:util";

type Style = "bold" | "dim" | "green" | "red";

/** Tells what happens, one line for each step with the seconds since the start. Silent with `--json`. */
export class Narrator {
  readonly #started = performance.now();
  readonly #silent: boolean;
  readonly #colour: boolean;

  constructor(silent: boolean) {
    this.#silent = silent;
    this.#colour = process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  }

  /** Seconds since the start, to one decimal. */
  get seconds(): number {
    return Math.round((performance.now() - this.#started) / 100) / 10;
  }

  /** A step begins or is done. */
  step(text: string, style: Style = "bold"): void {
    this.#say(`${this.#styled("dim", `${this.seconds.toFixed(1).padStart(6)} s`)}  ${this.#styled(style, text)}`);
  }

  /** What a command says while it works. */
  word(text: string): void {
    this.#say(this.#styled("dim", `          ${text}`));
  }

  /** Lines as they are. */
  lines(...texts: readonly string[]): void {
    for (const text of texts) this.#say(text);
  }

  #say(text: string): void {
    if (!this.#silent) process.stdout.write(`${text}\n`);
  }

  #styled(style: Style, text: string): string {
    return this.#colour ? styleText(style, text, { validateStream: false }) : text;
  }
}
