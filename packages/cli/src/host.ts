import { styleText } from "node:util";
import { exitCodes } from "@launchgate/core";

/** What a command may know of the world around it, so that tests can stand in for a terminal. */
export interface Host {
  /** Folder the command runs in. */
  readonly cwd: string;
  /** Width of the terminal, columns; 100 where there is none. */
  readonly columns: number;
  /** Whether people look at standard output right now: decides on colour. */
  readonly colour: boolean;
  /** Whether standard error is a terminal: decides on a live progress line. */
  readonly liveProgress: boolean;
  /** The present moment. */
  readonly now: () => Date;
  /** Writes a result to standard output. */
  readonly out: (text: string) => void;
  /** Writes a remark to standard error. */
  readonly err: (text: string) => void;
}

/** Styles of text that the product uses. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** `text` in `style` where colours are wanted, else unchanged. */
export function styled(host: Pick<Host, "colour">, style: Style, text: string): string {
  return host.colour ? styleText(style, text, { validateStream: false }) : text;
}

/** The real terminal. Colours only there, and never when `NO_COLOR` is set. */
export function terminalHost(): Host {
  const noColour = (process.env["NO_COLOR"] ?? "") !== "";
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader went away, as `| head` does: nobody is left to tell. Never 0: an unread verdict is no "open".
    if (error.code === "EPIPE") process.exit(exitCodes.toolFault);
    throw error;
  });
  return {
    cwd: process.cwd(),
    columns: process.stdout.columns || 100,
    colour: process.stdout.isTTY && !noColour,
    // A pseudo-terminal may report no columns at all; a live line cannot be laid out there.
    liveProgress: process.stderr.isTTY && process.stderr.columns > 0,
    now: () => new Date(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  };
}
