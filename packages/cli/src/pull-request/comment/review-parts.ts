import { byWeight } from "../review/changes.ts";
import { blocks } from "../review/findings.ts";
import type { Change, FactChange, Review, ReviewFinding, StackReview } from "../review/review.ts";
import { codeCell, text } from "./escape.ts";
import type { Part } from "./part.ts";
import { tablePart } from "./table.ts";

/** Files and stacks that one cell names. */
const [filesShown, stacksShown] = [8, 6];

/** Something of one stack. */
type Of<T> = T & { readonly stack: string };

/** Entries of all stacks, with the stack they are of. */
export function across<T extends object>(review: Review, pick: (stack: StackReview) => readonly T[]): readonly Of<T>[] {
  return review.stacks.flatMap((each) => pick(each).map((entry) => ({ ...entry, stack: each.stack })));
}

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
  const rest = paths.length - filesShown;
  const shown = paths.slice(0, filesShown).map((each) => codeCell(each, 200));
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

/** Names of stacks for one cell; an empty one stands for the whole change. */
function stackCells(stacks: readonly string[]): string {
  const names = [...new Set(stacks)];
  const rest = names.length - stacksShown;
  const shown = names.slice(0, stacksShown).map((each) => (each === "" ? "all" : codeCell(each)));
  return [...shown, ...(rest > 0 ? [`_and ${String(rest)} more_`] : [])].join(" ");
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

/** What is lost or begins anew. */
export function lossParts(review: Review): readonly Part[] {
  const lost = across(review, ({ changes }) => changes).filter(({ op }) => op === "delete" || op === "replace");
  const risks = across(review, ({ dataRisks }) => dataRisks);
  return [
    ...tablePart({
      title: "💾 Data at risk, and what cannot be undone",
      head: ["stack", "of", "risk", "can it be undone?"],
      rows: risks.toSorted((a, b) => Number(a.irreversible === null) - Number(b.irreversible === null)),
      cells: ({ stack, kind, name, risk, irreversible }) => [
        codeCell(stack),
        `${codeCell(kind)} ${codeCell(name)}`,
        text(risk),
        irreversible === null ? "by another change" : `**no**: ${text(irreversible)}`,
      ],
      weight: 3,
    }),
    ...tablePart({
      title: "🔥 Destroyed and replaced",
      head: ["stack", "", "what", "name", "it decides"],
      rows: lost.toSorted(byWeight),
      cells: (each) => [
        codeCell(each.stack),
        `**${each.op}**`,
        codeCell(each.kind),
        codeCell(each.name),
        text(each.meaning),
      ],
      most: 15,
      elsewhere: "every change below",
      weight: 3,
    }),
  ];
}

const topics: Readonly<Record<FactChange["topic"], string>> = {
  approval: "👤 Who can approve",
  paging: "📟 Who is paged",
  data: "⏪ What data can be restored to",
  traffic: "🚦 How traffic moves",
  undo: "↩️ What undoes a release",
  cost: "💶 Cost",
};

/** What is otherwise in release language, before and now; the same change in several stacks stands once. (P7) */
export function factParts(review: Review): readonly Part[] {
  const all = across(review, ({ facts }) => facts);
  const merged = Map.groupBy(all, ({ topic, subject, before, now }) =>
    JSON.stringify([topic, topic === "cost" ? subject : "", before, now]),
  );
  const rows = [...merged.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, places: [first, ...others] }],
  );
  return Object.entries(topics).flatMap(([topic, title]) =>
    tablePart({
      title,
      head: ["where", "before", "with this change"],
      rows: rows.filter((row) => row.topic === topic).toSorted((a, b) => Number(b.loosens) - Number(a.loosens)),
      cells: ({ places, before, now, loosens }) => [
        placeCells(places),
        before === null ? "_nothing_" : text(before, 500),
        `${loosens ? "⚠️ **less strict:** " : ""}${now === null ? "_nothing_" : text(now, 500)}`,
      ],
      weight: 2,
    }),
  );
}

/** Services of each stack, for one cell. */
function placeCells(places: readonly Of<FactChange>[]): string {
  const lines = [...Map.groupBy(places, ({ stack }) => stack)].map(([stack, own]) => {
    const subjects = own.slice(0, filesShown).map(({ subject }) => text(subject));
    return `${codeCell(stack)} ${subjects.join(", ")}${own.length > filesShown ? ", …" : ""}`;
  });
  const rest = lines.length - stacksShown;
  return [...lines.slice(0, stacksShown), ...(rest > 0 ? [`_and ${String(rest)} more_`] : [])].join("<br>");
}

/** Every change, folded. */
export function changeParts(review: Review): readonly Part[] {
  return tablePart({
    title: "Every change",
    head: ["stack", "", "what", "name", "fields"],
    rows: across<Change>(review, ({ changes }) => changes).toSorted(byWeight),
    cells: ({ stack, op, kind, name, fields }) => [
      codeCell(stack),
      op,
      codeCell(kind),
      codeCell(name),
      text(fields.slice(0, 12).join(", "), 200),
    ],
    folded: true,
    weight: 2,
  });
}

/** Waivers in use, gaps of vendor plans and the calendar: what holds anyway, folded. (R8, A3, L1) */
export function standingParts(review: Review): readonly Part[] {
  const gaps = Map.groupBy(
    across(review, (stack) => stack.gaps),
    ({ text: gap, isNew }) => JSON.stringify([gap, isNew]),
  );
  const frozen = review.stacks.filter(({ freeze }) => freeze !== null && !freeze.open);
  return [
    ...tablePart({
      title: "Waivers in use",
      head: ["stack", "waiver", "excuses", "owner", "until"],
      rows: across(review, ({ waivers }) => waivers),
      cells: ({ stack, id, rule, resource, owner, expires, standing, isNew, reason }) => [
        codeCell(stack),
        `${codeCell(id)}${isNew ? " **new**" : ""}<br>${text(reason)}`,
        `${codeCell(rule)} for ${codeCell(resource)}`,
        text(owner),
        `${text(expires)}${standing === "holds" ? "" : ` **${text(standing)}**`}`,
      ],
      folded: true,
    }),
    ...tablePart({
      title: "What vendor plans lack",
      head: ["gap", ""],
      rows: [...gaps.values()].flatMap(([first]) => (first === undefined ? [] : [first])),
      cells: ({ text: gap, isNew }) => [text(gap, 400), isNew ? "**new**" : ""],
      folded: true,
    }),
    ...tablePart({
      title: "📅 Advice: the calendar is closed for changes",
      note: "A freeze never blocks a review; it binds `up` and `deploy`.",
      head: ["stack", "why", "opens"],
      rows: frozen,
      cells: ({ stack, freeze }) => [
        codeCell(stack),
        text(freeze?.reason ?? ""),
        text(freeze?.opensAt ?? "not in the next two years"),
      ],
      folded: true,
    }),
  ];
}
