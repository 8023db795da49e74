import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { EngineStack } from "./engine-port.ts";

/** Tag of a sandbox stack that names the world in which its resources are: another one after each reset of the sandbox. */
export const worldTag = "launchgate:world";

/**
 * Refuses a sandbox stack whose resources are in a world that is gone, as `sandbox.other-world`; binds one that has none yet.
 * `world` undefined: not a stack of the sandbox.
 */
export async function requireSameWorld(stack: EngineStack, world: string | undefined): Promise<void> {
  if (world === undefined) return;
  const bound = (await stack.tags())[worldTag];
  if (bound === world) return;
  if (bound !== undefined && hasVendorObjects((await stack.exportState()).deployment)) throw otherWorld(stack.name);
  await stack.setTag(worldTag, world);
}

/** Binds a stack to the world that its state was just compared with. */
export async function bindWorld(stack: EngineStack, world: string | undefined): Promise<void> {
  if (world !== undefined) await stack.setTag(worldTag, world);
}

const resourcesSchema = z.object({
  resources: z.array(z.object({ type: z.string(), custom: z.boolean().optional() })),
});

/** Whether a state knows anything that stands at a vendor: components and providers do not. */
function hasVendorObjects(deployment: unknown): boolean {
  const parsed = resourcesSchema.safeParse(deployment);
  return (
    parsed.success && parsed.data.resources.some(({ type, custom }) => custom === true && !type.startsWith("pulumi:"))
  );
}

function otherWorld(stack: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.other-world",
    message: `Stack "${stack}" was brought up in a sandbox that was reset since, or in another one: what its state knows is not there.`,
    fix: `\`launchgate refresh --stack ${stack} --yes\` lets its state forget what is gone; then \`launchgate up --stack ${stack}\`.`,
  });
}
