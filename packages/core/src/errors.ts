/**
 * The vocabulary of everything that can go wrong. Logic throws these; only `packages/cli/src/main.ts` catches them and
 * turns them into an exit code and a message.
 */

/** Exit codes of every command, now and later (issue "The program", point 4). */
export const exitCodes = {
  /** Done, open, go, pass. */
  done: 0,
  /** A fault of the tool itself. */
  toolFault: 1,
  /** Invalid or refused input. */
  invalidInput: 2,
  /** The person said no at a prompt. */
  declined: 3,
  /** Blocked: policy, gate, freeze, no-go, failed analysis, drift. */
  blocked: 4,
  /** Undecided: hold, not enough evidence yet. */
  undecided: 5,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One thing that is wrong with the input, told so that a person can mend it without reading code. */
export interface Problem {
  /** Stable machine-readable id, `<area>.<what>`, for example `reference.unknown-person`. Catalogue: docs/problems.md. */
  readonly code: string;
  /** Key path from the model root, dots between keys, list positions in brackets: `release.ramp[2].percent`. */
  readonly path: string;
  /** The offending value as given, shortened, never a secret; `undefined` where the key is missing. */
  readonly value: unknown;
  /** What is allowed there. */
  readonly expected: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Where the fault lies: with what was given, or with the tool. */
export type ErrorSource = "user" | "tool";

/** What one needs to build a {@link LaunchgateError}. */
export interface LaunchgateErrorArgs {
  /** Stable id, `<area>.<what>`. */
  readonly code: string;
  /** One line: what is wrong and where. Never contains a secret. */
  readonly message: string;
  /** One line: what to do about it. */
  readonly fix: string;
  /** Default `user`. */
  readonly source?: ErrorSource;
  /** Exit code that the command ends with. Default 2 for `user`, 1 for `tool`. */
  readonly exitCode?: ExitCode;
  /** The error beneath, kept for `--debug`. */
  readonly cause?: unknown;
}

/** An expected failure with a code, a one-line message and a fix. */
export class LaunchgateError extends Error {
  readonly code: string;
  readonly fix: string;
  readonly source: ErrorSource;
  readonly exitCode: ExitCode;

  constructor(args: LaunchgateErrorArgs) {
    super(args.message, { cause: args.cause });
    this.name = "LaunchgateError";
    this.code = args.code;
    this.fix = args.fix;
    this.source = args.source ?? "user";
    this.exitCode = args.exitCode ?? (this.source === "user" ? exitCodes.invalidInput : exitCodes.toolFault);
  }
}

/** The model, an overlay or a stack configuration is invalid: carries every problem at once, never only the first. */
export class ModelError extends LaunchgateError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
    super({
      code: "model.invalid",
      message: `The model has ${count}.`,
      fix: "Mend each problem listed; `launchgate validate` checks again.",
    });
    this.name = "ModelError";
    this.problems = problems;
  }
}

/** Outcome of a check that reports every problem instead of throwing at the first. */
export type Resolution<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** `value` where there is no problem, else all of them. */
export function resolution<T>(value: T, problems: readonly Problem[]): Resolution<T> {
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

/** The value of a good resolution; throws a {@link ModelError} with every problem of a bad one. */
export function valueOrThrow<T>(result: Resolution<T>): T {
  if (!result.ok) throw new ModelError(result.problems);
  return result.value;
}
