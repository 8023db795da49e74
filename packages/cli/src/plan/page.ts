import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { styled, type Host, type Style } from "../host.ts";

/** A page of text that fits the terminal: titles, headings, labelled lines whose continuation stands below the text. */
export class Page {
  readonly #lines: string[] = [];
  readonly #host: Pick<Host, "colour" | "columns">;

  constructor(host: Pick<Host, "colour" | "columns">) {
    this.#host = host;
  }

  /** Whether colours are wanted. */
  get colour(): boolean {
    return this.#host.colour;
  }

  /** Columns used: those of the terminal, at least 40, at most 120. */
  get columns(): number {
    return Math.max(40, Math.min(this.#host.columns, 120));
  }

  title(text: string): void {
    this.#lines.push(styled(this.#host, "bold", wrapAnsi(text, this.columns, { hard: true })), "");
  }

  /** A heading; `suffix` stands dim behind it. */
  heading(text: string, suffix = ""): void {
    const [head, tail] = [styled(this.#host, "cyan", text), suffix && ` ${styled(this.#host, "dim", suffix)}`];
    this.#lines.push("", wrapAnsi(`${head}${tail}`, this.columns, { hard: true }));
  }

  /** Text that is laid out already. */
  raw(text: string): void {
    this.#lines.push(text);
  }

  /** A label in bold in a column `labelWidth` wide, then `text`. */
  line(label: string, labelWidth: number, text: string): void {
    const width = Math.min(labelWidth, Math.floor(this.columns / 3));
    const indent = " ".repeat(2 + width);
    const [first = "", ...rest] = wrapAnsi(text, this.columns - indent.length, { hard: true }).split("\n");
    const [head = "", ...more] = wrapAnsi(label, width - 1, { hard: true }).split("\n");
    const below = (index: number): string => more[index] ?? "";
    this.#push(head, width, first);
    for (let index = 0; index < Math.max(rest.length, more.length); index += 1)
      this.#push(below(index), width, rest[index] ?? "");
  }

  /** Labelled lines under a common column. */
  lines(entries: readonly (readonly [label: string, text: string])[]): void {
    const width = Math.max(0, ...entries.map(([label]) => stringWidth(label))) + 2;
    for (const [label, text] of entries) this.line(label, width, text);
  }

  style(style: Style, text: string): string {
    return styled(this.#host, style, text);
  }

  text(): string {
    return this.#lines.join("\n");
  }

  #push(label: string, width: number, text: string): void {
    const padding = " ".repeat(Math.max(0, width - stringWidth(label)));
    this.#lines.push(`  ${label === "" ? "" : styled(this.#host, "bold", label)}${padding}${text}`.trimEnd());
  }
}
