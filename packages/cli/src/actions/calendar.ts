import { calendarEvents, exitCodes, type CalendarEvent } from "@launchgate/core";
import ical from "ical-generator";
import { z } from "zod";
import type { Action } from "../command.ts";
import { readOptions, spanOf, spanOptions } from "../options.ts";
import { openModel } from "../project.ts";
import { textTable } from "../table.ts";

const kinds = ["allow", "deny", "on-call", "drill"] as const;
const calendarOptions = spanOptions.extend({
  ics: z.boolean().default(false),
  kind: z.array(z.enum(kinds)).default(["deny", "on-call", "drill"]),
});

/** `launchgate calendar`: freezes and rotas as events, as a table or as an iCalendar file to subscribe to (L1, O1). */
export const calendar: Action = async (given, host) => {
  const options = readOptions(calendarOptions, given);
  const { from, to } = spanOf(options, host.now());
  const model = await openModel(host.cwd, { overlay: options.overlay, at: from, rules: "structure" });
  const sources = { windows: model.release.freeze.windows, rotations: model.onCall.rotations };
  const nameOf = (person: string): string => model.organization.people[person]?.name ?? person;
  const events = calendarEvents(sources, from, to, nameOf).filter(({ kind }) => options.kind.includes(kind));
  const text = options.ics ? icsText(model.organization.title, events, from) : tableText(events, host);
  return { exitCode: exitCodes.done, data: { events }, text };
};

/** RFC 5545. `stamp` is the start of the time asked for, so that the same question gives the same file. */
function icsText(organization: string, events: readonly CalendarEvent[], stamp: Date): string {
  const file = ical({
    name: `${organization} releases and rotas`,
    prodId: { company: "Launchgate", product: "calendar" },
  });
  for (const { uid, kind, title, description, start, end } of events) {
    file.createEvent({
      id: uid,
      start: new Date(start),
      end: new Date(end),
      stamp,
      summary: title,
      description,
      categories: [{ name: kind }],
    });
  }
  return file.toString();
}

function tableText(events: readonly CalendarEvent[], host: Parameters<Action>[1]): string {
  if (events.length === 0) return "Nothing in that time.";
  const rows = events.map(({ start, end, kind, title }) => [start.slice(0, 16), end.slice(0, 16), kind, title]);
  return textTable(["from", "to", "kind", "what"], rows, host);
}
