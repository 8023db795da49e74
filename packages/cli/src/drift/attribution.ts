import { vendorTitles } from "../vendors/vendor-error.ts";
import type { AuditEntry, AuditLog } from "../vendors/audit/audit-entry.ts";
import type { UnattributedItem } from "./changes.ts";
import type { Attribution, DriftItem } from "./report.ts";

/** What an item is looked for by. */
export interface Traces {
  /** Words that name the thing itself: one of them must stand in the entry. */
  readonly own: readonly string[];
  /** Words of its container: where the vendor names it by name alone, one of them must stand in the entry too. */
  readonly container: readonly string[];
  /** Beginnings of the vendor's words for acts on such things; empty: any. */
  readonly actions: readonly string[];
}

/** Says of each item who did it and when, by the newest entry that names it. */
export function attribute(
  items: readonly UnattributedItem[],
  logs: readonly AuditLog[],
  tracesOf: (item: UnattributedItem) => Traces,
): readonly DriftItem[] {
  return items.map((item) => ({
    ...item,
    by: item.drift === "not-applied" ? byProgram : search(item, logs, tracesOf(item)),
  }));
}

const byProgram: Attribution = { known: false, why: "the program changed and `up` was not run since" };

function search({ vendor }: UnattributedItem, logs: readonly AuditLog[], traces: Traces): Attribution {
  const log = logs.find((each) => each.vendor === vendor);
  if (log?.missing !== undefined || log === undefined)
    return { known: false, why: `not known: ${log?.missing ?? `${vendorTitles[vendor]} was not asked`}` };
  const entry = log.entries.find((each) => names(each, traces));
  if (entry === undefined)
    return { known: false, why: `not known: the audit log of ${vendorTitles[vendor]} does not name it` };
  const { actor, at, action } = entry;
  return { known: true, actor, at, action };
}

function names({ words, action }: AuditEntry, { own, container, actions }: Traces): boolean {
  const has = (each: string): boolean => words.has(each.toLowerCase());
  if (actions.length > 0 && !actions.some((each) => action.startsWith(each))) return false;
  return own.some(has) && (container.length === 0 || container.some(has));
}
