import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  checkStackConfig,
  LaunchgateError,
  mergeOverlay,
  ModelError,
  parseYamlMap,
  resolveModel,
  selectStack,
  valueOrThrow,
  type Dictionary,
  type Model,
  type Resolution,
  type StackModel,
} from "@launchgate/core";
import type { EphemeralDefinition } from "./ephemeral/definition.ts";
import { ephemeralOverlay } from "./ephemeral/overlay.ts";
import { readDefinition } from "./ephemeral/store.ts";

/** The program of a team's folder, as the CLI sees it: one typed interface, loaded at run time (house, imports). */
export interface ProgramModule {
  readonly program: (model: StackModel, at: Date) => Promise<Record<string, unknown>>;
}

/** A team's folder. */
export interface Project {
  readonly root: string;
  /** Name in `Pulumi.yaml`. */
  readonly name: string;
  /** The model as written in `stacks/`, not yet checked. */
  readonly written: Dictionary;
}

/** What decides which model is looked at. */
export interface ModelOptions {
  /** YAML files laid over the model, in order. */
  readonly overlay: readonly string[];
  /** The moment as of which is judged. */
  readonly at: Date;
  /** Which rules apply: see `ResolveOptions` of core. Default `all`. */
  readonly rules?: "all" | "structure";
  /** A throw-away stack that is laid over the model as well. Default none. */
  readonly throwAway?: EphemeralDefinition | undefined;
}

/** Finds the folder (this one or one above that holds `Pulumi.yaml` and `stacks/`) and loads the model as written. */
export async function openProject(cwd: string): Promise<Project> {
  const root = findRoot(cwd);
  const settings = parseYamlMap(await readFile(path.join(root, "Pulumi.yaml"), "utf8"), "Pulumi.yaml");
  const { model } = (await load(root, "stacks/index.ts")) as { model: Dictionary };
  return { root, name: String(settings["name"]), written: model };
}

/** The model with overlays laid over it, parsed, filled and checked: the value or every problem. */
export async function resolveProject(
  project: Project,
  cwd: string,
  { overlay, at, rules = "all", throwAway }: ModelOptions,
): Promise<Resolution<Model>> {
  const overlays = await Promise.all(overlay.map((file) => readOverlay(cwd, file)));
  const input = overlays.reduce(mergeOverlay, project.written);
  const whole = throwAway === undefined ? input : mergeOverlay(input, ephemeralOverlay(throwAway, input));
  return resolveModel(whole, { at, rules });
}

/**
 * The model with one stack chosen, and its plain settings; refuses with every problem of model and stack file. A stack that the model
 * does not name may be a throw-away one that this clone knows: then `settingsOf` names the stack whose file it uses.
 */
export async function openStack(
  project: Project,
  cwd: string,
  stackName: string,
  options: ModelOptions,
): Promise<{ model: StackModel; settings: Readonly<Record<string, string>>; settingsOf: string }> {
  const isWritten = Object.hasOwn(project.written["stacks"] ?? {}, stackName);
  const throwAway = isWritten ? undefined : await readDefinition(project.root, stackName);
  const model = selectStack(valueOrThrow(await resolveProject(project, cwd, { ...options, throwAway })), stackName);
  const settingsOf = throwAway?.from ?? stackName;
  return { model, settings: await readSettings(project, model, settingsOf), settingsOf };
}

/** The checked model of the folder around `cwd`; refuses with every problem. */
export async function openModel(cwd: string, options: ModelOptions): Promise<Model> {
  return valueOrThrow(await resolveProject(await openProject(cwd), cwd, options));
}

/** Plain settings of a stack's file, without namespace. The file may be absent, as for a drill. */
export async function readSettings(
  project: Project,
  model: StackModel,
  settingsOf = model.stackName,
): Promise<Record<string, string>> {
  const fileName = `Pulumi.${settingsOf}.yaml`;
  const file = path.join(project.root, fileName);
  const content = existsSync(file) ? parseYamlMap(await readFile(file, "utf8"), fileName) : {};
  const problems = checkStackConfig(model, content, fileName);
  if (problems.length > 0) throw new ModelError(problems);
  const config = (content["config"] ?? {}) as Dictionary;
  const plain = Object.entries(config).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(plain.map(([key, value]) => [key.replace(/^launchgate:/, ""), value]));
}

/** Loads the team's program. */
export async function loadProgram(project: Project): Promise<ProgramModule> {
  return (await load(project.root, "infra/program.ts")) as ProgramModule;
}

async function load(root: string, file: string): Promise<unknown> {
  return import(pathToFileURL(path.join(root, file)).href);
}

async function readOverlay(cwd: string, file: string): Promise<Dictionary> {
  const text = await readFile(path.resolve(cwd, file), "utf8").catch((cause: unknown) => {
    throw new LaunchgateError({
      code: "file.not-found",
      message: `The overlay ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? "unknown reason"}.`,
      fix: "Give the path of a YAML file.",
      cause,
    });
  });
  return parseYamlMap(text, file);
}

function findRoot(cwd: string): string {
  const isRoot = (folder: string): boolean =>
    existsSync(path.join(folder, "Pulumi.yaml")) && existsSync(path.join(folder, "stacks/index.ts"));
  let folder = path.resolve(cwd);
  while (!isRoot(folder)) {
    const above = path.dirname(folder);
    if (above === folder) {
      throw new LaunchgateError({
        code: "project.not-found",
        message: `Neither ${cwd} nor a folder above it holds Pulumi.yaml and stacks/index.ts.`,
        fix: "Run the command in a clone of Launchgate.",
      });
    }
    folder = above;
  }
  return folder;
}
