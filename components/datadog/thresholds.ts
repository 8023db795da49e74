/**
 * Thresholds of a stage: those of production, made laxer by the stage's factor (1 and more). A threshold that nothing could ever
 * pass would be no alert, so shares stay below 100 percent.
 */

const highestShare = 99;

/** An upper limit on a share of something bad, percent: times the factor, at most 99. */
export function laxerShare(percent: number, factor: number): number {
  return rounded(Math.min(highestShare, percent * factor));
}

/** An upper limit on the use of something, percent: the free rest is divided by the factor. 80 becomes 90 by factor 2. */
export function laxerUse(percent: number, factor: number): number {
  return rounded(Math.min(highestShare, 100 - (100 - percent) / factor));
}

/** An upper limit on a figure without bound: times the factor. */
export function laxerLimit(limit: number, factor: number): number {
  return rounded(limit * factor);
}

/** A lower limit: divided by the factor. */
export function laxerFloor(floor: number, factor: number): number {
  return rounded(floor / factor);
}

/** A warning threshold, kept only where it speaks before the critical one. */
export function warningBelow(warning: number, critical: number): { readonly warning?: number } {
  return warning < critical ? { warning } : {};
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
