/** Mutants that no test can notice, each with the reason. A mutant that stands here and is noticed, or is gone, must be taken out. */
export interface Justified {
  /** Path of the file from the root. */
  readonly file: string;
  /** The line that the mutant begins on, trimmed. */
  readonly code: string;
  /** What stands there. */
  readonly from: string;
  /** What the mutant puts there. */
  readonly to: string;
  /** Why it changes nothing that anybody could see. */
  readonly why: string;
}

/** See {@link Justified}. */
export const justified: readonly Justified[] = [];
