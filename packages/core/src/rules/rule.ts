import type { Problem } from "../errors.ts";
import type { Model } from "../schema/model.ts";

/** What a rule looks at. */
export interface RuleContext {
  /** Parsed model with defaults; references may still be wrong. */
  readonly model: Model;
  /** The moment as of which is judged. */
  readonly at: Date;
}

/** A rule over several fields: what one field alone cannot tell. Pure; reports every breach. */
export interface ModelRule {
  /** Name of the rule's area, for the catalogue docs/problems.md. */
  readonly id: string;
  /** What it makes sure of, one sentence. */
  readonly title: string;
  /** Problem codes that it may report. */
  readonly codes: readonly string[];
  /** Requirement ids it serves. */
  readonly requirements: readonly string[];
  /**
   * Asks only whether the model can be read: names, credentials, recurrences, lengths of time. Such rules depend on no moment and
   * apply to commands too that answer a question about one part of the model. Default: applies where the whole model is judged.
   */
  readonly structure?: true;
  readonly check: (context: RuleContext) => Problem[];
}
