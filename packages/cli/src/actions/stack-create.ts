import { exitCodes, LaunchgateError, milliseconds, toDuration, valueOrThrow, type Model } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import { targetIds } from "../engine/engine-port.ts";
import type { EphemeralDefinition } from "../ephemeral/definition.ts";
import { requireName } from "../ephemeral/definition.ts";
import { createFlow } from "../ephemeral/flows.ts";
import { nameTaken, requireOrigin, requireOwnNames } from "../ephemeral/origin.ts";
import { keepDefinition, readDefinition } from "../ephemeral/store.ts";
import { Workbench } from "../ephemeral/workbench.ts";
import { styled } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject, resolveProject } from "../project.ts";
import { changesText, resultOf } from "./engine-text.ts";

const createOptions = commonOptions.extend({
  name: z.string().min(1),
  from: z.string().min(1),
  ttl: durationOption.optional(),
  target: z.enum(targetIds).default("live"),
});

/** `launchgate stack create`: a throw-away stack made after another one, removed by `stack sweep` once its time is up. (D1) */
export const stackCreate: Action = async (given, host) => {
  const { name, from, ttl, target, overlay, at } = readOptions(createOptions, given);
  requireName(name);
  const project = await openProject(host.cwd);
  const bench = new Workbench(project, host, overlay);
  const now = at ?? (await bench.nowOf(target));
  const model = valueOrThrow(await resolveProject(project, host.cwd, { overlay, at: now }));
  requireOrigin(model, from);
  const earlier = await readDefinition(project.root, name);
  requireFree(model, name, from, earlier);
  const definition = define(model, { name, from, now, ttl, earlier });
  await keepDefinition(project.root, definition);
  try {
    const { target: bound, outcome } = await bench.at(name, target, (site) => {
      requireOwnNames(site.model);
      return createFlow(site, definition);
    });
    const { expiresAt } = definition;
    const text = [
      `${styled(host, "green", name)} (${bound}) is up, made after ${from}: ${changesText(outcome.changes, "past")}, ${outcome.durationSeconds.toFixed(1)} s.`,
      `It expires at ${expiresAt}; from then on \`launchgate stack sweep\` removes it. Sooner: launchgate stack destroy --name ${name}`,
    ].join("\n");
    const data = { ...resultOf(name, bound, "succeeded", outcome), from, expiresAt };
    return { exitCode: exitCodes.done, data, text };
  } catch (error) {
    if (earlier === undefined) await forgetUnborn(bench, name);
    throw error;
  }
};

/** A name of the model is not free; that of a throw-away stack only to go on with it. */
function requireFree(model: Model, name: string, from: string, earlier: EphemeralDefinition | undefined): void {
  if (Object.hasOwn(model.stacks, name) || Object.hasOwn(model.stages, name))
    throw nameTaken(name, "the model has a stack or stage of that name");
  if (earlier !== undefined && earlier.from !== from)
    throw nameTaken(name, `a throw-away stack of that name was made after "${earlier.from}"`);
}

/** Shortest and longest life, as for `drills.timeToLive`. */
const bounds = { shortest: milliseconds("10 minutes"), longest: milliseconds("7 days") } as const;

function define({ drills }: Model, { name, from, now, ttl, earlier }: DefinitionParts): EphemeralDefinition {
  const life = ttl ?? milliseconds(drills.timeToLive);
  if (life < bounds.shortest || life > bounds.longest) {
    throw new LaunchgateError({
      code: "stack.ttl",
      message: `A throw-away stack cannot live for ${toDuration(life)}.`,
      fix: `Give --ttl from ${toDuration(bounds.shortest)} to ${toDuration(bounds.longest)}, such as 2h.`,
    });
  }
  const expiresAt = new Date(now.getTime() + life).toISOString();
  return { version: 1, name, from, createdAt: earlier?.createdAt ?? now.toISOString(), expiresAt };
}

interface DefinitionParts {
  readonly name: string;
  readonly from: string;
  readonly now: Date;
  readonly ttl: number | undefined;
  readonly earlier: EphemeralDefinition | undefined;
}

/** A definition whose stack was never made is of no use. */
async function forgetUnborn(bench: Workbench, name: string): Promise<void> {
  const found = (await bench.list()).find(({ definition }) => definition.name === name);
  if (found !== undefined && Object.keys(found.tags).length === 0 && found.resources === 0) await bench.forget(name);
}
