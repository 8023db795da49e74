import { checkRecurrence } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const start = "2026-01-05T09:00"; // a Monday

describe("checkRecurrence, L1", () => {
  it.each([
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
    "freq=weekly;byday=mo",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,1",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=-1",
    "FREQ=DAILY;COUNT=10000",
    "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30",
    "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "FREQ=DAILY;UNTIL=20260105",
    "FREQ=DAILY;UNTIL=20260105T090000",
    "FREQ=DAILY;UNTIL=20260105T090000Z",
    "FREQ=WEEKLY;WKST=SU",
  ])("takes %s", (text) => {
    expect(checkRecurrence(text, { start })).toBeNull();
    expect(checkRecurrence(text)).toBeNull();
  });

  it.each([
    ["", "the recurrence is empty"],
    ["BYDAY=MO", "FREQ is missing; a recurrence begins with one, such as FREQ=WEEKLY"],
    [
      "FREQ=HOURLY",
      "FREQ=HOURLY is not allowed; expected DAILY, WEEKLY, MONTHLY or YEARLY; for several times a day add BYHOUR",
    ],
    [
      "FREQ=SOMETIMES",
      "FREQ=SOMETIMES is not allowed; expected DAILY, WEEKLY, MONTHLY or YEARLY; for several times a day add BYHOUR",
    ],
    ["FREQ=DAILY;", "an empty part is not a part of a recurrence (RFC 5545)"],
    ["FREQ=DAILY;FREQ=WEEKLY", "FREQ stands more than once"],
    ["FREQ=DAILY;COUNT=1;COUNT=2", "COUNT stands more than once"],
    ["FREQ=DAILY;COLOUR=RED", "COLOUR is not a part of a recurrence (RFC 5545)"],
    ["FREQ=DAILY;CONSTRUCTOR=1", "CONSTRUCTOR is not a part of a recurrence (RFC 5545)"],
    ["FREQ=DAILY;BYEASTER=1", "BYEASTER is not a part of a recurrence (RFC 5545)"],
    ["FREQ=DAILY;BYSECOND=30", "BYSECOND is not taken: windows start on a full minute"],
    ["FREQ=DAILY;COUNT=0", "COUNT=0 is not allowed; expected 1 to 10000"],
    ["FREQ=DAILY;COUNT=10001", "COUNT=10001 is not allowed; expected 1 to 10000"],
    ["FREQ=DAILY;COUNT=-1", "COUNT=-1 is not allowed; expected 1 to 10000"],
    ["FREQ=DAILY;COUNT=2;UNTIL=20270101", "COUNT and UNTIL exclude each other"],
    ["FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not allowed; expected 1 to 3660"],
    ["FREQ=DAILY;INTERVAL=1.5", "INTERVAL=1.5 is not allowed; expected 1 to 3660"],
    ["FREQ=DAILY;DTSTART=20260101T000000Z", "DTSTART is given by `start`, not in the recurrence"],
    ["FREQ=DAILY;TZID=Europe/Berlin", "TZID is given by `timeZone`, not in the recurrence"],
    ["FREQ=DAILY;EXDATE=20260101", "EXDATE is given by `except`, not in the recurrence"],
    [
      "DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY",
      "only the value of one RRULE is taken: no line breaks, no `RRULE:`, no DTSTART line",
    ],
    ["RRULE:FREQ=DAILY", "only the value of one RRULE is taken: no line breaks, no `RRULE:`, no DTSTART line"],
    [
      "FREQ=DAILY;UNTIL=20260230",
      "UNTIL=20260230 is not allowed; expected a day YYYYMMDD or a moment YYYYMMDDTHHmmss, with Z for UTC, that exists",
    ],
    [
      "FREQ=DAILY;UNTIL=tomorrow",
      "UNTIL=TOMORROW is not allowed; expected a day YYYYMMDD or a moment YYYYMMDDTHHmmss, with Z for UTC, that exists",
    ],
    [
      "FREQ=WEEKLY;BYDAY=MONDAY",
      "BYDAY=MONDAY is not allowed; expected weekdays such as MO,TU, or with a position such as 1MO or -1FR",
    ],
    [
      "FREQ=MONTHLY;BYDAY=0MO",
      "BYDAY=0MO is not allowed; expected weekdays such as MO,TU, or with a position such as 1MO or -1FR",
    ],
    ["FREQ=WEEKLY;BYDAY=1MO", "BYDAY with a position such as 1MO is only for FREQ=MONTHLY or FREQ=YEARLY"],
    ["FREQ=MONTHLY;BYDAY=MO,1TU", "BYDAY mixes weekdays with and without a position; write two windows"],
    ["FREQ=MONTHLY;BYDAY=6MO", "no month has six of one weekday"],
    ["FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY with a position such as 1MO cannot stand with BYWEEKNO"],
    ["FREQ=YEARLY;BYWEEKNO=1", "BYWEEKNO needs BYDAY: readers differ on which day is meant"],
    ["FREQ=YEARLY;BYMONTH=13", "BYMONTH=13 is not allowed; expected months 1 to 12"],
    ["FREQ=YEARLY;BYMONTH=", "BYMONTH= is not allowed; expected months 1 to 12"],
    [
      "FREQ=MONTHLY;BYMONTHDAY=32",
      "BYMONTHDAY=32 is not allowed; expected days 1 to 31, or -31 to -1 from the end of the month",
    ],
    ["FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY is only for FREQ=DAILY or FREQ=MONTHLY or FREQ=YEARLY"],
    ["FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY is only for FREQ=YEARLY"],
    ["FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO is only for FREQ=YEARLY"],
    ["FREQ=DAILY;BYHOUR=24", "BYHOUR=24 is not allowed; expected hours 0 to 23"],
    ["FREQ=DAILY;BYSETPOS=1", "BYSETPOS needs another BY part to choose from"],
    ["FREQ=DAILY;BYHOUR=9;BYSETPOS=2", "BYSETPOS chooses beyond the 1 occurrence of a day"],
    ["FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", "BYSETPOS chooses beyond the 2 occurrences of a week"],
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY=30 never falls in BYMONTH=2"],
    ["FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31,-31", "BYMONTHDAY=31,-31 never falls in BYMONTH=2,4"],
    ["FREQ=YEARLY;BYMONTH=6;BYYEARDAY=366", "the recurrence yields no occurrence in ten years from the start"],
  ])("refuses %s", (text, reason) => {
    expect(checkRecurrence(text, { start })).toBe(reason);
    expect(checkRecurrence(text)).toBe(reason);
  });

  it.each([
    ["UNTIL before the start", "FREQ=DAILY;UNTIL=20260104", "UNTIL lies before the start"],
    ["UNTIL before the start on its day", "FREQ=DAILY;UNTIL=20260105T085900", "UNTIL lies before the start"],
    [
      "UNTIL before the first match",
      "FREQ=WEEKLY;BYDAY=SU;UNTIL=20260110",
      "the recurrence yields no occurrence in ten years from the start",
    ],
    [
      "a weekday that the interval never meets",
      "FREQ=DAILY;INTERVAL=14;BYDAY=TU,WE",
      "every 14 days from the start is always MO, never BYDAY",
    ],
    [
      "a month that the interval never meets",
      "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
      "the recurrence yields no occurrence in ten years from the start",
    ],
    ["a year that the interval never meets", "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", null],
    [
      "29 February every fourth year from an even one",
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
      "the recurrence yields no occurrence in ten years from the start",
    ],
  ])("looks from the start: %s", (_, text, reason) => {
    expect(checkRecurrence(text, { start })).toBe(reason);
  });

  it("reads UNTIL with Z in UTC and without in the zone", () => {
    const here = { start, timeZone: "Asia/Tokyo" };
    expect(checkRecurrence("FREQ=DAILY;UNTIL=20260105T000000Z", here)).toBeNull();
    expect(checkRecurrence("FREQ=DAILY;UNTIL=20260104T235900Z", here)).toBe("UNTIL lies before the start");
    expect(checkRecurrence("FREQ=DAILY;UNTIL=20260105T000000", here)).toBe("UNTIL lies before the start");
  });

  it("never throws on any text and answers in bounded time", () => {
    const part = fc.tuple(
      fc.constantFrom("FREQ", "COUNT", "BYDAY", "BYMONTH", "INTERVAL", "UNTIL", "BYSETPOS", "X"),
      fc.string({ maxLength: 8 }),
    );
    const nearly = fc.array(part, { maxLength: 5 }).map((parts) => parts.map((each) => each.join("=")).join(";"));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          nearly,
          nearly.map((text) => `FREQ=WEEKLY;${text}`),
        ),
        (text) => {
          const reason = checkRecurrence(text, { start });
          expect(reason ?? "taken").not.toBe("");
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
