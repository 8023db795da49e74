import type { OptionSpec } from "../command.ts";

/** Options that every command of the sandbox has. */
export const output: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
