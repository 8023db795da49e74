/** Random calendars and rotas for the brute force: each in two forms, as the model writes it and as bells. Same seed, same sample. */
import type { FreezeWindow, Restriction, Rotation } from "@launchgate/core";
import { faceDay, type Bell, type BruteLayer, type BruteWindow, type FaceDay } from "./calendar-brute-force.ts";

/** Zones with every kind of clock change: half an hour, midnight, southern, none, quarter-hour offsets, across the date line. */
export const zones = [
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Tokyo",
  "Pacific/Auckland",
  "Europe/London",
  "Asia/Tehran",
  "Pacific/Apia",
  "UTC",
] as const;

/** A repeatable source of chance. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of `items`. */
  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)] as T;
  }
}

const two = (value: number): string => String(value).padStart(2, "0");
const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const dateText = ({ year, month, day }: FaceDay): string => `${String(year)}-${two(month)}-${two(day)}`;
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** Times of day near which clocks change, and any other. */
const timeOfDay = (chance: Chance): number =>
  chance.next() < 0.75
    ? chance.pick([0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150, 165, 180, 185, 210, 1380, 1410, 1425])
    : chance.whole(0, 1439);

interface Rule {
  readonly text: string | null;
  readonly rings: (day: FaceDay, start: FaceDay) => boolean;
}

const isLastOfMonth = (day: FaceDay): boolean => faceDay((day.number + 1) * 1440).day === 1;
const mondayOf = (day: FaceDay): number => day.number - day.weekday;

const ruleMakers: readonly ((chance: Chance) => Rule)[] = [
  () => ({ text: null, rings: (day, start) => day.number === start.number }),
  (chance) => {
    const interval = chance.whole(1, 5);
    return {
      text: `FREQ=DAILY;INTERVAL=${String(interval)}`,
      rings: (day, start) => (day.number - start.number) % interval === 0,
    };
  },
  (chance) => {
    const interval = chance.whole(1, 3);
    const days = weekdays.filter(() => chance.next() < 0.5);
    const chosen = days.length > 0 ? days : (["SU"] as const);
    return {
      text: `FREQ=WEEKLY;INTERVAL=${String(interval)};BYDAY=${chosen.join(",")}`,
      rings: (day, start) =>
        ((mondayOf(day) - mondayOf(start)) / 7) % interval === 0 &&
        (chosen as readonly string[]).includes(weekdays[day.weekday] ?? ""),
    };
  },
  (chance) => {
    const wanted = chance.whole(1, 31);
    return { text: `FREQ=MONTHLY;BYMONTHDAY=${String(wanted)}`, rings: (day) => day.day === wanted };
  },
  () => ({ text: "FREQ=MONTHLY;BYMONTHDAY=-1", rings: isLastOfMonth }),
  (chance) => {
    const nth = chance.whole(1, 4);
    const weekday = chance.pick([5, 6]);
    return {
      text: `FREQ=MONTHLY;BYDAY=${String(nth)}${weekdays[weekday] ?? ""}`,
      rings: (day) => day.weekday === weekday && Math.ceil(day.day / 7) === nth,
    };
  },
  () => ({
    text: "FREQ=MONTHLY;BYDAY=-1SU",
    rings: (day) => day.weekday === 6 && faceDay((day.number + 7) * 1440).month !== day.month,
  }),
  (chance) => {
    const months = [3, 10, 11, chance.whole(1, 12)];
    const chosen = [...new Set(months)];
    return {
      text: `FREQ=YEARLY;BYMONTH=${chosen.join(",")};BYDAY=SU`,
      rings: (day) => day.weekday === 6 && chosen.includes(day.month),
    };
  },
  (chance) => {
    const times = chance.whole(1, 60);
    return {
      text: `FREQ=DAILY;COUNT=${String(times)}`,
      rings: (day, start) => day.number < start.number + times,
    };
  },
];

/** Minutes of a window, short ones within a clock change and some over several days. */
const lengthOf = (chance: Chance): number =>
  chance.pick([1, 15, 30, 45, 60, 90, 120, 600, 1440, 2880, chance.whole(1, 3000), chance.whole(1, 14 * 1440)]);

