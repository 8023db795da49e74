import { milliseconds, type Duration } from "@launchgate/core";
import type { SkewProtectionAge } from "./wire.ts";

const ages: readonly SkewProtectionAge[] = ["7 days", "1 day", "12 hours", "4 hours", "30 minutes"];

/**
 * The longest skew protection within the rollback window: a client that loaded the old release keeps reaching it only as
 * long as that release may still come back (B1). The shortest, 30 minutes, where the window is shorter than every choice:
 * a rolling release turns the protection on in any case, and a declared value shows no drift.
 */
export function skewProtectionWithin(window: Duration): SkewProtectionAge {
  return ages.find((age) => milliseconds(age) <= milliseconds(window)) ?? "30 minutes";
}
