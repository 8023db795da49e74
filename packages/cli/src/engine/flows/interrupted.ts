import { LaunchgateError, vendorIds } from "@launchgate/core";
import { connectVendors } from "../../drift/connect.ts";
import { vendorOf } from "../../drift/report.ts";
import { identities } from "../../vendors/identity/identities.ts";
import { candidatesFor, matchById, stateIdOf } from "../../vendors/identity/match.ts";
import { isNamed } from "../../vendors/identity/row.ts";
import { inventory, type Inventory, type InventoryObject } from "../../vendors/inventory.ts";
import { isListed } from "../../vendors/listed-kinds.ts";
import type { EngineStack, StackState, TargetId } from "../engine-port.ts";
import { keepState } from "../kept-states.ts";
import { knownResources, pendingCreations, withMade, type PendingCreation } from "./interrupted-state.ts";
import { requireYes, type RunSite } from "./run-site.ts";

/** A creation whose answer the engine never got: what it became at the vendor, if anything. */
export interface Interrupted {
  readonly urn: string;
  /** Id at the vendor, for people; undefined: nothing was made. */
  readonly id: string | undefined;
}

/** A state in which nothing is pending. */
export interface SettledState {
  readonly state: StackState;
  readonly found: readonly Interrupted[];
}

/**
 * What a run that was killed has left: creations that were sent to a vendor and whose answer nobody recorded. The engine forgets
 * them, and the next `up` would make a second one or be refused for its name. Here each is looked for at its vendor; what is there
 * goes into the state, so that the next `up` finishes it. Nothing is written at a vendor. (L4)
 *
 * Refused as `engine.interrupted-ambiguous` where several things at the vendor could be it, and as `engine.interrupted-unknown` where
 * nobody can look and nobody says that nothing was made.
 */
export async function settleInterrupted(
  site: RunSite,
  stack: EngineStack,
  target: TargetId,
): Promise<readonly Interrupted[]> {
  const settled = await settleState(site, stack, target, await stack.exportState());
  if (settled === undefined) return [];
  await keepState(site.root, stack, target, site.now());
  await putSettled(site, stack, settled);
  return settled.found;
}

/** A state with its interrupted creations looked for; undefined where it has none. Nothing is written. */
export async function settleState(
  site: RunSite,
  stack: EngineStack,
  target: TargetId,
  state: StackState,
): Promise<SettledState | undefined> {
  const pending = pendingCreations(state);
  if (pending.length === 0) return undefined;
  const wanted = pending.filter(({ type }) => isLookedFor(type));
  if (wanted.length === 0) return { state: withMade(state, []), found: [] };
  site.step(`An earlier run was stopped while it made ${String(wanted.length)} things: look for them at their vendors`);
  const readable = await withSecrets(stack, wanted);
  const found = await look(site, stack, target, readable);
  const known = new Set(matchById(knownResources(state), found.objects).map(({ object }) => object));
  await requireLooked(site, readable, found);
  const became = whatBecameOf(
    readable,
    found.objects.filter((object) => !known.has(object)),
  );
  const made = [...became].map(([declared, object]) => ({
    urn: declared.urn,
    id: stateIdOf(declared, object),
    outputs: object.outputs ?? {},
    secrets: object.secrets?.() ?? {},
  }));
  return {
    state: withMade(state, made),
    found: readable.map((declared) => ({ urn: declared.urn, id: became.get(declared)?.id })),
  };
}

/** Puts a settled state in place and reads from the vendors what was found. */
export async function putSettled(site: RunSite, stack: EngineStack, { state, found }: SettledState): Promise<void> {
  await stack.importState(state);
  const targets = found.filter(({ id }) => id !== undefined).map(({ urn }) => urn);
  if (targets.length > 0) await stack.refresh({ targets, signal: site.signal, onProgress: site.onProgress });
}

/** Settings cannot be there twice, and neon-pulumi finishes its own creations; a type that nobody wrote a row for is looked at. */
function isLookedFor(type: string): boolean {
  const row = identities[type];
  return vendorOf(type, vendorIds) !== undefined && (row === undefined || isNamed(row));
}

/** Addresses are secret in a state; what is looked for by one needs it in plain text. A state that cannot be read tells none. */
async function withSecrets(
  stack: EngineStack,
  wanted: readonly PendingCreation[],
): Promise<readonly PendingCreation[]> {
  const present = await stack.exportState({ plain: true }).catch((error: unknown) => {
    if (error instanceof LaunchgateError && error.code === "engine.state-unreadable") return undefined;
    throw error;
  });
  const plain = new Map((present === undefined ? [] : pendingCreations(present)).map((each) => [each.urn, each]));
  return wanted.map((each) => plain.get(each.urn) ?? each);
}

async function look(
  site: RunSite,
  stack: EngineStack,
  target: TargetId,
  wanted: readonly PendingCreation[],
): Promise<Inventory> {
  const { connections } = await connectVendors(site, stack, target);
  const vendors = new Set<string | undefined>(wanted.map(({ type }) => vendorOf(type, vendorIds)));
  return inventory(Object.fromEntries(Object.entries(connections).filter(([vendor]) => vendors.has(vendor))));
}

/** What cannot be looked for, and would be made twice, is nobody's to guess. */
async function requireLooked(site: RunSite, wanted: readonly PendingCreation[], found: Inventory): Promise<void> {
  const unread = new Set(found.unread.map(({ kind }) => kind));
  const unseen = wanted.filter((each) => {
    const row = identities[each.type];
    if (isNamed(row) && row.twin === "overwritten") return false;
    return !isListed(each.type) || unread.has(each.type) || candidatesFor(each, []) === undefined;
  });
  if (unseen.length === 0) return;
  const names = unseen.map(({ urn }) => `"${urn}"`).join(", ");
  const problem = `An earlier run was stopped while it made ${names}, and whether that is at the vendor cannot be seen from here. Look there, and delete it if it is.`;
  await requireYes(site, "engine.interrupted-unknown", problem, "Go on as if nothing was made?");
}

/** Finds each creation among the things that no resource of the state stands for. */
export function whatBecameOf(
  wanted: readonly PendingCreation[],
  free: readonly InventoryObject[],
): ReadonlyMap<PendingCreation, InventoryObject> {
  const became = new Map<PendingCreation, InventoryObject>();
  for (const declared of wanted) {
    const { name = "", objects = [] } = candidatesFor(declared, free) ?? {};
    if (objects.length > 1) throw ambiguous(declared, name, objects);
    const [only] = objects;
    if (only !== undefined && ![...became.values()].includes(only)) became.set(declared, only);
  }
  return became;
}

function ambiguous({ urn }: PendingCreation, name: string, objects: readonly InventoryObject[]): LaunchgateError {
  return new LaunchgateError({
    code: "engine.interrupted-ambiguous",
    message: `An earlier run was stopped while it made "${urn}", and ${String(objects.length)} things that nothing tells apart and no state knows are at the vendor as "${name}": ${objects.map(({ id }) => id).join(", ")}.`,
    fix: "Delete those that are too many at the vendor, then run it again.",
  });
}
