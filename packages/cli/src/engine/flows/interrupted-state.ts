import { vendorIds } from "@launchgate/core";
import { z } from "zod";
import { vendorOf } from "../../drift/report.ts";
import type { Declared } from "../../vendors/identity/row.ts";
import { sealed } from "../../vendors/identity/seal.ts";
import type { StackState } from "../engine-port.ts";

const values = z.record(z.string(), z.unknown()).default({});
const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  custom: z.boolean().optional(),
  inputs: values,
  outputs: values,
  /** The old one of a replacement; it waits for its deletion. */
  delete: z.boolean().optional(),
  /** Deleted already; what takes its place is not made yet. */
  pendingReplacement: z.boolean().optional(),
});
const operationSchema = z.looseObject({ type: z.string(), resource: resourceSchema });
/** What is read of a state; all else in it stays as it is. */
export const deploymentSchema = z.looseObject({
  resources: z.array(resourceSchema).nullish(),
  pending_operations: z.array(operationSchema).nullish(),
});
type Resource = z.infer<typeof resourceSchema>;

/** A creation that was sent to a provider and whose answer nobody recorded. */
export interface PendingCreation extends Declared {
  readonly urn: string;
}

/** Creations that a state holds as pending, of every provider. Pending changes and deletions are none: the engine does those again. */
export function pendingCreations({ deployment }: StackState): readonly PendingCreation[] {
  const operations = deploymentSchema.parse(deployment ?? {}).pending_operations ?? [];
  return operations
    .filter(({ type }) => type === "creating")
    .map(({ resource: { urn, type, inputs } }) => ({ urn, type, id: "", inputs, outputs: {} }));
}

/** Vendor objects that a state knows, old ones of unfinished replacements among them. */
export function knownResources({ deployment }: StackState): readonly Declared[] {
  const resources = deploymentSchema.parse(deployment ?? {}).resources ?? [];
  return resources.filter(({ type, custom }) => custom === true && vendorOf(type, vendorIds) !== undefined);
}

/** What a creation became. */
export interface Made {
  readonly urn: string;
  /** The provider's id. */
  readonly id: string;
  /** Outputs that the provider cannot read it without. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Secret ones of them, sealed in the state. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The state with what was made in it, and without pending operations: the engine drops those of any state that it is given. */
export function withMade({ version, deployment }: StackState, made: readonly Made[]): StackState {
  const read = deploymentSchema.parse(deployment ?? {});
  const added = new Map(made.map((each) => [each.urn, each]));
  const fresh = (read.pending_operations ?? []).flatMap(({ type, resource }) => {
    const found = type === "creating" ? added.get(resource.urn) : undefined;
    return found === undefined ? [] : [asMade(resource, found)];
  });
  const resources = fresh.reduce(withOne, read.resources ?? []);
  return { version, deployment: { ...read, resources, pending_operations: [] } };
}

function asMade(resource: Resource, { id, outputs, secrets }: Made): Resource {
  const hidden = Object.fromEntries(Object.entries(secrets).map(([key, value]) => [key, sealed(value)] as const));
  return { ...resource, id, outputs: { ...resource.inputs, ...outputs, ...hidden } };
}

/** One that replaces another stands in its place; the old one waits behind it for its deletion, unless that is done. */
function withOne(resources: readonly Resource[], added: Resource): Resource[] {
  const index = resources.findIndex((each) => each.urn === added.urn && each.delete !== true);
  const old = resources[index];
  if (old === undefined) return [...resources, added];
  const waiting = old.pendingReplacement === true ? [] : [{ ...old, delete: true }];
  return [...resources.slice(0, index), added, ...waiting, ...resources.slice(index + 1)];
}
