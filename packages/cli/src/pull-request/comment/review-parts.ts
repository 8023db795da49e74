import { blocks } from "../review/findings.ts";
import type { Change, FactChange, Review, ReviewFinding, StackReview } from "../review/review.ts";
import { code, codeCell, text } from "./escape.ts";
import type { Part } from "./part.ts";
import { tablePart } from "./table.ts";

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
    ...review.guarded.map(({ path, guards }) => [codeCell(path, 200), text(guards)] as const),
  ];
  return tablePart({
    title: "🔒 Changes of what guards the rules",
    note: "These need an approval of their code owners. The verdict below comes from the rules of the base branch and from those of this change.",
    head: ["what", "guards"],
    rows,
    cells: (row) => row,
    weight: 2,
  });
}

/** What could not be read or previewed: each of them blocks. */
export function faultParts(review: Review): readonly Part[] {
  const rows = [...review.faults.map((fault) => ({ ...fault, stack: "" })), ...across(review, ({ faults }) => faults)];
  return tablePart({
    title: "⛔ Could not be reviewed",
    head: ["stack", "why", "fix"],
    rows,
    cells: ({ stack, message, fix }) => [stack === "" ? "all" : codeCell(stack), text(message, 800), text(fix)],
    weight: 3,
  });
}

/** What the rules find, by how much it weighs. (P7, R8) */
export function findingParts(review: Review): { readonly blocking: readonly Part[]; readonly told: readonly Part[] } {
  const all = across(review, ({ findings }) => findings);
  const head = ["stack", "rule", "resource", "what is wrong", "fix"];
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
  const line = place === null ? "" : `<br>${code(`${place.path}:${String(place.line)}`)}`;
  return [
    codeCell(stack),
    `${codeCell(rule)}${whose}`,
    `${codeCell(resource)}${line}`,
    `${isNew ? "" : "_already so:_ "}${text(message)}`,
    text(fix),
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
      title: "🔥 Destroyed and replaced",
      head: ["stack", "", "what", "name", "it decides"],
      rows: lost,
      cells: (each) => [
        codeCell(each.stack),
        `**${each.op}**`,
        codeCell(each.kind),
        codeCell(each.name),
        text(each.meaning),
      ],
      weight: 3,
    }),
    ...tablePart({
      title: "💾 Data at risk, and what cannot be undone",
      head: ["stack", "of", "risk", "can it be undone?"],
      rows: risks,
      cells: ({ stack, kind, name, risk, irreversible }) => [
        codeCell(stack),
        `${codeCell(kind)} ${codeCell(name)}`,
        text(risk),
        irreversible === null ? "yes" : `**no**: ${text(irreversible)}`,
      ],
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
  const merged = Map.groupBy(all, ({ topic, subject, before, now }) => JSON.stringify([topic, subject, before, now]));
  const rows = [...merged.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, stacks: [first, ...others].map(({ stack }) => stack) }],
  );
  return Object.entries(topics).flatMap(([topic, title]) =>
    tablePart({
      title,
      head: ["where", "before", "with this change"],
      rows: rows.filter((row) => row.topic === topic).toSorted((a, b) => Number(b.loosens) - Number(a.loosens)),
      cells: ({ subject, stacks, before, now, loosens }) => [
        `${text(subject)}<br>${stacks
          .slice(0, 5)
          .map((stack) => codeCell(stack))
          .join(" ")}`,
        before === null ? "_nothing_" : text(before, 500),
        `${loosens ? "⚠️ **less strict:** " : ""}${now === null ? "_nothing_" : text(now, 500)}`,
      ],
      weight: 2,
    }),
  );
}

/** Every change, folded. */
export function changeParts(review: Review): readonly Part[] {
  return tablePart({
    title: "Every change",
    head: ["stack", "", "what", "name", "fields"],
    rows: across<Change>(review, ({ changes }) => changes),
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
