import {
  coverage,
  exitCodes,
  LaunchgateError,
  suggestion,
  whoIsOnCall,
  type Coverage,
  type Model,
} from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { styled, type Host } from "../host.ts";
import { commonOptions, readOptions, spanOf, spanOptions } from "../options.ts";
import { openModel } from "../project.ts";
import { textTable } from "../table.ts";

const whoOptions = commonOptions.extend({ escalation: z.string().optional() });

/** `launchgate oncall coverage`: gaps, people, handovers; exit 0 without a gap, 4 with one (O1, D4). */
export const onCallCoverage: Action = async (given, host) => {
  const options = readOptions(spanOptions, given);
  const { from, to } = spanOf(options, host.now());
  const model = await openModel(host.cwd, { overlay: options.overlay, at: from, rules: "structure" });
  const found = coverage(model.onCall, from, to);
  const exitCode = found.gaps.length === 0 ? exitCodes.done : exitCodes.blocked;
  return { exitCode, data: found, text: coverageText(model, found, from, to, host) };
};

/** `launchgate oncall who`: who is reached at each level of each escalation at a moment (O1). */
export const onCallWho: Action = async (given, host) => {
  const options = readOptions(whoOptions, given);
  const at = options.at ?? host.now();
  const model = await openModel(host.cwd, { overlay: options.overlay, at, rules: "structure" });
  const ids = chosen(model, options.escalation);
  const escalations = ids.map((id) => ({ escalation: id, levels: whoIsOnCall(model.onCall, id, at) }));
  const rows = escalations.flatMap(({ escalation, levels }) =>
    levels.map(({ level, afterMinutes, people }) => [
      escalation,
      String(level),
      `${String(afterMinutes)} min`,
      people.length > 0 ? people.map((id) => nameOf(model, id)).join(", ") : styled(host, "red", "nobody"),
    ]),
  );
  const nobody = escalations.some(({ levels }) => levels.every(({ people }) => people.length === 0));
  const text = `On call at ${at.toISOString()}\n${textTable(["escalation", "level", "after", "people"], rows, host)}`;
  return { exitCode: nobody ? exitCodes.blocked : exitCodes.done, data: { at: at.toISOString(), escalations }, text };
};

function chosen(model: Model, escalation: string | undefined): string[] {
  const known = Object.keys(model.onCall.escalations);
  if (escalation === undefined) return known;
  if (known.includes(escalation)) return [escalation];
  throw new LaunchgateError({
    code: "escalation.unknown",
    message: `There is no escalation "${escalation}".`,
    fix: suggestion(escalation, known),
  });
}

function nameOf(model: Model, id: string): string {
  return model.organization.people[id]?.name ?? id;
}

function coverageText(model: Model, found: Coverage, from: Date, to: Date, host: Host): string {
  const span = `${from.toISOString().slice(0, 10)} to ${to.toISOString().slice(0, 10)}`;
  const verdict =
    found.gaps.length === 0
      ? styled(host, "green", `No uncovered minute from ${span}.`)
      : styled(host, "red", `${String(found.gaps.length)} gaps from ${span}:`);
  const gaps = found.gaps.map(({ rotation, escalation, level, from: start, to: end }) => {
    const what =
      escalation === null
        ? `rota ${rotation ?? ""}`
        : `escalation ${escalation}${level === null ? "" : ` level ${String(level)}`}`;
    return `  ${what}: ${start} to ${end}`;
  });
  const people = found.people.map(({ person, minutes }) => [nameOf(model, person), String(Math.round(minutes / 60))]);
  const alone = found.singlePerson.map((id) => styled(host, "yellow", `Rota ${id} rests on one person.`));
  const turns = `${String(found.handovers.length)} handovers.`;
  return [
    verdict,
    ...gaps,
    textTable(["person", "hours on call"], people, host, { numbersFrom: 1 }),
    turns,
    ...alone,
  ].join("\n");
}
