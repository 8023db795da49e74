import { waiverSchema, waiverStanding, type Finding, type Waiver } from "@launchgate/core";

/** A waiver of the plan that can be read. */
export interface NamedWaiver extends Waiver {
  readonly id: string;
}

/** The plan's waivers, sorted by whether they excuse anything. */
export interface WaiverBook {
  readonly holding: readonly NamedWaiver[];
  readonly expired: readonly NamedWaiver[];
  /** What is not exact, too long, or not of this stack, with the reason; excuses nothing. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/** No waivers: what a program without a plan has. */
export const noWaivers: WaiverBook = { holding: [], expired: [], refused: [] };

/** Reads waivers as a plan carries them: each by itself, and fails closed. */
export function readWaivers(
  raw: Readonly<Record<string, unknown>>,
  stack: string,
  now: Date,
  limit: number,
): WaiverBook {
  const read = Object.entries(raw).map(([id, value]) => judged(id, value, stack, now));
  const holding = read.flatMap((each) => (each.standing === "holds" ? [each.waiver] : []));
  return {
    holding: holding.slice(0, limit),
    expired: read.flatMap((each) => (each.standing === "expired" ? [each.waiver] : [])),
    refused: [
      ...read.flatMap((each) => (each.standing === "refused" ? [{ id: each.id, reason: each.reason }] : [])),
      ...holding.slice(limit).map(({ id }) => ({ id, reason: `only ${String(limit)} may hold here at a time` })),
    ],
  };
}

type Judged =
  | { readonly standing: "holds" | "expired"; readonly waiver: NamedWaiver }
  | { readonly standing: "refused"; readonly id: string; readonly reason: string };

function judged(id: string, value: unknown, stack: string, now: Date): Judged {
  const parsed = waiverSchema.safeParse(value);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`).join("; ");
    return { standing: "refused", id, reason: places };
  }
  const waiver = { id, ...parsed.data };
  if (waiver.stack !== stack) return { standing: "refused", id, reason: `it is for stack "${waiver.stack}"` };
  const standing = waiverStanding(waiver, now);
  if (standing === "too-long")
    return { standing: "refused", id, reason: "it lives longer than 90 days, or ends before it begins" };
  if (standing === "not-yet")
    return { standing: "refused", id, reason: `it was granted on ${waiver.granted}, which has not come` };
  return { standing, waiver };
}

/** What a report shows of a waiver. */
export function shown({ id, owner, expires, reason }: NamedWaiver): NonNullable<Finding["waiver"]> {
  return { id, owner, expires, reason };
}
