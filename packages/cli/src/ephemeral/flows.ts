import { LaunchgateError, type StackModel } from "@launchgate/core";
import { destroyFlow } from "../engine/flows/destroy.ts";
import { openForAct, type RunSite } from "../engine/flows/run-site.ts";
import { upFlow, type UpReport } from "../engine/flows/up.ts";
import { resourceCount } from "../engine/target-binding.ts";
import { connectionsOf, type VendorConnections } from "../vendors/connections.ts";
import { inventory, type InventoryObject } from "../vendors/inventory.ts";
import { tagsOf, type EphemeralDefinition } from "./definition.ts";
import { objectsOfStage } from "./leftovers.ts";
import { releaseStaleLock } from "./lock-release.ts";
import { readOrMendState } from "./mend-state.ts";
import { removeObjects } from "./remove-objects.ts";

/** Brings a throw-away stack up. Its expiry stands with the stack before the first vendor object is made. (D1) */
export async function createFlow(site: RunSite, definition: EphemeralDefinition): Promise<UpReport> {
  const { stack } = await openForAct(site);
  for (const [name, value] of Object.entries(tagsOf(definition))) await stack.setTag(name, value);
  return upFlow(site);
}

/** How a throw-away stack went. */
export interface RemovalReport {
  readonly stack: string;
  /** Vendor objects of the stage before and after, as the vendors themselves list them. */
  readonly before: readonly InventoryObject[];
  readonly after: readonly InventoryObject[];
  /** Found at the vendors although no state knew them: left by a run that was killed. Removed as well. */
  readonly orphans: readonly InventoryObject[];
  /** Lists that could not be read: what is in them is not known to be gone. */
  readonly unread: readonly string[];
  /** Resources that the state held. */
  readonly resources: number;
}

/** What a removal asks of the vendors; tests put a double in. */
export interface RemovalOptions {
  /** Base address of Vercel in the practice ground: its provider knows none. */
  readonly vercelUrl?: string | undefined;
}

/**
 * Removes a throw-away stack completely, whatever it was left as: half made, half removed, locked by a process that is gone, with
 * objects that no state knows. Proven by the vendors' own lists before and after; the stack is forgotten only once nothing of it is
 * left. May be run again after a crash at any point. (D2)
 */
export async function removeFlow(site: RunSite, { vercelUrl }: RemovalOptions): Promise<RemovalReport> {
  const { model, step } = site;
  const stack = await site.engine.find(model.stackName);
  if (stack === undefined)
    return { stack: model.stackName, before: [], after: [], orphans: [], unread: [], resources: 0 };
  const obstacle = await releaseStaleLock(stack);
  if (obstacle !== undefined) throw inUse(model.stackName, obstacle);
  const connections = connectionsOf(model, await stack.settings(), vercelUrl);
  const look = () => lookAt(model, connections);
  step("Look at what the vendors have");
  const { own: before } = await look();
  const resources = resourceCount((await readOrMendState(site, stack)).deployment);
  if (resources > 0) await destroyFlow(site, { settle: false });
  step("Look at what is left");
  const { own: orphans } = await look();
  if (orphans.length > 0) await removeObjects(connections, orphans);
  const { own: after, unread } = orphans.length > 0 ? await look() : { own: orphans, unread: (await look()).unread };
  if (after.length > 0) throw stillThere(model.stackName, after);
  await stack.remove();
  return { stack: model.stackName, before, after, orphans, unread, resources };
}

/** What the vendors list of a stage, and which of their lists that could hold something of it were refused. */
async function lookAt(
  model: StackModel,
  connections: VendorConnections,
): Promise<{ own: readonly InventoryObject[]; unread: readonly string[] }> {
  const { objects, unread } = await inventory(connections, { enter: (container) => mayHold(model, container) });
  // At GitHub a stage has environments only.
  const telling = unread.filter(({ vendor, kind }) => vendor !== "github" || kind.includes("Environment"));
  return {
    own: objectsOfStage(model, objects),
    unread: telling.map(({ vendor, kind, where }) => `${vendor} ${kind} of ${where}`),
  };
}

/** Whether to look inside a container: the repositories of the stage's services, and what is the stage's own. */
function mayHold(model: StackModel, container: InventoryObject): boolean {
  const { stack, services } = model;
  if (stack.kind !== "stage") return false;
  const repositories = stack.services.map((id) => services[id]?.repository.name);
  const isRepository = container.vendor === "github" && container.kind.endsWith(":Repository");
  if (isRepository) return repositories.includes(container.name);
  return container.parent !== undefined || objectsOfStage(model, [container]).length > 0;
}

function inUse(stack: string, obstacle: string): LaunchgateError {
  return new LaunchgateError({
    code: "stack.in-use",
    message: `Stack "${stack}" is ${obstacle}.`,
    fix: `Wait for it to end; if that process is gone: \`launchgate state unlock --stack ${stack} --yes\`.`,
    exitCode: 4,
  });
}

function stillThere(stack: string, after: readonly InventoryObject[]): LaunchgateError {
  const lines = after.map(
    ({ vendor, kind, name, id }) => `  ${vendor} ${kind.split(":").at(-1) ?? kind} ${name} (${id})`,
  );
  return new LaunchgateError({
    code: "stack.leftovers",
    message: `Of stack "${stack}" this is still at the vendors:\n${lines.join("\n")}`,
    fix: "Run `launchgate stack sweep` again; what stays then is to be removed by hand. The stack is remembered until it is gone.",
    exitCode: 4,
  });
}
