import type { ResourceReading } from "../../../../packages/cli/src/engine/readings.ts";
import type { StateResource } from "../../../../packages/cli/src/drift/state-resources.ts";

type Values = Readonly<Record<string, unknown>>;

/** A reading of a refresh: `before` as in the state, `after` as at the vendor; inputs and outputs are the same. */
export function reading(
  type: string,
  name: string,
  change: { before?: Values; after?: Values; op?: string; differing?: string[]; ignoredInputs?: Values },
): ResourceReading {
  const { before, after, op = "update", differing = [] } = change;
  return {
    urn: `urn:pulumi:prod::launchgate::${type}::${name}`,
    type,
    op,
    custom: true,
    id: `${name}-id`,
    differing,
    ...(before === undefined ? {} : { before: { inputs: before, outputs: before } }),
    ...(after === undefined ? {} : { after: { inputs: after, outputs: after } }),
  };
}

/** A resource of a state. */
export function resource(
  type: string,
  name: string,
  id: string,
  inputs: Values = {},
  more: Partial<StateResource> = {},
): StateResource {
  return { urn: `urn:pulumi:prod::launchgate::${type}::${name}`, type, id, name, inputs, outputs: inputs, ...more };
}
