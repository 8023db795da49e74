import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

type Metadata = NonNullable<EngineEvent["resOutputsEvent"]>["metadata"];

/** Properties by name; secret ones read `[secret]`. */
export type Properties = Readonly<Record<string, unknown>>;

/** Inputs and outputs of a resource at one moment. */
export interface ResourceValues {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/**
 * What a preview saw of one resource, with values: for drift alone (L4), which has to say what a field was and is. The engine masks
 * what it knows to be secret; what this process knows is masked as well.
 */
export interface ResourceReading {
  readonly urn: string;
  readonly type: string;
  readonly op: string;
  readonly custom: boolean;
  /** The provider's id; empty before it is made. */
  readonly id: string;
  /** As the state holds it; absent for what would be made. */
  readonly before?: ResourceValues;
  /** As read from the vendor (refresh) or as the program wants it (preview); absent for what is gone or would be deleted. */
  readonly after?: ResourceValues;
  /** Property paths that differ by the provider's word. */
  readonly differing: readonly string[];
}

/** Reads an event's metadata; `mask` hides secrets in every text. */
export function readingOf(metadata: Metadata, mask: (text: string) => string): ResourceReading {
  const { urn, type, op, old, new: fresh } = metadata;
  const values = (state: Metadata["old"]): ResourceValues | undefined =>
    state && {
      inputs: masked(state.inputs, mask) as Properties,
      outputs: masked(state.outputs, mask) as Properties,
    };
  const [before, after] = [values(old), values(fresh)];
  return {
    urn,
    type,
    op,
    custom: (fresh ?? old)?.custom ?? false,
    id: fresh?.id ?? old?.id ?? "",
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    differing: Object.keys(metadata.detailedDiff ?? {}),
  };
}

function masked(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((each) => masked(each, mask));
  if (typeof value !== "object" || value === null) return value ?? {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each, mask)]));
}
