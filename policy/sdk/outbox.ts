import type { Finding } from "@launchgate/core";

/**
 * Findings on their way from the judge to the policies that report them. Kept by rule and by the resource in whose turn they were found
 * (`undefined`: the stack's), so that answers of the engine's calls cannot be mixed up where they overlap.
 */
export class Outbox {
  readonly #post = new Map<string, Map<string | undefined, Finding[]>>();
  #isOpen = false;

  put(place: string | undefined, findings: readonly Finding[]): void {
    this.#isOpen = true;
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

  /** Whether the judge has nothing to report for `rule`; false before it has judged anything, as the engine then asks what policies there are. */
  isEmptyFor(rule: string): boolean {
    return this.#isOpen && !this.#post.has(rule);
  }
}
