import { neededSettings, selectStack, type Model, type StackModel } from "@launchgate/core";
import { loadProgram, readSettings, type Project } from "../project.ts";
import { captureProgram, type Capture } from "./capture.ts";
import { StandIns } from "./stand-ins.ts";

/**
 * The resources of one stack, made by the team's own program in this process: no credentials, no engine, no network.
 * `at` is the present moment. What the stack takes from the shared stack comes from the shared stack's own offline plan (house, two ways to run).
 */
export async function offlinePlan(project: Project, model: StackModel, at: Date): Promise<Capture> {
  const standIns = new StandIns();
  if (model.stack.kind === "shared") return captureStack({ project, model, standIns, at }, {});
  const { sharedName, sharedStackSetting } = await sharedReference(project, model);
  const shared = await captureStack({ project, model: selectStack(model, sharedName), standIns, at }, {});
  return captureStack({ project, model, standIns, at }, { [lastPart(sharedStackSetting)]: shared.outputs });
}

/** One capture of several that belong to the same plan. */
interface CaptureParts {
  readonly project: Project;
  readonly model: StackModel;
  readonly standIns: StandIns;
  readonly at: Date;
}

async function captureStack(
  { project, model, standIns, at }: CaptureParts,
  stackOutputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<Capture> {
  const { program } = await loadProgram(project);
  const settings = await readSettings(project, model);
  const needed = neededSettings(model);
  // A setting that is not there, or is encrypted, is stood in for by text that says so: the plan needs no secret.
  const config = needed.map(({ key, fallback }) => [`launchgate:${key}`, settings[key] ?? fallback ?? `<${key}>`]);
  return captureProgram({
    project: project.name,
    stack: model.stackName,
    config: Object.fromEntries(config) as Record<string, string>,
    secretKeys: needed.filter(({ secret }) => secret).map(({ key }) => `launchgate:${key}`),
    stackOutputs,
    standIns,
    program: () => program(model, at),
  });
}

async function sharedReference(
  project: Project,
  model: StackModel,
): Promise<{ sharedName: string; sharedStackSetting: string }> {
  const settings = await readSettings(project, model);
  const fallback = neededSettings(model).find(({ key }) => key === "sharedStack")?.fallback ?? "shared";
  return { sharedName: sharedStackOf(model), sharedStackSetting: settings["sharedStack"] ?? fallback };
}

/** Name of the model's shared stack. */
export function sharedStackOf(model: Model): string {
  const found = Object.entries(model.stacks).find(([, stack]) => stack.kind === "shared");
  return found?.[0] ?? "shared";
}

function lastPart(name: string): string {
  return name.split("/").at(-1) ?? name;
}
