import path from "node:path";
import { rulesFiles } from "../../packages/cli/src/pipelines/files.ts";
import { openModel } from "../../packages/cli/src/project.ts";

/** Moment as of which the model is read: the files speak of no day, so that any on which it holds gives the same ones. */
const at = new Date("2026-11-21T10:00:00Z");

/** `.github/` of this repository: workflows, CODEOWNERS and the template of pull requests, from the model (P5, P6, P7, R4). */
export async function pipelineFiles(): Promise<Readonly<Record<string, () => string>>> {
  const model = await openModel(path.join(import.meta.dirname, "../.."), { overlay: [], at });
  return Object.fromEntries(Object.entries(rulesFiles(model)).map(([file, content]) => [file, () => content]));
}
