import { selectStack, vendorsOf, type StackModel, type VendorId } from "@launchgate/core";
import type { InventoryObject } from "../vendors/inventory-object.ts";
import type { UnattributedItem } from "./changes.ts";
import { match, type Match } from "./identity.ts";
import type { SetByPeople } from "./report.ts";
import { riskOf } from "./risk.ts";
import { setByPeople, type WantedSettings } from "./set-by-people.ts";
import type { StateResource } from "./state-resources.ts";
import { isVendorMade } from "./vendor-made.ts";

/** State of one stack. */
export interface StackResources {
  readonly stack: string;
  readonly resources: readonly StateResource[];
}

/** What extras are judged by. */
export interface ExtrasRequest {
  readonly model: StackModel;
  /** Every stack of the backend, the judged one among them: what another stack declares is no extra. */
  readonly states: readonly StackResources[];
  readonly objects: readonly InventoryObject[];
  /** Settings that workflows of ours want people to make: no extras, by name. */
  readonly wanted: WantedSettings;
  /** Logins at GitHub of people of the model. */
  readonly logins: readonly string[];
  /** Logins at GitHub of the pipeline's own accounts: they belong to the organisation, and to teams that they made. */
  readonly machineLogins: readonly string[];
  /** Addresses of members at Vercel that belong; undefined: members are not judged. */
  readonly vercelMembers?: readonly string[] | undefined;
}

/** What is there and no stack declares, as far as it concerns the judged stack. */
export interface Extras {
  readonly items: readonly UnattributedItem[];
  /** Things that the vendors made by themselves. */
  readonly vendorMade: number;
  /** What people set and workflows want, as far as it concerns the judged stack. */
  readonly setByPeople: readonly SetByPeople[];
  /** Things with the resources of the judged stack that stand for them. */
  readonly matches: readonly Match[];
}

/** Judges the inventory against all states. */
export function findExtras(request: ExtrasRequest): Extras {
  const { model, states, objects, wanted } = request;
  const matches = match(
    states.flatMap(({ resources }) => resources),
    objects,
  );
  const owners = ownersOf(states, matches);
  const managed = new Set(matches.map(({ object }) => object));
  const over = objects.filter((object) => !managed.has(object) && !belongs(object, request));
  const isMade = (object: InventoryObject): boolean => isVendorMade(object) || isCopied(object, objects, matches);
  const made = over.filter(isMade);
  const rest = over.filter((object) => !isMade(object));
  // In a container that no stack declares nothing is wanted: it is an extra with all that is inside.
  const wantedBy = (object: InventoryObject): SetByPeople | undefined =>
    object.parent !== undefined && owners.has(keyOf(object.parent)) ? setByPeople(object, wanted) : undefined;
  const unknown = rest.filter((object) => wantedBy(object) === undefined);
  const unknownKeys = new Set(unknown.map(keyOf));
  const isOwn = (object: InventoryObject): boolean => ownerOf(object, owners, model) === model.stackName;
  const items = unknown
    // Of an unknown container only the container is told: what is inside goes with it.
    .filter(({ parent }) => parent === undefined || !unknownKeys.has(keyOf(parent)))
    .filter(isOwn)
    .map((object) => itemOf(object, unknown));
  const own = new Set(states.find(({ stack }) => stack === model.stackName)?.resources);
  return {
    items,
    vendorMade: made.length,
    setByPeople: rest.filter(isOwn).flatMap((object) => wantedBy(object) ?? []),
    matches: matches.filter(({ resource }) => own.has(resource)),
  };
}

function ownersOf(states: readonly StackResources[], matches: readonly Match[]): ReadonlyMap<string, string> {
  const stackOf = new Map(states.flatMap(({ stack, resources }) => resources.map((each) => [each, stack] as const)));
  return new Map(matches.map(({ object, resource }) => [keyOf(object), stackOf.get(resource) ?? ""]));
}

/**
 * The stack that an unknown thing concerns: that of its container; else, by stage in tags or name, that of the stage; else the one that
 * answers for the account as a whole.
 */
function ownerOf(object: InventoryObject, owners: ReadonlyMap<string, string>, model: StackModel): string {
  const { parent } = object;
  const container = parent === undefined ? undefined : owners.get(keyOf(parent));
  if (container !== undefined) return container;
  const stages = Object.entries(model.stacks).flatMap(([stack, definition]) =>
    definition.kind === "stage" ? [{ stack, stage: definition.stage }] : [],
  );
  const named = stages.find(({ stage }) => stage === object.stage || object.name.endsWith(`-${stage}`));
  return named?.stack ?? answering(object.vendor, model);
}

/** Who answers for a vendor's account: the shared stack where it uses the vendor, else the stack of production. */
function answering(vendor: VendorId, model: StackModel): string {
  const all = Object.entries(model.stacks);
  const shared = all.find(([, { kind }]) => kind === "shared")?.[0];
  if (shared !== undefined && vendorsOf(selectStack(model, shared)).includes(vendor)) return shared;
  const production = all.find(([, each]) => each.kind === "stage" && model.stages[each.stage]?.kind === "production");
  return production?.[0] ?? shared ?? model.stackName;
}

/** Role or database that a declared branch of Neon got from the branch that it was made from, whatever the vendor tells of its parent. */
function isCopied(
  { kind, name, parent }: InventoryObject,
  objects: readonly InventoryObject[],
  matches: readonly Match[],
): boolean {
  if (parent === undefined || !["neon:index:Role", "neon:index:Database"].includes(kind)) return false;
  const source = matches.find(({ object }) => keyOf(object) === keyOf(parent))?.resource.inputs["parentId"];
  const own = name.split(" ").at(-1);
  return objects.some(
    (each) => each.kind === kind && each.parent?.id === source && each.name.split(" ").at(-1) === own,
  );
}

/** People of the model and the pipeline's own accounts: no resource declares them, and they are no extras. */
function belongs({ kind, id, name, alias }: InventoryObject, request: ExtrasRequest): boolean {
  const { logins, machineLogins, vercelMembers } = request;
  const among = (list: readonly string[], ...names: readonly (string | undefined)[]): boolean =>
    list.some((each) => names.some((one) => one?.toLowerCase() === each.toLowerCase()));
  if (kind === "github:index/membership:Membership") return among([...logins, ...machineLogins], name);
  if (kind === "github:index/teamMembership:TeamMembership") return among(machineLogins, id.split(":")[1]);
  if (kind === "vercel:index/teamMember:TeamMember")
    return vercelMembers === undefined || among([...vercelMembers, ...machineLogins], name, alias);
  return false;
}

function itemOf(object: InventoryObject, unknown: readonly InventoryObject[]): UnattributedItem {
  const inside = unknown.filter(({ parent }) => parent !== undefined && keyOf(parent) === keyOf(object)).length;
  const words = [object.remark, inside > 0 ? `holds ${String(inside)} more` : undefined].filter(
    (each) => each !== undefined,
  );
  const { vendor, kind, id, name, parent } = object;
  return {
    drift: "extra",
    vendor,
    kind,
    id,
    name,
    ...riskOf(kind),
    ...(parent === undefined ? {} : { within: parent.id }),
    ...(words.length > 0 ? { remark: words.join("; ") } : {}),
  };
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}
