import type { Compiles } from "./compiler.ts";
import type { Justified } from "./justified.ts";
import type { Survivor } from "./survivors.ts";

/** What remains to be said of an area. */
export interface Verdict {
  /** Mutants that no test notices, the compiler takes, and nobody has justified. */
  readonly unjustified: readonly Survivor[];
  /** Mutants that the compiler refuses. */
  readonly refused: number;
  readonly justified: number;
  /** Justifications of mutants of these files that did not survive. */
  readonly stale: readonly Justified[];
}

/** Sorts survivors; `files`: every file that was mutated. */
export function verdictOf(
  survivors: readonly Survivor[],
  files: readonly string[],
  written: readonly Justified[],
  compiles: Compiles,
): Verdict {
  const open = survivors.filter(({ file, mutated }) => compiles(file, mutated));
  const isNamed = (survivor: Survivor): boolean => written.some((each) => isSame(each, survivor));
  return {
    unjustified: open.filter((each) => !isNamed(each)),
    refused: survivors.length - open.length,
    justified: open.filter(isNamed).length,
    stale: written.filter((each) => files.includes(each.file) && !open.some((survivor) => isSame(each, survivor))),
  };
}

function isSame(written: Justified, survivor: Survivor): boolean {
  const { file, code, from, to } = survivor;
  return written.file === file && written.code === code && written.from === from && written.to === to;
}
