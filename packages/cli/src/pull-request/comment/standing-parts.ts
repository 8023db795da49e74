import type { Review } from "../review/review.ts";
import { across } from "./across.ts";
import { codeCell, text } from "./escape.ts";
import type { Part } from "./part.ts";
import { tablePart } from "./table.ts";

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
