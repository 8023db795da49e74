import { blocks } from "../review/findings.ts";
import type { Review, ReviewFinding } from "../review/review.ts";
import { across, namesShown, stackCells, type Of } from "./across.ts";
import { codeCell, text } from "./escape.ts";
import type { Part } from "./part.ts";
import { tablePart } from "./table.ts";

/** What guards the rules and is changed: named before anything else. (P6) */
export function guardParts(review: Review): readonly Part[] {
  const waivers = across(review, ({ waivers }) => waivers).filter(({ isNew }) => isNew);
  const rows: readonly (readonly [string, string])[] = [
    ...review.rules.map(({ rule, what }) => [codeCell(rule), `a rule is weakened: ${text(what)}`] as const),
    ...waivers.map(
      ({ id, stack, rule, resource, expires }) =>
        [
          codeCell(id),
          `new or changed waiver in ${codeCell(stack)} from ${codeCell(rule)} for ${codeCell(resource)} until ${text(expires)}`,
        ] as const,
    ),
    ...[...Map.groupBy(review.guarded, ({ guards }) => guards)].map(
      ([guards, files]) => [pathCells(files.map(({ path }) => path)), text(guards)] as const,
    ),
  ];
  return tablePart({
    title: "🔒 Changes of what guards the rules",
    note: "These need an approval of their code owners. The verdict below comes from the rules of the base branch and from those of this change.",
    head: ["what", "it guards"],
    rows,
    cells: (row) => row,
    weight: 2,
  });
}

/** The first files of a list; the rest as a number. */
function pathCells(paths: readonly string[]): string {
  const rest = paths.length - namesShown;
  const shown = paths.slice(0, namesShown).map((each) => codeCell(each, 200));
  return [...shown, ...(rest > 0 ? [`_and ${String(rest)} more files_`] : [])].join("<br>");
}

/** What could not be read or previewed: each of them blocks. The same reason stands once. */
export function faultParts(review: Review): readonly Part[] {
  const all = [...review.faults.map((fault) => ({ ...fault, stack: "" })), ...across(review, ({ faults }) => faults)];
  const same = Map.groupBy(all, ({ message, fix }) => JSON.stringify([message, fix]));
  return tablePart({
    title: "⛔ Could not be reviewed",
    head: ["stacks", "why", "fix"],
    rows: [...same.values()].flatMap(([first, ...others]) => (first ? [{ first, all: [first, ...others] }] : [])),
    cells: ({ first, all: rows }) => [
      stackCells(rows.map(({ stack }) => stack)),
      text(first.message, 1_500),
      text(first.fix),
    ],
    weight: 3,
  });
}

/** What the rules find, by how much it weighs. (P7, R8) */
export function findingParts(review: Review): { readonly blocking: readonly Part[]; readonly told: readonly Part[] } {
  const all = across(review, ({ findings }) => findings);
  const head = ["stack", "rule and resource", "what is wrong, and its fix"];
  const part = (title: string, rows: readonly Of<ReviewFinding>[], folded: boolean, weight = 1): readonly Part[] =>
    tablePart({ title, head, rows, cells: findingCells, folded, weight });
  const ofKind = (...kinds: readonly string[]) => all.filter(({ kind }) => kinds.includes(kind));
  return {
    blocking: part("⛔ Broken rules", all.filter(blocks), false, 4),
    told: [
      ...part("🟡 Cannot be judged before it is done", ofKind("undecided"), true),
      ...part("Advice of the rules", ofKind("advice"), true),
      ...part("Waivers that have ended, or excuse nothing", ofKind("waiver-expired", "waiver-unused"), true),
    ],
  };
}

function findingCells({ stack, rule, resource, message, fix, by, isNew, place }: Of<ReviewFinding>): readonly string[] {
  const whose = by.includes("base") && by.includes("head") ? "" : ` _(${whoSays(by)})_`;
  const line = place === null ? "" : `<br>${codeCell(`${place.path}:${String(place.line)}`)}`;
  return [
    codeCell(stack),
    `${codeCell(rule)}${whose}<br>${codeCell(resource)}${line}`,
    `${isNew ? "" : "_already so:_ "}${text(message)}<br>_Fix:_ ${text(fix)}`,
  ];
}

function whoSays(by: ReviewFinding["by"]): string {
  if (by.includes("base")) return "by the rules of the base alone";
  return by.includes("head") ? "by the rules of this change alone" : "by the engine's run";
}
