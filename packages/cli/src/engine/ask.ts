import { createInterface } from "node:readline/promises";

/** Asks a yes-or-no question; undefined where nobody can answer because input or output is no terminal. */
export type Ask = (question: string) => Promise<boolean | undefined>;

/** Asks on the terminal. Only a plain `y` or `yes` is a yes. */
export const askOnTerminal: Ask = async (question) => {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
};
