import { readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { stateFileIn, type Backend } from "../engine/backend.ts";
import type { EnginePort } from "../engine/engine-port.ts";
import { resourceCount } from "../engine/target-binding.ts";
import { tagsIn } from "../engine/target-of.ts";
import { definitionOf, fromTag, type EphemeralDefinition } from "./definition.ts";
import { readJsonFile } from "../sandbox/private-file.ts";
import { keepDefinition, listDefinitions } from "./store.ts";

/** A throw-away stack as the backend, or else this clone alone, knows it. */
export interface ListedStack {
  readonly definition: EphemeralDefinition;
  /** Tags of the stack; empty where the backend has none of that name: its creation did not get so far. */
  readonly tags: Readonly<Record<string, string>>;
  /** Resources in its state. */
  readonly resources: number;
}

/** Where throw-away stacks are looked for. */
export interface ListingRequest {
  readonly root: string;
  readonly project: string;
  readonly backend: Backend;
  /** Opens the engine: asked only where the backend is no folder of this machine. */
  readonly openEngine: () => Promise<EnginePort>;
}

/**
 * Every throw-away stack: those whose tags say so in the backend, whoever made them, and those that only this clone knows. What the
 * backend says is kept here too, so that every command can load the stack. (D2)
 */
export async function listThrowAways(request: ListingRequest): Promise<readonly ListedStack[]> {
  const { root, backend } = request;
  const stored = backend.folder === undefined ? await askEngine(await request.openEngine()) : await readFolder(request);
  const listed = stored.flatMap(({ name, tags, resources }): ListedStack[] => {
    const definition = definitionOf(name, tags);
    return definition === undefined ? [] : [{ definition, tags, resources }];
  });
  for (const { definition } of listed) await keepDefinition(root, definition);
  const known = new Set(listed.map(({ definition }) => definition.name));
  const local = (await listDefinitions(root)).filter(({ name }) => !known.has(name));
  const unborn = local.map((definition): ListedStack => {
    const found = stored.find(({ name }) => name === definition.name);
    return { definition, tags: found?.tags ?? {}, resources: found?.resources ?? 0 };
  });
  return [...listed, ...unborn].toSorted((a, b) => a.definition.name.localeCompare(b.definition.name));
}

interface Stored {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly resources: number;
}

async function askEngine(engine: EnginePort): Promise<readonly Stored[]> {
  const found: Stored[] = [];
  for (const name of await engine.tagged(fromTag)) {
    const stack = await engine.find(name);
    if (stack === undefined) continue;
    const { deployment } = await stack.exportState();
    found.push({ name, tags: await stack.tags(), resources: resourceCount(deployment) });
  }
  return found;
}

async function readFolder({ backend, project }: ListingRequest): Promise<readonly Stored[]> {
  const folder = path.join(backend.folder ?? "", ".pulumi", "stacks", project);
  const files = await readdir(folder).catch((): string[] => []);
  const names = files.flatMap((file) => (/^[^.]+\.json$/.test(file) ? [file.slice(0, -".json".length)] : []));
  return Promise.all(
    names.map(async (name) => ({
      name,
      tags: (await tagsIn(backend, project, name)) ?? {},
      resources: await countIn(stateFileIn(backend, project, name) ?? ""),
    })),
  );
}

const stateSchema = z.object({ checkpoint: z.object({ latest: z.unknown() }) });

async function countIn(file: string): Promise<number> {
  // Absent or half written: the stack is listed all the same, and its removal tells.
  const parsed = stateSchema.safeParse(await readJsonFile(file));
  return parsed.success ? resourceCount(parsed.data.checkpoint.latest) : 0;
}
