import { exitCodes, LaunchgateError, ModelError, selectStack, type Model, type Problem } from "@launchgate/core";
import wrapAnsi from "wrap-ansi";
import type { Action } from "../command.ts";
import { styled, type Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { problemData, problemList } from "../plan/problem-list.ts";
import { openProject, readSettings, resolveProject, type Project } from "../project.ts";

/** `launchgate validate`: `{ok, problems}`; exit 0 when there is none, else 2 (P1, A3). */
export const validate: Action = async (given, host) => {
  const options = readOptions(commonOptions, given);
  const project = await openProject(host.cwd);
  const at = options.at ?? host.now();
  const resolved = await resolveProject(project, host.cwd, { overlay: options.overlay, at });
  const problems = resolved.ok ? await stackFileProblems(project, resolved.value) : resolved.problems;
  const ok = problems.length === 0;
  const text = ok && resolved.ok ? summary(resolved.value, host) : problemList(problems, host);
  return {
    exitCode: ok ? exitCodes.done : exitCodes.invalidInput,
    data: { ok, problems: problemData(problems) },
    text,
  };
};

/** Problems of every `Pulumi.<stack>.yaml`. */
async function stackFileProblems(project: Project, model: Model): Promise<readonly Problem[]> {
  const found = await Promise.all(
    Object.keys(model.stacks).map((name) => readSettings(project, selectStack(model, name)).then(() => [], problemsOf)),
  );
  return found.flat();
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ModelError) return error.problems;
  if (!(error instanceof LaunchgateError)) throw error;
  return [{ code: error.code, path: "(file)", value: undefined, expected: error.message, fix: error.fix }];
}

function summary(model: Model, host: Host): string {
  const count = (map: object): string => String(Object.keys(map).length);
  const { organization } = model;
  const parts = `${count(organization.people)} people, ${count(organization.teams)} teams, ${count(model.services)} services, ${count(model.stages)} stages, ${count(model.stacks)} stacks`;
  return wrapAnsi(`${styled(host, "green", "The model is valid:")} ${organization.title}, ${parts}.`, host.columns);
}
