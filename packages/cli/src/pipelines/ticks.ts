import { releaseTypeIds, type Model, type ReleaseTypeId } from "@launchgate/core";
import { itemLines, templateMark, typeLines, type TickLine } from "./template.ts";

/** How a line of the template stands in the text of a pull request. */
export type LineState = "ticked" | "open" | "missing" | "edited" | "twice";

/** One item of the checklist in a pull request. */
export interface CheckedItem {
  readonly id: string;
  readonly title: string;
  readonly phase: "before" | "on-the-day" | "after";
  /** Whether the release type needs it; null where the type is not known. */
  readonly needed: boolean | null;
  readonly state: LineState;
  /** What proves it; null: there is no evidence yet. */
  readonly evidence: null;
}

/** What a pull request says of its release (R4). */
export interface CheckedText {
  /** The one type that is ticked; undefined where none or several are, or a line is not as the template has it. */
  readonly type: ReleaseTypeId | undefined;
  readonly items: readonly CheckedItem[];
  /** What blocks, in words. Empty is no pass: the evidence is still asked for. */
  readonly problems: readonly string[];
}

const boxLine = /^\s*[-*+] \[([ xX])\] (`([^`]+)`.*)$/;

/** Reads the boxes of a pull request's text, each against the template's own line (R4). */
export function checkText(model: Pick<Model, "release" | "organization">, body: string): CheckedText {
  const found = boxesOf(body);
  const state = (line: TickLine): LineState => stateOf(line, found.get(line.id) ?? []);
  const types = typeLines(model).map((line) => ({ id: line.id as ReleaseTypeId, state: state(line) }));
  const type = chosenType(types);
  const items = itemLines(model).map((line) => checkedItem(model, line.id, state(line), type));
  const isTemplate = body.includes(templateMark);
  const problems = isTemplate ? [...typeProblems(types), ...items.flatMap(itemProblems)] : [noTemplate];
  return { type, items, problems };
}

const noTemplate =
  "the text is not that of the template: its first line, the mark of the release checklist, is missing";

interface Box {
  readonly ticked: boolean;
  readonly text: string;
}

/** Boxes by their id. What stands in a comment or a code block is not seen by readers, and does not count. */
function boxesOf(body: string): ReadonlyMap<string, readonly Box[]> {
  const seen = body
    .replaceAll("\r", "")
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replaceAll(/^(```|~~~)[\s\S]*?(?:^\1|$(?![\s\S]))/gm, "");
  const boxes = seen.split("\n").flatMap((line) => {
    const [, tick, text = "", id = ""] = boxLine.exec(line) ?? [];
    return tick === undefined ? [] : [{ id, ticked: tick !== " ", text: text.trimEnd() }];
  });
  return Map.groupBy(boxes, ({ id }) => id);
}

function stateOf({ text }: TickLine, boxes: readonly Box[]): LineState {
  const [box, ...more] = boxes;
  if (box === undefined) return "missing";
  if (more.length > 0) return "twice";
  if (box.text !== text) return "edited";
  return box.ticked ? "ticked" : "open";
}

interface TypeState {
  readonly id: ReleaseTypeId;
  readonly state: LineState;
}

function chosenType(types: readonly TypeState[]): ReleaseTypeId | undefined {
  const [first, ...more] = types.filter(({ state }) => state === "ticked");
  const whole = types.every(({ state }) => state === "ticked" || state === "open");
  return whole && more.length === 0 ? first?.id : undefined;
}

function checkedItem(
  { release }: Pick<Model, "release">,
  id: string,
  state: LineState,
  type: ReleaseTypeId | undefined,
): CheckedItem {
  const { title = id, phase = "before" } = release.checklist[id] ?? {};
  const needed = type === undefined ? null : release.types[type].checklist.includes(id);
  return { id, title, phase, needed, state, evidence: null };
}

const wrong: Readonly<Partial<Record<LineState, string>>> = {
  missing: "its line was taken out of the template",
  edited: "its line is not as the template has it",
  twice: "its line stands there more than once",
};

function typeProblems(types: readonly TypeState[]): string[] {
  const broken = types.flatMap(({ id, state }) => {
    const words = wrong[state];
    return words === undefined ? [] : [`release type ${id}: ${words}`];
  });
  const ticked = types.filter(({ state }) => state === "ticked").map(({ id }) => id);
  if (broken.length > 0 || ticked.length === 1) return broken;
  return [
    ticked.length === 0
      ? `no release type is ticked; tick one of ${releaseTypeIds.join(", ")}`
      : `${ticked.join(" and ")} are ticked; a release has one type`,
  ];
}

/** Before the merge: what is due before the release must be ticked; later items only must be there. */
function itemProblems({ id, state, phase, needed }: CheckedItem): string[] {
  const words = wrong[state];
  if (words !== undefined) return [`${id}: ${words}`];
  return state === "open" && phase === "before" && needed === true ? [`${id}: not ticked`] : [];
}
