import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Backend } from "./backend.ts";
import type { TargetId } from "./engine-port.ts";
import { readTarget, targetTag } from "./target-binding.ts";

const tagsSchema = z.object({ tags: z.record(z.string(), z.string()) });

/**
 * Tags of a stack in a backend folder, read from the file in which the engine keeps them (seen with 3.259.0); undefined where there is
 * none. Quicker than asking the engine, which must first be told how to open the stack. {@link openBound} asks the engine as well.
 */
export async function tagsIn(
  backend: Backend,
  project: string,
  stack: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (backend.folder === undefined) return undefined;
  const file = path.join(backend.folder, ".pulumi", "stacks", project, `${stack}.pulumi-tags`);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = tagsSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data.tags : undefined;
}

/** The target that a command works on: the one that the stack is bound to, else the one asked for, else live. */
export async function targetOf(
  backend: Backend,
  project: string,
  stack: string,
  wanted: TargetId | undefined,
): Promise<TargetId> {
  const tags = await tagsIn(backend, project, stack);
  return readTarget(stack, tags?.[targetTag]) ?? wanted ?? "live";
}
