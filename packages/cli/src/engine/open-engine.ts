import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { LaunchgateError, neededSettings, parseYamlMap, type StackModel } from "@launchgate/core";
import { loadProgram, type Project } from "../project.ts";
import { AutomationEngine } from "./automation-engine.ts";
import { resolveBackend, type Backend } from "./backend.ts";
import type { Environment } from "./child-env.ts";
import type { EnginePort } from "./engine-port.ts";
import { isLocated, locateEngine, tellingReasons, type LocatedEngine } from "./locate.ts";
import { pluginFolders } from "./plugin-folders.ts";
import type { ExtraSetting } from "./work-folder.ts";

/** What decides which engine is opened. */
export interface OpenEngineRequest {
  readonly project: Project;
  readonly model: StackModel;
  readonly env: Environment;
  /** Settings on top of the stack file. Default none. */
  readonly settings?: readonly ExtraSetting[];
  /** Practice target that it is opened for; default: live. */
  readonly practice?: string | undefined;
  /** Stack whose file holds the settings. Default: the stack itself. */
  readonly settingsOf?: string | undefined;
  /** Present moment for the program: planned work that recurs is declared from its next occurrence on. */
  readonly now: () => Date;
}

/** The real engine with the team's program, its backend and its plugins. Refused as `engine.missing` where there is no engine. */
export async function openEngine(request: OpenEngineRequest): Promise<EnginePort> {
  const { project, model, env, settings = [], practice, settingsOf, now } = request;
  const engine = await requireEngine(project.root, env);
  return new AutomationEngine({
    root: project.root,
    projectName: project.name,
    engine,
    backend: await openBackend(project, env),
    env,
    pluginFolders: await pluginFolders(project.root),
    program: async () => (await loadProgram(project)).program(model, now()),
    now,
    secretKeys: neededSettings(model)
      .filter(({ secret }) => secret)
      .map(({ key }) => `launchgate:${key}`),
    settings,
    practice,
    settingsOf,
  });
}

/** The backend of a team's folder. */
export async function openBackend({ root }: Project, env: Environment): Promise<Backend> {
  const projectFile = parseYamlMap(await readFile(path.join(root, "Pulumi.yaml"), "utf8"), "Pulumi.yaml");
  return resolveBackend(root, env, projectFile);
}

async function requireEngine(root: string, env: Environment): Promise<LocatedEngine> {
  const found = await locateEngine({ root, env, home: env["HOME"] ?? homedir() });
  if (isLocated(found)) return found;
  throw new LaunchgateError({
    code: "engine.missing",
    message: `There is no usable pulumi engine. ${tellingReasons(found.missing)
      .map(({ message }) => message)
      .join(" ")}`,
    fix: "Run `launchgate engine install`: it finds, downloads or builds one. `launchgate plan` works without.",
  });
}
