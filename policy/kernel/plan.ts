import { releasePlanSchema, type JudgedResource, type ReleasePlanInputs } from "@launchgate/core";
import { NoPlan } from "./faults.ts";
import type { Graph, ResourceView } from "./graph.ts";

/** Type token of the resource that carries the plan. */
export const RELEASE_PLAN_TYPE = "launchgate:release:ReleasePlan";

/** The release plan of a stack. */
export interface PlanReading {
  /** The plan; throws {@link NoPlan} where there is none or it cannot be read, and `UnknownValue` where a part is not known. */
  readonly read: () => ReleasePlanInputs;
  /** The resource that carries it. */
  readonly resource: ResourceView | undefined;
}

/** Reads the plan out of the graph: once, and only when a rule asks. */
export function planOf(graph: Graph): PlanReading {
  const found = graph.ofType(RELEASE_PLAN_TYPE);
  const resource = found[0];
  return { resource, read: () => parsed(found) };
}

/** Plans that were read, by the resource that carries them: reading one takes a millisecond, and a run asks for it often. */
const readPlans = new WeakMap<JudgedResource, ReleasePlanInputs>();

function parsed(found: readonly ResourceView[]): ReleasePlanInputs {
  const [resource, second] = found;
  if (resource === undefined) throw new NoPlan("the stack has no release plan to compare with");
  if (second !== undefined) throw new NoPlan("the stack has more than one release plan");
  const known = readPlans.get(resource.resource);
  if (known !== undefined) return known;
  const inputs = Object.fromEntries(resource.entries("").map(([key]) => [key, resource.plain(key)]));
  const result = releasePlanSchema.safeParse(inputs);
  if (result.success) {
    readPlans.set(resource.resource, result.data);
    return result.data;
  }
  const places = result.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new NoPlan(`the release plan cannot be read at ${places}`);
}
