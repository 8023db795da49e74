import { riskIds, type DriftItem } from "./report.ts";

/** Worst first; then by vendor, kind, name and field, so that two runs read alike. */
export function ranked(items: readonly DriftItem[]): readonly DriftItem[] {
  const order = ({ vendor, kind, name, field = "" }: DriftItem): string => [vendor, kind, name, field].join(" ");
  return items.toSorted(
    (a, b) => riskIds.indexOf(a.risk) - riskIds.indexOf(b.risk) || order(a).localeCompare(order(b)),
  );
}
