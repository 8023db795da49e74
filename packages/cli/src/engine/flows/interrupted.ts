import { LaunchgateError, vendorIds } from "@launchgate/core";
import { z } from "zod";
import { connectVendors } from "../../drift/connect.ts";
import { match } from "../../drift/identity.ts";
import { shortKind, vendorOf } from "../../drift/report.ts";
import { stateResources, type StateResource } from "../../drift/state-resources.ts";
import { inventory, type InventoryObject } from "../../vendors/inventory.ts";
import type { EngineStack, TargetId } from "../engine-port.ts";
import { keepState } from "../kept-states.ts";
import type { RunSite } from "./run-site.ts";

const operationSchema = z.looseObject({
  type: z.string(),
  resource: z.looseObject({
    urn: z.string(),
    type: z.string(),
    inputs: z.record(z.string(), z.unknown()).default({}),
  }),
});
const deploymentSchema = z.looseObject({
  resources: z.array(z.unknown()).nullish(),
  pending_operations: z.array(operationSchema).nullish(),
});
const policySchema = z.object({ policyType: z.string(), tagPolicy: z.object({ tagKey: z.string() }) });
const titleSchema = z.object({ title: z.string() });
type Operation = z.infer<typeof operationSchema>;

/** A creation whose answer the engine never got: what it became at the vendor, if anything. */
export interface Interrupted {
  readonly urn: string;
  /** Id at the vendor; undefined: nothing was made. */
  readonly id: string | undefined;
}

/** Our own provider finishes its creations by itself (neon-pulumi, docs/interrupted-creation.md). */
const finishesItself = (type: string): boolean => type.startsWith("neon:");

/**
 * What a run that was killed has left: creations that were sent to a vendor and whose answer nobody recorded. The engine forgets
 * them, and the next `up` would make a second one or be refused for its name. Here each is looked for at its vendor; what is there
 * goes into the state, so that the next `up` finishes it. Nothing is written at a vendor. (L4)
 *
 * Refused as `engine.interrupted-ambiguous` where several things at the vendor could be it.
 */
export async function settleInterrupted(
  site: RunSite,
  stack: EngineStack,
  target: TargetId,
): Promise<readonly Interrupted[]> {
  const state = await stack.exportState();
  const deployment = deploymentSchema.parse(state.deployment ?? {});
  const pending = (deployment.pending_operations ?? []).filter(isOurs);
  if (pending.length === 0) return [];
  site.step(
    `An earlier run was stopped while it made ${String(pending.length)} things: look for them at their vendors`,
  );
  const { connections } = await connectVendors(site, stack, target);
  const wanted = new Set(pending.map(({ resource }) => vendorOf(resource.type, vendorIds)));
  const asked = Object.fromEntries(Object.entries(connections).filter(([vendor]) => wanted.has(vendor as never)));
  const { objects } = await inventory(asked);
  const known = new Set(match(stateResources(state), objects).map(({ object }) => object));
  const found = whatBecameOf(
    pending,
    objects.filter((object) => !known.has(object)),
  );
  await keepState(site.root, stack, target, site.now());
  await stack.importState({ ...state, deployment: withFound(deployment, pending, found) });
  const targets = found.filter(({ id }) => id !== undefined).map(({ urn }) => urn);
  if (targets.length > 0) await stack.refresh({ targets, signal: site.signal, onProgress: site.onProgress });
  return found;
}

function isOurs({ type, resource }: Operation): boolean {
  return type === "creating" && vendorOf(resource.type, vendorIds) !== undefined && !finishesItself(resource.type);
}

/** Finds each creation among the things that no resource of the state stands for. */
export function whatBecameOf(pending: readonly Operation[], free: readonly InventoryObject[]): readonly Interrupted[] {
  const resources = pending.map(({ resource }) => asResource(resource));
  const exact = new Map(match(resources, free).map(({ object, resource }) => [resource.urn, object]));
  const taken = new Set(exact.values());
  return resources.map((resource) => {
    const object = exact.get(resource.urn) ?? byName(resource, free, taken);
    if (object !== undefined) taken.add(object);
    return { urn: resource.urn, id: object === undefined ? undefined : stateId(object) };
  });
}

function asResource({ urn, type, inputs }: Operation["resource"]): StateResource {
  return { urn, type, id: "", name: urn.split("::").slice(3).join("::"), inputs, outputs: {} };
}

/** Properties that name a thing for people, first found first. */
const names = ["name", "title", "summary", "key", "label", "description", "message"];

function byName(
  { urn, type, inputs }: StateResource,
  free: readonly InventoryObject[],
  taken: ReadonlySet<InventoryObject>,
): InventoryObject | undefined {
  const name = nameIn(inputs);
  if (name === undefined) return undefined;
  const open = free.filter((each) => each.kind === type && !taken.has(each));
  // Things inside others are listed as "<container> <own name>".
  const candidates = open.filter(({ name: told, parent }) =>
    parent === undefined ? told === name : isWithin(inputs, parent.id) && (told === name || told.endsWith(` ${name}`)),
  );
  if (candidates.length < 2) return candidates[0];
  throw new LaunchgateError({
    code: "engine.interrupted-ambiguous",
    message: `An earlier run was stopped while it made "${urn}", and ${String(candidates.length)} things named "${name}" that no state knows are at the vendor: ${candidates.map(({ id }) => id).join(", ")}.`,
    fix: "Delete those that are too many at the vendor, then run it again.",
  });
}

function isWithin(inputs: Readonly<Record<string, unknown>>, container: string): boolean {
  return Object.values(inputs).some(
    (value) => value === container || (Array.isArray(value) && value.includes(container)),
  );
}

/** The name that people know a thing by; of a dashboard, which is declared as JSON, its title; of a tag policy its tag. */
function nameIn(inputs: Readonly<Record<string, unknown>>): string | undefined {
  const given = names.map((each) => inputs[each]).find((each) => typeof each === "string");
  const policy = policySchema.safeParse(inputs);
  if (policy.success) return `${policy.data.policyType} ${policy.data.tagPolicy.tagKey}`;
  const { dashboard } = inputs;
  if (given !== undefined || typeof dashboard !== "string") return given;
  const told = titleSchema.safeParse(JSON.parse(dashboard));
  return told.success ? told.data.title : undefined;
}

/** Kinds whose inventory id names the container too, where the provider's does not. */
const insideContainers = new Set(["vercel:ProjectDomain", "vercel:ProjectEnvironmentVariable"]);

function stateId({ kind, id }: InventoryObject): string {
  return insideContainers.has(shortKind(kind)) ? id.slice(id.lastIndexOf("/") + 1) : id;
}

type Deployment = z.infer<typeof deploymentSchema>;

/** The state with what was found in it, and without the operations that are settled now. */
function withFound(deployment: Deployment, pending: readonly Operation[], found: readonly Interrupted[]): Deployment {
  const ids = new Map(found.map(({ urn, id }) => [urn, id]));
  const made = pending.flatMap(({ resource }) => {
    const id = ids.get(resource.urn);
    return id === undefined ? [] : [{ ...resource, id, outputs: resource.inputs }];
  });
  return {
    ...deployment,
    resources: [...(deployment.resources ?? []), ...made],
    pending_operations: (deployment.pending_operations ?? []).filter((each) => !pending.includes(each)),
  };
}
