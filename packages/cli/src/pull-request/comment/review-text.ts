import { blocks } from "../review/findings.ts";
import type { Change, Review, ReviewVerdict, StackReview } from "../review/review.ts";
import { code, codeCell } from "./escape.ts";
import { markerLine } from "./marker.ts";
import { fitted, type Part } from "./part.ts";
import { across } from "./across.ts";
import { changeParts, factParts, lossParts } from "./change-parts.ts";
import { faultParts, findingParts, guardParts } from "./rule-parts.ts";
import { standingParts } from "./standing-parts.ts";
import { fixedPart, tablePart } from "./table.ts";

/**
 * Most bytes of a comment. GitHub takes 65,536 characters; bytes are never fewer than characters, so this holds whichever is counted.
 */
export const commentBytes = 65_000;
/** Most bytes of a step summary: GitHub takes 1 MiB, of which other steps may want some. */
export const summaryBytes = 1_000_000;

/** Where the text goes. */
export interface TextPlace {
  /** Most bytes; default without an end, for the artefact. */
  readonly bytes?: number;
  /** Number of the pull request, for the marker of a comment; default no marker. */
  readonly pull?: number;
  /** Where the whole review is to be found, in our own words. */
  readonly whole?: string;
}

/** The review as GitHub shows it: verdict first, then what matters most; what does not fit is told as a number. (P7) */
export function reviewText(review: Review, { bytes = Number.POSITIVE_INFINITY, pull, whole }: TextPlace): string {
  const findings = findingParts(review);
  const marker = pull === undefined ? [] : [markerLine({ pull, head: review.headCommit })];
  const parts: readonly Part[] = [
    fixedPart(...marker, `## ${headlines[review.verdict]}`, "", sentence(review), ""),
    ...stackParts(review),
    ...guardParts(review),
    ...faultParts(review),
    ...findings.blocking,
    ...lossParts(review),
    ...factParts(review),
    ...changeParts(review),
    ...findings.told,
    ...standingParts(review),
    fixedPart(footer(review, whole)),
  ];
  return fitted(parts, { bytes }, (count) => `_${String(count)} more parts: see the whole review._`);
}

const headlines: Readonly<Record<ReviewVerdict, string>> = {
  blocked: "⛔ Release review: must not be merged",
  undecided: "🟡 Release review: something is only known while it is done",
  passes: "✅ Release review: nothing stands against it",
};

/** What the review comes to, in one sentence of numbers. */
export function sentence(review: Review): string {
  const count = (op: Change["op"]): number =>
    across(review, ({ changes }) => changes).filter((each) => each.op === op).length;
  const findings = across(review, ({ findings: each }) => each);
  const faults = review.faults.length + across(review, (stack) => stack.faults).length;
  const rows: readonly (readonly [number, string, string])[] = [
    [faults, "thing could not be reviewed", "things could not be reviewed"],
    [findings.filter(blocks).length, "rule is broken", "rules are broken"],
    [count("delete"), "thing is destroyed", "things are destroyed"],
    [count("replace"), "thing is replaced", "things are replaced"],
    [count("update"), "thing is changed", "things are changed"],
    [count("create") + count("import"), "thing is new", "things are new"],
    [findings.filter(({ kind }) => kind === "undecided").length, "cannot be judged yet", "cannot be judged yet"],
  ];
  const told = rows
    .filter(([number]) => number > 0)
    .map(([number, one, more]) => `**${String(number)}** ${number === 1 ? one : more}`);
  const changed = faults > 0 || rows.slice(2, 6).some(([number]) => number > 0);
  return `${[...told, ...(changed ? [] : ["nothing changes at any vendor"])].join(", ")}.`.replace(/^n/, "N");
}

const marks: Readonly<Record<ReviewVerdict, string>> = {
  blocked: "⛔ blocked",
  undecided: "🟡 undecided",
  passes: "✅ passes",
};

function stackParts(review: Review): readonly Part[] {
  const cell = (stack: StackReview, op: Change["op"]): string => {
    const count = stack.changes.filter((each) => each.op === op).length;
    return count === 0 ? "" : op === "delete" || op === "replace" ? `**${String(count)}**` : String(count);
  };
  const [part] = tablePart({
    title: "Stacks",
    head: ["stack", "verdict", "destroy", "replace", "change", "new", "told by"],
    rows: review.stacks,
    cells: (stack) => [
      `${codeCell(stack.stack)}${stack.presence === "both" ? "" : ` **${stack.presence}**`}`,
      marks[stack.verdict],
      cell(stack, "delete"),
      cell(stack, "replace"),
      cell(stack, "update"),
      cell(stack, "create"),
      stack.basis === "engine" ? "the engine's preview" : "plan against plan",
    ],
  });
  return part === undefined ? [] : [{ ...part, lead: part.lead.slice(2), first: true }];
}

function footer({ baseCommit, headCommit, at, stacks }: Review, whole: string | undefined): string {
  const offline = stacks.some(({ basis }) => basis === "plans");
  const hint = offline ? " Where plans were compared, only the engine knows whether a change replaces." : "";
  const place = whole === undefined ? "" : ` The whole review: ${whole}.`;
  return `<sub>${code(headCommit.slice(0, 12))} against ${code(baseCommit.slice(0, 12))}, ${at.slice(0, 16).replace("T", " ")} UTC. Judged by the rules of the base and of the change.${hint}${place}</sub>`;
}
