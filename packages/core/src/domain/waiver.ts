import { DateTime } from "luxon";
import { WAIVER_MAX_DAYS, type Waiver } from "../schema/waivers.ts";

/** Why a waiver does not hold; `holds` where it does. */
export type WaiverStanding = "holds" | "expired" | "not-yet" | "too-long";

/**
 * Whether a waiver holds at a moment: from the first minute of `granted` to the last of `expires` on the clock of its zone. A life of more
 * than {@link WAIVER_MAX_DAYS} days, or a day that cannot be read, never holds. (R8)
 */
export function waiverStanding(waiver: Pick<Waiver, "granted" | "expires" | "timeZone">, at: Date): WaiverStanding {
  const zone = { zone: waiver.timeZone };
  const granted = DateTime.fromISO(waiver.granted, zone).startOf("day");
  const expires = DateTime.fromISO(waiver.expires, zone).startOf("day");
  const now = DateTime.fromJSDate(at, zone);
  const days = expires.diff(granted, "days").days;
  if (!(days >= 0 && days <= WAIVER_MAX_DAYS)) return "too-long";
  if (!(now >= granted)) return "not-yet";
  return now < expires.plus({ days: 1 }) ? "holds" : "expired";
}
