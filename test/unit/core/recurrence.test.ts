import { checkSpan, LaunchgateError, occurrencesBetween, type RecurringSpan } from "@launchgate/core";
import fc from "fast-check";
import rrule from "rrule";
import { describe, expect, it } from "vitest";

const { RRule } = rrule;
const hour = 3_600_000;
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const stretches = (span: RecurringSpan, from: string, to: string): string[] =>
  occurrencesBetween(span, Date.parse(`${from}Z`), Date.parse(`${to}Z`)).map(
    (each) => `${iso(each.from)} ${iso(each.to)}`,
  );
const berlin = (start: string, duration: RecurringSpan["duration"], recurrence?: string): RecurringSpan => ({
  timeZone: "Europe/Berlin",
  start,
  duration,
  recurrence,
});

describe("L1: how long an occurrence is over a clock change", () => {
  // Berlin 2026: 02:00 to 03:00 is skipped on 29 March, and comes twice on 25 October.
  it.each([
    [
      "a night of 10 hours in spring takes 9",
      berlin("2026-03-28T22:00", "10 hours"),
      "2026-03-28T21:00 2026-03-29T06:00",
    ],
    [
      "a night of 10 hours in autumn takes 11",
      berlin("2026-10-24T22:00", "10 hours"),
      "2026-10-24T20:00 2026-10-25T07:00",
    ],
    ["a day in spring takes 23 hours", berlin("2026-03-29T00:00", "1 day"), "2026-03-28T23:00 2026-03-29T22:00"],
    ["24 hours are the same as a day", berlin("2026-03-29T00:00", "24 hours"), "2026-03-28T23:00 2026-03-29T22:00"],
    ["a day in autumn takes 25 hours", berlin("2026-10-25T00:00", "1 day"), "2026-10-24T22:00 2026-10-25T23:00"],
    ["a skipped start moves on by the gap", berlin("2026-03-29T02:30", "1 hour"), "2026-03-29T01:30 2026-03-29T02:30"],
    ["a skipped end moves on by the gap", berlin("2026-03-29T01:30", "1 hour"), "2026-03-29T00:30 2026-03-29T01:30"],
    [
      "a window that lies in the gap keeps its length",
      berlin("2026-03-29T02:10", "20 minutes"),
      "2026-03-29T01:10 2026-03-29T01:30",
    ],
    [
      "a start that comes twice takes the first",
      berlin("2026-10-25T02:30", "10 minutes"),
      "2026-10-25T00:30 2026-10-25T00:40",
    ],
    [
      "an end that comes twice takes the first",
      berlin("2026-10-25T01:30", "1 hour"),
      "2026-10-24T23:30 2026-10-25T00:30",
    ],
    ["the repeated hour lies within", berlin("2026-10-25T02:00", "1 hour"), "2026-10-25T00:00 2026-10-25T02:00"],
  ])("%s", (_, span, expected) => {
    expect(stretches(span, "2026-01-01T00:00", "2027-01-01T00:00")).toEqual([expected]);
  });

  it.each([
    ["Lord Howe moves by half an hour", "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"],
    ["Sao Paulo skipped midnight", "America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00"],
    ["Tehran skipped midnight", "Asia/Tehran", "2019-03-22T00:30", "2019-03-21T21:00"],
    ["Samoa skipped a day", "Pacific/Apia", "2011-12-30T10:00", "2011-12-30T20:00"],
    ["Kathmandu is ahead by 5:45", "Asia/Kathmandu", "2026-05-05T05:45", "2026-05-05T00:00"],
    ["Auckland repeats an hour", "Pacific/Auckland", "2026-04-05T02:30", "2026-04-04T13:30"],
  ])("%s", (_, timeZone, start, expected) => {
    const found = stretches({ timeZone, start, duration: "30 minutes" }, "2011-01-01T00:00", "2028-01-01T00:00");
    expect(found[0]?.slice(0, 16)).toBe(expected);
  });
});

