import type { OptionSpec } from "./command.ts";

/** Options of commands that read the model and write nothing to a stack: what is laid over it, as of when, and how they print. */
export const commonOptionSpecs: readonly OptionSpec[] = [
  {
    flags: "--overlay <file>",
    description: "YAML laid over the model before it is checked; may be given several times",
    repeatable: true,
  },
  { flags: "--at <instant>", description: "judge as of this moment (ISO 8601); default now" },
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
