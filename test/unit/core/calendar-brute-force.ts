/**
 * An independent reckoning of freeze calendars and rotas: a clock that is stepped minute by minute and bells that ring when its
 * face shows a time. It shares no code with packages/core, knows no offsets and no instants, and uses no date library: the
 * face of the clock is what `Intl` prints.
 */

/** A day on the face of the clock. */
export interface FaceDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** Running number of the day. */
  readonly number: number;
}

/** A bell that rings at wall-clock minutes chosen by `rings`, and what it sounds for `lasts` minutes of the clock's face. */
export interface Bell {
  /** Minute of the day; a bell may have several. */
  readonly minutesOfDay: readonly number[];
  readonly lasts: number;
  readonly rings: (day: FaceDay) => boolean;
}

const faceFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });

/** Reads the face: minutes counted from the face's own 1970, as `MM/DD/YYYY, HH:mm` is printed. */
export function faceReader(timeZone: string): (instant: number) => number {
  const format = faceFormat(timeZone);
  const digits = (text: string, from: number, to: number): number => Number(text.slice(from, to));
  return (instant) => {
    const text = format.format(instant);
    const days = Date.UTC(digits(text, 6, 10), digits(text, 0, 2) - 1, digits(text, 3, 5)) / 86_400_000;
    return days * 1440 + digits(text, 12, 14) * 60 + digits(text, 15, 17);
  };
}

/** The day that a face minute lies on. */
export function faceDay(minute: number): FaceDay {
  const number = Math.floor(minute / 1440);
  const date = new Date(number * 86_400_000);
  const weekday = (((number + 3) % 7) + 7) % 7;
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday, number };
}

/** What the face shows in each real minute of a stretch, read once for all checks over it. */
export class Face {
  /** Real start, milliseconds. */
  readonly from: number;
  readonly readings: Int32Array;

  constructor(timeZone: string, from: number, to: number) {
    const read = faceReader(timeZone);
    this.from = from;
    this.readings = Int32Array.from({ length: (to - from) / 60_000 }, (_, at) => read(from + at * 60_000));
  }
}

/** A clock that is stepped by real minutes and tells which times of its face come due in each. */
class SteppedClock {
  private readonly readings: Int32Array;
  private readonly late = new Map<number, number[]>();
  private highest: number;
  private at = 0;
  /** What the face shows now. */
  shows: number;

  constructor(face: Face) {
    this.readings = face.readings;
    this.shows = face.readings[0] ?? 0;
    this.highest = this.shows;
  }

  /** Goes one real minute on and returns the face times that come due: each once, skipped ones as much later as the face jumped. */
  step(): readonly number[] {
    this.at += 1;
    this.shows = this.readings[this.at] ?? Number.NaN;
    if (this.shows <= this.highest) return [];
    const jumped = this.shows - this.highest - 1;
    for (let skipped = this.highest + 1; skipped < this.shows; skipped += 1) {
      const due = skipped + jumped;
      this.late.set(due, [...(this.late.get(due) ?? []), skipped]);
    }
    this.highest = this.shows;
    const due = [this.shows, ...(this.late.get(this.shows) ?? [])];
    this.late.delete(this.shows);
    return due;
  }
}

/** Counts how many soundings of one bell are going on. */
export class Sounding {
  private readonly bell: Bell;
  private readonly ends = new Map<number, number>();
  private readonly days = new Map<number, boolean>();
  count = 0;

  constructor(bell: Bell) {
    this.bell = bell;
  }

  /** Takes the face times that come due in this minute; `shows` is the face itself. */
  hear(due: readonly number[], shows: number): void {
    for (const minute of due) {
      const ending = this.ends.get(minute);
      if (ending === undefined) continue;
      this.count -= ending;
      this.ends.delete(minute);
    }
    for (const minute of due) if (this.begins(minute)) this.start(shows + this.bell.lasts);
  }

  private start(end: number): void {
    this.count += 1;
    this.ends.set(end, (this.ends.get(end) ?? 0) + 1);
  }