describe("L1: occurrences of a recurrence", () => {
  it("keeps the wall-clock time over clock changes", () => {
    const weekly = berlin("2026-03-22T09:00", "1 hour", "FREQ=WEEKLY");
    expect(stretches(weekly, "2026-03-20T00:00", "2026-04-06T00:00")).toEqual([
      "2026-03-22T08:00 2026-03-22T09:00",
      "2026-03-29T07:00 2026-03-29T08:00",
      "2026-04-05T07:00 2026-04-05T08:00",
    ]);
  });

  it.each([
    ["29 February comes in leap years only", "2024-02-29T00:00", "FREQ=YEARLY", ["2024-02-29", "2028-02-29"]],
    [
      "the 31st comes in long months only",
      "2028-01-31T00:00",
      "FREQ=MONTHLY;COUNT=3",
      ["2028-01-31", "2028-03-31", "2028-05-31"],
    ],
    [
      "the last day of February follows the year",
      "2027-01-31T00:00",
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=2",
      ["2027-02-28", "2028-02-29"],
    ],
    ["UNTIL as a day holds to its end", "2028-05-01T23:30", "FREQ=DAILY;UNTIL=20280502", ["2028-05-01", "2028-05-02"]],
    ["UNTIL without Z is the zone's clock", "2028-05-01T23:30", "FREQ=DAILY;UNTIL=20280502T220000", ["2028-05-01"]],
    ["UNTIL with Z is UTC", "2028-05-01T23:30", "FREQ=DAILY;UNTIL=20280502T220000Z", ["2028-05-01", "2028-05-02"]],
    [
      "weeks begin where WKST says",
      "2028-05-02T00:00",
      "FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=TU,SU;WKST=SU",
      ["2028-05-02", "2028-05-14", "2028-05-16"],
    ],
    [
      "weeks begin on Monday by default",
      "2028-05-02T00:00",
      "FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=TU,SU",
      ["2028-05-02", "2028-05-07", "2028-05-16"],
    ],
    [
      "BYSETPOS chooses the last working day",
      "2028-01-01T00:00",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
      ["2028-01-31", "2028-02-29"],
    ],
    [
      "a start that the recurrence does not yield is none",
      "2028-05-03T00:00",
      "FREQ=WEEKLY;BYDAY=MO;COUNT=1",
      ["2028-05-08"],
    ],
  ])("%s", (_, start, recurrence, expected) => {
    const span = berlin(start, "1 hour", recurrence);
    const found = occurrencesBetween(span, Date.UTC(2024, 0, 1), Date.UTC(2028, 11, 1));
    expect(found.map((each) => each.wallStart.slice(0, 10))).toEqual(expected);
  });

  it("leaves out the days of `except`, by the day of the start on the wall clock", () => {
    const nights = { ...berlin("2026-06-01T23:30", "2 hours", "FREQ=DAILY;COUNT=3"), except: ["2026-06-02"] };
    expect(stretches(nights, "2026-01-01T00:00", "2027-01-01T00:00")).toEqual([
      "2026-06-01T21:30 2026-06-01T23:30",
      "2026-06-03T21:30 2026-06-03T23:30",
    ]);
    expect(
      stretches(
        { ...berlin("2026-06-01T09:00", "1 hour"), except: ["2026-06-01"] },
        "2026-01-01T00:00",
        "2027-01-01T00:00",
      ),
    ).toEqual([]);
  });

  it("finds an occurrence that began long before the time asked for", () => {
    const freeze = berlin("2020-01-01T00:00", "370 days", "FREQ=YEARLY");
    expect(
      occurrencesBetween(freeze, Date.UTC(2027, 11, 30), Date.UTC(2027, 11, 30, 1)).map((each) => each.wallStart),
    ).toEqual(["2027-01-01T00:00"]);
    expect(occurrencesBetween(freeze, Date.UTC(2028, 0, 3), Date.UTC(2028, 0, 3, 1))).toHaveLength(2);
  });

  it("takes the ends of the time asked for as half open", () => {
    const span: RecurringSpan = { timeZone: "UTC", start: "2026-01-01T10:00", duration: "1 hour" };
    expect(stretches(span, "2026-01-01T11:00", "2026-01-01T12:00")).toEqual([]);
    expect(stretches(span, "2026-01-01T09:00", "2026-01-01T10:00")).toEqual([]);
    expect(stretches(span, "2026-01-01T10:59", "2026-01-01T11:00")).toEqual(["2026-01-01T10:00 2026-01-01T11:00"]);
  });
});

