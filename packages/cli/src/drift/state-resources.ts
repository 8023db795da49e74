import { vendorIds } from "@launchgate/core";
import { z } from "zod";
import type { StackState } from "../engine/engine-port.ts";
import { idWithoutSecret } from "../vendors/secret-ids.ts";
import { vendorOf } from "./report.ts";

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().optional(),
  delete: z.boolean().optional(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  modified: z.string().optional(),
});
const deploymentSchema = z.object({ resources: z.array(resourceSchema).nullish() }).nullable();

/** A vendor object as a state holds it; secret properties are sealed objects there. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** As it may be shown. */
  readonly id: string;
  /** Last part of the URN. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** When the state last changed of it, ISO 8601. */
  readonly modified?: string;
}

/** Vendor objects of a state: no components, providers, references or random values; none that wait for deletion. */
export function stateResources(state: StackState): readonly StateResource[] {
  const resources = deploymentSchema.parse(state.deployment ?? null)?.resources ?? [];
  return resources
    .filter(
      ({ type, custom, delete: doomed }) =>
        custom === true && doomed !== true && vendorOf(type, vendorIds) !== undefined,
    )
    .map(({ urn, type, id = "", inputs, outputs, modified }) => ({
      urn,
      type,
      id: idWithoutSecret(type, id),
      name: urn.split("::").slice(3).join("::"),
      inputs,
      outputs,
      ...(modified === undefined ? {} : { modified }),
    }));
}