  private begins(minute: number): boolean {
    if (!this.bell.minutesOfDay.includes(((minute % 1440) + 1440) % 1440)) return false;
    const number = Math.floor(minute / 1440);
    const known = this.days.get(number);
    if (known !== undefined) return known;
    const rings = this.bell.rings(faceDay(minute));
    this.days.set(number, rings);
    return rings;
  }
}

/** A window as the brute force sees it. */
export interface BruteWindow {
  readonly kind: "allow" | "deny";
  readonly bell: Bell;
}

/** For each minute of `face` after the first `warmUp`: 1 open, 0 closed. */
export function bruteOpen(face: Face, windows: readonly BruteWindow[], warmUp: number): Uint8Array {
  const clock = new SteppedClock(face);
  const sounding = windows.map(({ kind, bell }) => ({ kind, sound: new Sounding(bell) }));
  const open = new Uint8Array(face.readings.length - warmUp);
  for (let at = 1 - warmUp; at < open.length; at += 1) {
    const due = clock.step();
    if (due.length > 0) for (const { sound } of sounding) sound.hear(due, clock.shows);
    if (at < 0) continue;
    const going = (kind: string): boolean => sounding.some((each) => each.kind === kind && each.sound.count > 0);
    open[at] = going("allow") && !going("deny") ? 1 : 0;
  }
  return open;
}

/** A layer as the brute force sees it. */
export interface BruteLayer {
  readonly people: number;
  /** Face minute of the first handover; the stepping must begin before. */
  readonly start: number;
  /** Minutes of a turn. */
  readonly turn: number;
  readonly restrictions: readonly Bell[];
}

class LayerWatch {
  private readonly layer: BruteLayer;
  private readonly hours: Sounding[];
  private turns = -1;
  private nextHandover: number;
  private minutesIntoTurn = 0;

  constructor(layer: BruteLayer) {
    this.layer = layer;
    this.hours = layer.restrictions.map((bell) => new Sounding(bell));
    this.nextHandover = layer.start;
  }

  /** Position of the person on call, or -1. */
  hear(due: readonly number[], shows: number): number {
    for (const sound of this.hours) sound.hear(due, shows);
    if (this.turns < 0 || this.layer.turn % 1440 === 0) this.handOverByFace(due);
    else this.handOverByElapsedTime();
    const onDuty = this.hours.length === 0 || this.hours.some((sound) => sound.count > 0);
    return this.turns >= 0 && onDuty ? this.turns % this.layer.people : -1;
  }

  private handOverByFace(due: readonly number[]): void {
    for (const minute of [...due].sort((a, b) => a - b)) {
      if (minute !== this.nextHandover) continue;
      this.turns += 1;
      this.nextHandover += this.layer.turn;
      this.minutesIntoTurn = 0;
    }
  }

  private handOverByElapsedTime(): void {
    this.minutesIntoTurn += 1;
    if (this.minutesIntoTurn < this.layer.turn) return;
    this.minutesIntoTurn = 0;
    this.turns += 1;
  }
}

/** For each minute of `face` after the first `warmUp`: layer * 100 + position of the person on call, or -1. */
export function bruteRota(face: Face, layers: readonly BruteLayer[], warmUp: number): Int16Array {
  const clock = new SteppedClock(face);
  const watches = layers.map((layer) => new LayerWatch(layer));
  const found = new Int16Array(face.readings.length - warmUp);
  for (let at = 1 - warmUp; at < found.length; at += 1) {
    const due = clock.step();
    let onCall = -1;
    for (const [index, watch] of watches.entries()) {
      const person = watch.hear(due, clock.shows);
      if (person >= 0) onCall = index * 100 + person;
    }
    if (at >= 0) found[at] = onCall;
  }
  return found;
}

/** The real minutes between `from` and `to` after which the face does not show the next minute, found hour by hour. */
export function bruteTransitions(timeZone: string, from: number, to: number): number[] {
  const read = faceReader(timeZone);
  const found: number[] = [];
  for (let at = from; at < to; at += 3_600_000) {
    if (read(at + 3_600_000) - read(at) === 60) continue;
    let minute = at;
    while (read(minute + 60_000) - read(minute) === 1) minute += 60_000;
    found.push(minute + 60_000);
  }
  return found;
}