describe("spans that cannot be used", () => {
  it.each([
    ["zone", { timeZone: "Europe/Atlantis" }, '"Europe/Atlantis" is not a time zone that this machine knows'],
    ["start with an offset", { start: "2026-01-01T10:00Z" }, '"2026-01-01T10:00Z" is not a wall-clock moment'],
    ["day that does not exist", { start: "2026-02-30T10:00" }, '"2026-02-30T10:00" is not a wall-clock moment'],
    ["no length", { duration: "0 minutes" as const }, "duration: outside 1 minute to 370 days"],
    ["too long", { duration: "371 days" as const }, "duration: outside 1 minute to 370 days"],
    ["unreadable length", { duration: "soon" as "1 hour" }, "duration: not one such as 10 minutes"],
    ["except that is no day", { except: ["yesterday"] }, "except: not all YYYY-MM-DD"],
    ["except that is no list", { except: "2026-01-01" as unknown as string[] }, "except: not a list of days"],
    ["recurrence", { recurrence: "FREQ=DAILY;COUNT=0" }, "recurrence: COUNT=0 is not allowed; expected 1 to 10000"],
    ["recurrence that is no text", { recurrence: null as unknown as string }, "recurrence: the recurrence is empty"],
  ])("says what is wrong: %s", (_, part, expected) => {
    const span: RecurringSpan = { timeZone: "UTC", start: "2026-01-01T10:00", duration: "1 hour", ...part };
    expect(checkSpan(span)).toBe(expected);
    expect(() => occurrencesBetween(span, 0, 1)).toThrow(LaunchgateError);
  });
});

/** Recurrences with every frequency and the parts that may stand with it. */
const recurrences = fc.oneof(
  fc.record({
    freq: fc.constant("DAILY"),
    by: fc.constantFrom("", ";BYMONTH=3,10", ";BYHOUR=1,13", ";BYDAY=SA,SU", ";BYMONTHDAY=1,-1"),
  }),
  fc.record({
    freq: fc.constant("WEEKLY"),
    by: fc.constantFrom("", ";BYDAY=MO,SU", ";WKST=SU;BYDAY=SU,SA", ";BYMONTH=2", ";BYDAY=TU,TH;BYSETPOS=-1"),
  }),
  fc.record({
    freq: fc.constant("MONTHLY"),
    by: fc.constantFrom("", ";BYMONTHDAY=31", ";BYDAY=1MO,-1FR", ";BYDAY=MO,TU;BYSETPOS=2,-1", ";BYMONTHDAY=-3"),
  }),
  fc.record({
    freq: fc.constant("YEARLY"),
    by: fc.constantFrom("", ";BYMONTH=2;BYMONTHDAY=29", ";BYDAY=20MO", ";BYWEEKNO=1,53;BYDAY=TU", ";BYYEARDAY=1,-1"),
  }),
);

describe("properties", () => {
  it("a question far from the start finds what counting from the start finds", () => {
    const starts = fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2019, 0, 1) / 60_000 });
    const asked = fc.integer({ min: Date.UTC(2016, 0, 1) / hour, max: Date.UTC(2030, 0, 1) / hour });
    fc.assert(
      fc.property(
        recurrences,
        fc.integer({ min: 1, max: 4 }),
        starts,
        asked,
        fc.integer({ min: 1, max: 500 }),
        (rule, interval, start, at, days) => {
          const recurrence = `FREQ=${rule.freq};INTERVAL=${String(interval)}${rule.by}`;
          const span: RecurringSpan = { timeZone: "UTC", start: iso(start * 60_000), duration: "1 minute", recurrence };
          fc.pre(checkSpan(span) === null);
          const [from, to] = [at * hour, at * hour + days * 24 * hour];
          const options = {
            ...RRule.parseString(recurrence),
            dtstart: new Date(start * 60_000),
            until: new Date(to - 1),
          };
          const counted = new RRule(options).all().map((each) => each.getTime());
          const found = occurrencesBetween(span, from, to).map((each) => each.from);
          expect(found).toEqual(counted.filter((each) => each + 60_000 > from && each < to));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("a question over a long time is the questions over its halves", () => {
    const daily = berlin("2019-01-01T02:30", "3 days", "FREQ=DAILY;INTERVAL=2");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 600 }),
        (at, one, other) => {
          const from = Date.UTC(2025, 0, 1) + at * hour;
          const [middle, to] = [from + one * hour, from + (one + other) * hour];
          const keys = (a: number, b: number): string[] =>
            occurrencesBetween(daily, a, b).map((each) => each.wallStart);
          expect(keys(from, to)).toEqual([...new Set([...keys(from, middle), ...keys(middle, to)])].sort());
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("answers about a rule from 1990 as quickly as about a new one", () => {
    const old = berlin("1990-01-01T02:30", "1 hour", "FREQ=DAILY;BYHOUR=2,14");
    const young = berlin("2026-01-01T02:30", "1 hour", "FREQ=DAILY;BYHOUR=2,14");
    const time = (span: RecurringSpan): number => {
      const begin = performance.now();
      for (let day = 0; day < 300; day += 1)
        occurrencesBetween(span, Date.UTC(2027, 0, day), Date.UTC(2027, 0, day + 1));
      return performance.now() - begin;
    };
    time(young);
    expect(time(old)).toBeLessThan(Math.max(50, time(young) * 10));
  });
});
