import { LaunchgateError } from "@launchgate/core";
import { dataPlaneOf } from "../vendors/neon/data-plane.ts";
import { faultSchema, type FaultInput } from "../world/fault-schema.ts";
import type { Fault } from "../world/faults.ts";
import type { World } from "../world/world.ts";

/**
 * Sets a fault; one that damages data does it before this resolves, and tells rows in place of calls.
 *
 * @throws LaunchgateError `sandbox.runs-without-databases`
 */
export async function beginFault(world: World, input: FaultInput): Promise<Fault> {
  const { effect, path, share } = faultSchema.parse(input);
  if (effect.kind !== "corruption") return world.faults.add(input);
  const plane = dataPlaneOf(world);
  if (!plane) throw withoutDatabases();
  const fault = world.faults.add(input);
  const { rows, damaged } = await plane.corrupt(path, share);
  return world.faults.tally(fault.id, rows, damaged) ?? fault;
}

function withoutDatabases(): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.runs-without-databases",
    message: "The sandbox runs without databases: there are no data to damage.",
    fix: "Run `launchgate sandbox stop`, then `launchgate sandbox start --apps`: its state is kept.",
  });
}
