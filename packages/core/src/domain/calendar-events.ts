import type { OnCall, Rotation } from "../schema/on-call.ts";
import type { FreezeWindows } from "./freeze-calendar-windows.ts";
import { instantOf, isoIn, zoneNamed } from "./recurrence-wall-clock.ts";
import { occurrencesBetween } from "./recurrence.ts";
import { turnsBetween } from "./rotation-turns.ts";
import { dutiesBetween } from "./rotation.ts";

/** What an event of the calendar is about: a window that opens or closes (L1), a turn on call (O1) or a turn of a drill rota (D1). */
export type CalendarEventKind = "allow" | "deny" | "on-call" | "drill";

/** One entry of the calendar, ready for an ICS writer. */
export interface CalendarEvent {
  /** The same for the same entry in every run, so that a calendar that subscribes replaces and does not double. */
  readonly uid: string;
  readonly kind: CalendarEventKind;
  readonly title: string;
  readonly description: string;
  /** ISO 8601 with the offset of `timeZone`. Not cut off at the time asked for. */
  readonly start: string;
  /** ISO 8601 with the offset of `timeZone`; the event ends before this moment. */
  readonly end: string;
  /** IANA zone in which the entry is meant. */
  readonly timeZone: string;
}

/** What the calendar is made from. */
export interface CalendarSources {
  /** `release.freeze.windows`. */
  readonly windows: FreezeWindows;
  /** `onCall.rotations`. */
  readonly rotations: OnCall["rotations"];
}

type Entry = Omit<CalendarEvent, "uid" | "start" | "end" | "timeZone"> & { source: string; from: number; to: number };

const toEvent = ({ source, from, to, ...rest }: Entry, timeZone: string): CalendarEvent => {
  const zone = zoneNamed(timeZone);
  const stamp = new Date(from).toISOString().replace(/[-:]|\.\d+/g, "");
  return { uid: `${source}-${stamp}@launchgate`, ...rest, start: isoIn(from, zone), end: isoIn(to, zone), timeZone };
};

const windowEvents = (windows: FreezeWindows, from: number, to: number): CalendarEvent[] =>
  Object.entries(windows).flatMap(([id, window]) => {
    const types = window.releaseTypes?.join(", ") ?? "all release types";
    const verb = window.kind === "allow" ? "Open for" : "Closed for";
    const description = `${verb} ${types} in ${window.stages.join(", ")}. Window "${id}" of the freeze calendar.`;
    const title = window.kind === "allow" ? `Release window: ${window.title}` : `Freeze: ${window.title}`;
    return occurrencesBetween(window, from, to).map((each) =>
      toEvent(
        { source: `freeze-${id}`, kind: window.kind, title, description, from: each.from, to: each.to },
        window.timeZone,
      ),
    );
  });

/** The turns of a rota that touch the time asked for, whole: laid out as far as the outermost of them reach. */
const wholeDuties = (rota: Rotation, from: number, to: number) => {
  const zone = zoneNamed(rota.timeZone);
  const turns = Object.values(rota.layers).flatMap((layer) => turnsBetween(layer, zone, from, to));
  const begin = Math.min(from, ...turns.map((turn) => turn.from));
  const end = Math.max(to, ...turns.map((turn) => turn.to));
  return dutiesBetween(rota, begin, end).filter((duty) => duty.from < to && duty.to > from);
};

const rotaEvents = (
  rotations: OnCall["rotations"],
  from: number,
  to: number,
  nameOf: (person: string) => string,
): CalendarEvent[] =>
  Object.entries(rotations).flatMap(([id, rota]) =>
    wholeDuties(rota, from, to).map((duty) => {
      const name = nameOf(duty.person);
      const title = `${rota.drill ? "Drill rota" : "On call"}: ${name}, ${rota.title}`;
      const description = `${name} is on call in the rota "${id}" (layer "${duty.layer}", turn ${String(duty.turn + 1)}).`;
      const kind = rota.drill ? "drill" : "on-call";
      return toEvent(
        { source: `rota-${id}-${duty.layer}`, kind, title, description, from: duty.from, to: duty.to },
        rota.timeZone,
      );
    }),
  );

/**
 * The windows of the freeze calendar (L1) and the turns of the rotas (O1) that touch the time between two moments, by start, then
 * by uid. Entries are whole, so that one and the same entry comes out of every question that touches it. `nameOf` gives the
 * name of a person shown to readers; default the id. Throws for an invalid window, rota or moment.
 */
export function calendarEvents(
  sources: CalendarSources,
  from: Date | string,
  to: Date | string,
  nameOf: (person: string) => string = (person) => person,
): CalendarEvent[] {
  const [begin, end] = [instantOf(from), instantOf(to)];
  const events = [...windowEvents(sources.windows, begin, end), ...rotaEvents(sources.rotations, begin, end, nameOf)];
  return events.sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || (a.uid < b.uid ? -1 : 1));
}
