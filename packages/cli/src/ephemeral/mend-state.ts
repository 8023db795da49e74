import { readFile } from "node:fs/promises";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { RunSite } from "../engine/flows/run-site.ts";
import type { EngineStack, StackState } from "../engine/engine-port.ts";
import { keepDamaged, listKept } from "../engine/kept-states.ts";

const keptSchema = z.looseObject({ version: z.number(), deployment: z.unknown() });

/**
 * The state of a throw-away stack that is about to be removed. A disk that was full, a machine that lost its power or a hand can leave
 * half a file: that one is kept byte by byte, and the newest whole one takes its place. What it does not know is
 * found at the vendors afterwards. Only for stacks that are removed: any other one asks a person. (D2)
 */
export async function readOrMendState(site: RunSite, stack: EngineStack): Promise<StackState> {
  try {
    return await stack.exportState();
  } catch (error) {
    const damaged = error instanceof LaunchgateError && error.code === "engine.state-unreadable";
    const whole = damaged ? await newestWhole(site.root, stack.name) : undefined;
    if (whole === undefined || stack.stateFile === undefined) throw error;
    site.step("Its state was only half written: the one kept before takes its place");
    await keepDamaged(site.root, stack.name, stack.stateFile, site.now());
    await stack.importState(whole);
    return stack.exportState();
  }
}

async function newestWhole(root: string, stack: string): Promise<StackState | undefined> {
  for (const { file } of (await listKept(root, stack)).filter(({ damaged }) => !damaged)) {
    try {
      const { version, deployment } = keptSchema.parse(JSON.parse(await readFile(file, "utf8")));
      return { version, deployment };
    } catch {
      // Half written as well: an older one may be whole.
    }
  }
  return undefined;
}
