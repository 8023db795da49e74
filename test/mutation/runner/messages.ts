import type { Outcome } from "./run-tests.ts";

/** With what a thread starts. */
export interface Begin {
  /** Folder of the copy of the repository. */
  readonly root: string;
  /** Patterns of the files that hold tests. */
  readonly files: readonly string[];
  /** Mutant that is active while the files are loaded. */
  readonly mutant: string | undefined;
}

/** What a thread is asked to run. */
export interface Question {
  readonly mutant: string | undefined;
  /** Ids of tests in the order in which they run; undefined for all as they were loaded. */
  readonly tests: ReadonlySet<string> | undefined;
  /** Visits of the mutant after which the code throws: it loops without end. */
  readonly hitLimit: number | undefined;
  readonly bail: boolean;
}

/** How it went; `broken`: the files could not be loaded. */
export type Answer =
  | { readonly outcomes: readonly Outcome[]; readonly hits: number; readonly coverage: unknown }
  | { readonly broken: string };
