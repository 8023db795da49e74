import { z } from "zod";

const placeSchema = z.object({ line: z.int().min(1), column: z.int().min(1) });
const mutantSchema = z.object({
  mutatorName: z.string(),
  replacement: z.string().optional(),
  status: z.enum(["Killed", "Survived", "NoCoverage", "Timeout", "CompileError", "RuntimeError", "Ignored", "Pending"]),
  location: z.object({ start: placeSchema, end: placeSchema }),
});

/** What is read of a report in the format of `mutation-testing-report-schema`. */
export const reportSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.string(), mutants: z.array(mutantSchema) })),
});

/** See {@link reportSchema}. */
export type Report = z.infer<typeof reportSchema>;

/** A mutant that no test has noticed. */
export interface Survivor {
  /** Path of the file from the root. */
  readonly file: string;
  readonly line: number;
  /** The line that it begins on, trimmed. */
  readonly code: string;
  /** What stands there. */
  readonly from: string;
  /** What the mutant puts there. */
  readonly to: string;
  /** The file with the mutant in it. */
  readonly mutated: string;
}

/** How many mutants of a file, or of a folder, were noticed. */
export interface Score {
  readonly noticed: number;
  readonly survived: number;
  /** Left unmutated as data of a rule. */
  readonly ignored: number;
}

/** Whether a report says that the mutant was noticed: a test failed, or the code ran without end. */
const noticed: ReadonlySet<string> = new Set(["Killed", "Timeout", "CompileError"]);

/** Every mutant that was neither noticed nor left out. What ended in an error or was not run counts as not noticed. */
export function survivorsOf({ files }: Report): Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status !== "Ignored" && !noticed.has(status))
      .map(({ location: { start, end }, replacement = "" }) => {
        const [from, to] = [offsetOf(source, start), offsetOf(source, end)];
        const code = source.split("\n")[start.line - 1]?.trim() ?? "";
        const mutated = source.slice(0, from) + replacement + source.slice(to);
        return { file, line: start.line, code, from: source.slice(from, to), to: replacement, mutated };
      }),
  );
}

/** The score of each folder. */
export function scoresOf({ files }: Report): ReadonlyMap<string, Score> {
  const scores = new Map<string, Score>();
  for (const [file, { mutants }] of Object.entries(files)) {
    const folder = file.slice(0, file.lastIndexOf("/"));
    const old = scores.get(folder) ?? { noticed: 0, survived: 0, ignored: 0 };
    const ignored = mutants.filter(({ status }) => status === "Ignored").length;
    const killed = mutants.filter(({ status }) => noticed.has(status)).length;
    scores.set(folder, {
      noticed: old.noticed + killed,
      survived: old.survived + mutants.length - ignored - killed,
      ignored: old.ignored + ignored,
    });
  }
  return scores;
}

function offsetOf(source: string, { line, column }: z.infer<typeof placeSchema>): number {
  const before = source.split("\n").slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
