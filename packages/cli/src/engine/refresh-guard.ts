import type { PreviewOutcome, StackState } from "./engine-port.ts";

/**
 * Share of the vendor objects in a state that a refresh may drop without being asked, and the least number that counts. Providers
 * answer "gone" to some kinds of bad credentials; elsewhere that has emptied whole states, and the next run made everything twice.
 * 20 %: no ordinary clean-up by hand comes near it. At least 3: in a small stack one deleted object is more than a fifth.
 */
export const refreshLimit = { share: 0.2, atLeast: 3 } as const;

/** What a refresh would drop. */
export interface RefreshLoss {
  /** Names with type of the resources that the vendor no longer has, sorted. */
  readonly dropped: readonly string[];
  /** Vendor objects in the state. */
  readonly total: number;
  /** Whether a person must accept it: the share and the least number are passed, or nothing would remain. */
  readonly mustAsk: boolean;
}

/** Judges the preview of a refresh against the state. Fails closed: drops of which the state knows nothing must be asked. */
export function refreshLoss(preview: PreviewOutcome, state: StackState): RefreshLoss {
  const gone = preview.steps.filter(({ op, custom, type }) => op === "delete" && custom && !isProvider(type));
  const dropped = gone.map(({ type, name }) => `${type} ${name}`).sort();
  const counted = Math.max(dropped.length, preview.changes.delete);
  const total = vendorObjects(state.deployment);
  const many = counted >= refreshLimit.atLeast && counted > total * refreshLimit.share;
  return { dropped, total, mustAsk: counted > 0 && (many || counted >= total) };
}

interface StateResource {
  readonly type?: unknown;
  readonly custom?: unknown;
}

/** Resources of a state that a vendor has: neither components nor providers nor references to other stacks. */
export function vendorObjects(deployment: unknown): number {
  const resources = (deployment as { resources?: unknown } | null)?.resources;
  if (!Array.isArray(resources)) return 0;
  return (resources as StateResource[]).filter(({ type, custom }) => custom === true && !isProvider(String(type)))
    .length;
}

function isProvider(type: string): boolean {
  return type.startsWith("pulumi:");
}
