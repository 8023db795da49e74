import { rootOf } from "./difference.ts";
import { shortKind, type RiskVerdict } from "./report.ts";
import { riskTable } from "./risk-table.ts";

/** What is not in the table: it differs from what was reviewed, no more is known. */
const otherwise: RiskVerdict = { risk: "medium", reason: "it is not what was reviewed", requirement: "L4" };

/**
 * How much a difference matters: by kind and field, else by kind, else medium. `field` absent: the thing as a whole (removed or extra).
 * An inner field goes by the longest beginning that the table has.
 */
export function riskOf(type: string, field?: string): RiskVerdict {
  const rows = riskTable.filter(({ kind }) => kind === shortKind(type));
  const plain = field?.replaceAll(/\[\d+\]/g, "");
  const matching = rows
    .filter(
      (row) =>
        row.field !== undefined && plain !== undefined && (plain === row.field || plain.startsWith(`${row.field}.`)),
    )
    .toSorted((a, b) => (b.field?.length ?? 0) - (a.field?.length ?? 0));
  const row = matching[0] ?? rows.find((each) => each.field === undefined);
  if (matching[0] === undefined && plain !== undefined && isLabel(plain)) return label;
  return row === undefined ? otherwise : { risk: row.risk, reason: row.reason, requirement: row.requirement };
}

/** Words for people: nothing acts on them. */
function isLabel(field: string): boolean {
  return ["description", "label", "note", "comment", "topics", "color", "jobTitle"].includes(rootOf(field));
}

const label: RiskVerdict = { risk: "low", reason: "only people read it", requirement: "L4" };
