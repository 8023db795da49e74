import { mergeOverlay, parseYamlMap, resolveModel, type Model, type Problem, type Resolution } from "@launchgate/core";
import { model } from "../../../stacks/index.ts";

/** The moment as of which every case is judged. */
export const at = new Date("2026-11-21T10:00:00Z");

/** A what-if that must be refused. */
export interface OverlayCase {
  /** What is wrong, for people. */
  readonly name: string;
  /** The overlay as somebody would write it. */
  readonly yaml: string;
  /** Every problem that must be reported and no other: `<code> <key path>`. */
  readonly problems: readonly string[];
}

/** Lays a YAML text over the reference organisation and judges it, exactly as `--overlay` does. */
export function judgeOverlay(yaml: string, moment: Date = at): Resolution<Model> {
  return resolveModel(mergeOverlay({ ...model }, parseYamlMap(yaml, "overlay.yaml")), { at: moment });
}

/** The problems of a resolution; none where it is good. */
export function problemsOf(resolution: Resolution<Model>): readonly Problem[] {
  return resolution.ok ? [] : resolution.problems;
}

/** `<code> <key path>` of each problem, in the order of the text. */
export function told(problems: readonly Problem[]): string[] {
  return problems.map(({ code, path }) => `${code} ${path}`).sort();
}
