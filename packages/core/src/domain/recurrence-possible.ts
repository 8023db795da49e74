import { listOf, weekdays, type RecurrenceParts } from "./recurrence-grammar.ts";

/** Days of each month in a leap year, the longest that each can be. */
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const allMonths = longestMonths.map((_, index) => index + 1);

const misplaced = (parts: RecurrenceParts): string | null => {
  const frequency = parts.get("FREQ") ?? "";
  const only = (name: string, ...allowed: string[]): string | null =>
    parts.has(name) && !allowed.includes(frequency) ? `${name} is only for FREQ=${allowed.join(" or FREQ=")}` : null;
  return (
    only("BYYEARDAY", "YEARLY") ??
    only("BYWEEKNO", "YEARLY") ??
    only("BYMONTHDAY", "DAILY", "MONTHLY", "YEARLY") ??
    (parts.has("BYWEEKNO") && !parts.has("BYDAY")
      ? "BYWEEKNO needs BYDAY: readers differ on which day is meant"
      : null) ??
    (parts.has("BYSETPOS") && ![...parts.keys()].some((name) => name.startsWith("BY") && name !== "BYSETPOS")
      ? "BYSETPOS needs another BY part to choose from"
      : null)
  );
};

const badPositions = (parts: RecurrenceParts): string | null => {
  const positions = listOf(parts, "BYDAY").map((each) => each.slice(0, -2));
  const numbered = positions.filter((each) => each !== "");
  if (numbered.length === 0) return null;
  const frequency = parts.get("FREQ");
  if (frequency !== "MONTHLY" && frequency !== "YEARLY") {
    return "BYDAY with a position such as 1MO is only for FREQ=MONTHLY or FREQ=YEARLY";
  }
  if (parts.has("BYWEEKNO")) return "BYDAY with a position such as 1MO cannot stand with BYWEEKNO";
  if (numbered.length < positions.length) return "BYDAY mixes weekdays with and without a position; write two windows";
  const ofMonth = frequency === "MONTHLY" || parts.has("BYMONTH");
  return ofMonth && numbered.every((each) => Math.abs(Number(each)) > 5) ? "no month has six of one weekday" : null;
};

const noSuchDay = (parts: RecurrenceParts): string | null => {
  if (!parts.has("BYMONTHDAY")) return null;
  const months = parts.has("BYMONTH") ? listOf(parts, "BYMONTH").map(Number) : allMonths;
  const days = listOf(parts, "BYMONTHDAY").map((each) => Math.abs(Number(each)));
  const fits = months.some((month) => days.some((day) => day <= (longestMonths[month - 1] ?? 0)));
  return fits
    ? null
    : `BYMONTHDAY=${parts.get("BYMONTHDAY") ?? ""} never falls in BYMONTH=${parts.get("BYMONTH") ?? ""}`;
};

const setTooSmall = (parts: RecurrenceParts): string | null => {
  const frequency = parts.get("FREQ");
  if (!parts.has("BYSETPOS") || (frequency !== "DAILY" && frequency !== "WEEKLY")) return null;
  const several = (name: string): number => Math.max(1, new Set(listOf(parts, name)).size);
  const size = several("BYHOUR") * several("BYMINUTE") * (frequency === "WEEKLY" ? several("BYDAY") : 1);
  return listOf(parts, "BYSETPOS").some((each) => Math.abs(Number(each)) <= size)
    ? null
    : `BYSETPOS chooses beyond the ${String(size)} occurrence${size === 1 ? "" : "s"} of a ${frequency === "DAILY" ? "day" : "week"}`;
};

/**
 * Why parts that are good by themselves cannot stand together or can never come about, or null. What is caught here needs no
 * search; the search for a first occurrence would go through eight thousand years.
 */
export function whyImpossible(parts: RecurrenceParts): string | null {
  return misplaced(parts) ?? badPositions(parts) ?? noSuchDay(parts) ?? setTooSmall(parts);
}

/**
 * Why a daily recurrence never meets its weekdays when counted from a day with ISO weekday index `startDay` (0 Monday), or null:
 * every seventh day stays on one weekday.
 */
export function whyNeverOnWeekday(parts: RecurrenceParts, startDay: number): string | null {
  const interval = Number(parts.get("INTERVAL") ?? 1);
  if (parts.get("FREQ") !== "DAILY" || interval % 7 !== 0 || !parts.has("BYDAY")) return null;
  const day = weekdays[startDay] ?? "";
  return listOf(parts, "BYDAY").includes(day)
    ? null
    : `every ${String(interval)} days from the start is always ${day}, never BYDAY`;
}
