/** Reads a moment in any form that clients send: ISO 8601, or Go's `2026-01-01 00:00:00 +0000 UTC` (facts 2.4). */
export function momentOf(text: string): number {
  const go = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d):?(\d\d)(?: \w+)?$/.exec(text);
  return Date.parse(go ? `${go[1] ?? ""}T${go[2] ?? ""}${go[3] ?? ""}:${go[4] ?? ""}` : text);
}

/** Whether there is such a time zone. */
export function isZone(timeZone: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(timeZone) || /^Etc\/(UTC|GMT)$/.test(timeZone);
}

/** A moment as a schedule shows it: ISO 8601 with the offset of its time zone. */
export function localTime(milliseconds: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(milliseconds).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign = "+", hours = "00", minutes = "00"] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const shifted = new Date(milliseconds + offset * 60_000).toISOString().slice(0, 19);
  return offset === 0 ? `${shifted}Z` : `${shifted}${sign}${hours}:${minutes}`;
}
