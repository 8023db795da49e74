import type { ExitCode } from "@launchgate/core";
import type { Host } from "./host.ts";

/** An option of one command. */
export interface OptionSpec {
  /** Commander's spelling: `--stack <name>`. */
  readonly flags: string;
  readonly description: string;
  /** Value where the option is not given. */
  readonly default?: string | boolean;
  readonly required?: boolean;
  /** May be given several times; the values arrive as a list. */
  readonly repeatable?: boolean;
}

/** What a person gave on the command line, by camel-cased option name; validated by the action. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** What a command found or did. */
export interface ActionResult {
  readonly exitCode: ExitCode;
  /** Printed with `--json`: plain data. */
  readonly data: unknown;
  /** Printed for people, without the last line break. */
  readonly text: string;
}

/** The work of a command: returns a value, prints nothing but progress. */
export type Action = (options: GivenOptions, host: Host) => Promise<ActionResult>;

/** One row of the command table. */
export interface CommandSpec {
  /** Words of the command, such as `freeze check`. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** A word after the command, required; arrives among the options under its name. Default none. */
  readonly argument?: { readonly name: string; readonly description: string };
  readonly examples: readonly string[];
  /** Requirement ids it serves. */
  readonly requirements: readonly string[];
  /** Loads the action only when the command is run: start-up stays short. */
  readonly load: () => Promise<Action>;
}
