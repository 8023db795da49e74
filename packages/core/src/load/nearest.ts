import { closest, distance } from "fastest-levenshtein";

/** The candidate that `word` most likely meant: at most a third of its letters differ (at least two allowed); else, and for words of more than 200 letters, undefined. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > 200) return undefined;
  const best = closest(
    word.toLowerCase(),
    candidates.map((each) => each.toLowerCase()),
  );
  const found = candidates.find((each) => each.toLowerCase() === best);
  const allowed = Math.max(2, Math.floor(word.length / 3));
  return found !== undefined && distance(word.toLowerCase(), best) <= allowed ? found : undefined;
}

/** `Did you mean "x"?` or the list of what there is, cut after ten. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const match = nearest(word, candidates);
  if (match !== undefined) return `Did you mean "${match}"?`;
  const shown = candidates
    .slice(0, 10)
    .map((each) => `"${each}"`)
    .join(", ");
  return candidates.length === 0
    ? "There is none to choose from."
    : `Use one of ${shown}${candidates.length > 10 ? ", …" : ""}.`;
}
