import type { Finding } from "@launchgate/core";

/** Type that no resource has: the SDK skips a validation bound to it, and says so with this text. */
const NOTHING_TO_REPORT = "(found nothing to report)";

/**
 * Findings on their way from the judge to the policies that report them. Kept by rule and by the resource in whose turn they were found
 * (`undefined`: the stack's), so that answers of the engine's calls cannot be mixed up where they overlap.
 */
export class Outbox {
  readonly #post = new Map<string, Map<string | undefined, Finding[]>>();

  put(place: string | undefined, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const ofRule = this.#post.get(finding.rule) ?? new Map<string | undefined, Finding[]>();
      ofRule.set(place, [...(ofRule.get(place) ?? []), finding]);
      this.#post.set(finding.rule, ofRule);
    }
  }

  take(rule: string, place: string | undefined): readonly Finding[] {
    const ofRule = this.#post.get(rule);
    const findings = ofRule?.get(place) ?? [];
    ofRule?.delete(place);
    if (ofRule?.size === 0) this.#post.delete(rule);
    return findings;
  }

  /** `validate`, bound to a type that no resource has for as long as there is no post for `rule`. */
  onlyWithPost<T extends (...args: never[]) => void>(rule: string, validate: T): T {
    Object.defineProperty(validate, "__pulumiType", {
      get: () => (this.#post.has(rule) ? undefined : NOTHING_TO_REPORT),
    });
    return validate;
  }
}
