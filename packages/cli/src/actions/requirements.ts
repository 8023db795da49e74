import { exitCodes, LaunchgateError, requirements as titles, suggestion, type RequirementId } from "@launchgate/core";
import wrapAnsi from "wrap-ansi";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commands } from "../commands.ts";
import { counted } from "../counted.ts";
import { styled } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject } from "../project.ts";
import { indexRequirements, isDeclaration, type ServingPlace } from "../requirements-index.ts";

const requirementsOptions = commonOptions.extend({ id: z.string().optional() });

/** One requirement and what serves it. */
interface RequirementRow {
  readonly id: RequirementId;
  readonly title: string;
  /** Commands that serve it. */
  readonly commands: readonly string[];
  /** Places that say what is wanted: the model and its schema. */
  readonly declared: readonly ServingPlace[];
  /** Places that make it so or refuse: components, programs, rules, commands, core, providers. */
  readonly enforced: readonly ServingPlace[];
  /** Tests that quote it. */
  readonly tested: readonly ServingPlace[];
}

/** `launchgate requirements`: each id, what serves it, and where. */
export const requirements: Action = async (given, host) => {
  const { id } = readOptions(requirementsOptions, given);
  const { root } = await openProject(host.cwd);
  const wanted = wantedIds(id);
  const places = await indexRequirements(root);
  const rows = wanted.map((each) => row(each, places.get(each) ?? []));
  const text = rows.map((each) => rowText(each, id !== undefined, host)).join("\n");
  return { exitCode: exitCodes.done, data: { requirements: rows }, text };
};

function wantedIds(id: string | undefined): RequirementId[] {
  const known = Object.keys(titles) as RequirementId[];
  const wanted = known.filter((each) => id === undefined || each === id.toUpperCase());
  if (wanted.length > 0) return wanted;
  throw new LaunchgateError({
    code: "requirement.unknown",
    message: `There is no requirement "${id ?? ""}".`,
    fix: suggestion(id ?? "", known),
  });
}

function row(id: RequirementId, places: readonly ServingPlace[]): RequirementRow {
  return {
    id,
    title: titles[id],
    commands: commands.filter((each) => each.requirements.includes(id)).map(({ name }) => name),
    declared: places.filter(({ kind }) => isDeclaration(kind)),
    enforced: places.filter(({ kind }) => !isDeclaration(kind) && kind !== "test"),
    tested: places.filter(({ kind }) => kind === "test"),
  };
}

/** What there is in one line: `declared only` where nothing makes it so yet. */
function state({ commands: names, declared, enforced, tested }: RequirementRow): string {
  if (enforced.length === 0 && names.length === 0) return declared.length > 0 ? "declared only" : "nothing yet";
  const kinds = Map.groupBy(enforced, ({ kind }) => kind);
  const byKind = [...kinds].map(([kind, all]) => `${kind} ${String(all.length)}`).join(", ");
  const parts = [
    `enforced in ${counted(enforced.length, "place")}${byKind === "" ? "" : ` (${byKind})`}`,
    `declared in ${String(declared.length)}`,
    counted(tested.length, "test"),
    ...(names.length > 0 ? [`commands: ${names.join(", ")}`] : []),
  ];
  return parts.join(", ");
}

function rowText(each: RequirementRow, withPlaces: boolean, host: Parameters<Action>[1]): string {
  const said = state(each);
  const style = each.enforced.length === 0 && each.commands.length === 0 ? "yellow" : "dim";
  const below = (words: string): string => wrapAnsi(words, host.columns - 5).replaceAll("\n", "\n     ");
  const title = below(each.title);
  const head = `${styled(host, "bold", each.id.padEnd(4))} ${title}\n     ${styled(host, style, below(said))}`;
  if (!withPlaces) return head;
  const lines = [...each.declared, ...each.enforced, ...each.tested].map(
    ({ file, line, kind, text }) => `     ${kind.padEnd(9)} ${file}:${String(line)}  ${text.slice(0, 100)}`,
  );
  return [head, ...lines].join("\n");
}