/** Longest window of a sample, minutes, and how long before the start of a check the bells must be heard. */
export const longestSample = 16 * 1440;

/** A window of the model and the same as a bell. `around` is a face minute near which it may start. */
export function sampleWindow(
  chance: Chance,
  timeZone: string,
  around: number,
): { model: FreezeWindow; brute: BruteWindow } {
  const rule = chance.pick(ruleMakers)(chance);
  const kind = chance.next() < 0.65 ? "allow" : "deny";
  const back = rule.text === null ? chance.whole(-4, 8) : chance.whole(0, chance.pick([8, 60, 900]));
  const start = faceDay((Math.floor(around / 1440) - back) * 1440);
  const minute = timeOfDay(chance);
  const lasts = lengthOf(chance);
  const left = Array.from({ length: chance.whole(0, 2) }, () => faceDay(around + chance.whole(-4, 4) * 1440));
  const except = left.map(dateText);
  const rings = (day: FaceDay): boolean =>
    day.number >= start.number && rule.rings(day, start) && !left.some((each) => each.number === day.number);
  const model: FreezeWindow = {
    title: "Sample",
    kind,
    stages: ["prod"],
    timeZone,
    start: `${dateText(start)}T${timeText(minute)}`,
    duration: `${lasts} minutes`,
    ...(rule.text === null ? {} : { recurrence: rule.text }),
    except,
  };
  return { model, brute: { kind, bell: { minutesOfDay: [minute], lasts, rings } } };
}

const sampleRestriction = (chance: Chance): { model: Restriction; bell: Bell } => {
  const minute = timeOfDay(chance);
  const start = timeText(minute);
  if (chance.next() < 0.6) {
    const lasts = chance.pick([30, 60, 480, 600, 720, 1439, chance.whole(1, 1439)]);
    const bell = { minutesOfDay: [minute], lasts, rings: () => true };
    return { model: { kind: "daily", start, duration: `${lasts} minutes` }, bell };
  }
  const weekday = chance.whole(0, 6);
  const lasts = chance.pick([60, 2880, 3 * 1440, 10_079, chance.whole(1, 10_079)]);
  const bell = { minutesOfDay: [minute], lasts, rings: (day: FaceDay) => day.weekday === weekday };
  return { model: { kind: "weekly", dayOfWeek: weekday + 1, start, duration: `${lasts} minutes` }, bell };
};

/** How many days before the start of a check the layers of a sample start at the earliest. */
export const earliestLayer = 20;

/** A rota of the model and the same as stepped layers; layers start up to {@link earliestLayer} days before `around`. */
export function sampleRota(chance: Chance, timeZone: string, around: number): { model: Rotation; brute: BruteLayer[] } {
  const brute: BruteLayer[] = [];
  const layers: Rotation["layers"] = {};
  const names = ["first", "second", "third"].slice(0, chance.whole(1, 3));
  for (const [index, name] of names.entries()) {
    const people = chance.whole(1, 4);
    const start = (Math.floor(around / 1440) - chance.whole(0, earliestLayer - 1)) * 1440 + timeOfDay(chance);
    const turn = chance.pick([1440, 2880, 7 * 1440, 14 * 1440, 60, 480, 720, 36 * 60, chance.whole(60, 5000)]);
    const hours = Array.from({ length: chance.whole(index === 0 ? 0 : 1, 2) }, () => sampleRestriction(chance));
    brute.push({ people, start, turn, restrictions: hours.map((each) => each.bell) });
    layers[name] = {
      people: Array.from({ length: people }, (_, position) => `${name}-${String(position)}`),
      start: `${dateText(faceDay(start))}T${timeText(((start % 1440) + 1440) % 1440)}`,
      turn: `${turn} minutes`,
      restrictions: hours.map((each) => each.model),
    };
  }
  return { model: { title: "Sample", team: "platform", timeZone, layers, mustCover: true, drill: false }, brute };
}
