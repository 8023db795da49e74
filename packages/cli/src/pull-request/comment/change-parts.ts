import { byWeight } from "../review/changes.ts";
import type { Change, FactChange, Review } from "../review/review.ts";
import { across, namesShown, stacksShown, type Of } from "./across.ts";
import { codeCell, text } from "./escape.ts";
import type { Part } from "./part.ts";
import { tablePart } from "./table.ts";

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
    const subjects = own.slice(0, namesShown).map(({ subject }) => text(subject));
    return `${codeCell(stack)} ${subjects.join(", ")}${own.length > namesShown ? ", …" : ""}`;
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
