import type { VendorId } from "@launchgate/core";

/** One line of a vendor's audit log. */
export interface AuditEntry {
  readonly vendor: VendorId;
  /** ISO 8601. */
  readonly at: string;
  /** Login, name or address of who did it, as the vendor writes it. */
  readonly actor: string;
  /** What was done, in the vendor's words. */
  readonly action: string;
  /** Every word of the entry that may name the thing: ids, names, small letters. */
  readonly words: ReadonlySet<string>;
}

/** What one vendor's audit log says, or why it says nothing. */
export interface AuditLog {
  readonly vendor: VendorId;
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Why there are none to look at; absent where the log was read. */
  readonly missing?: string;
}

/** Most entries that are read of one vendor: enough for weeks of an organisation of twenty, and seconds to read. */
export const mostEntries = 2_000;

/** Every text and number within a value, small letters: what an entry can be found by. */
export function wordsOf(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (each: unknown): void => {
    if (typeof each === "string" || typeof each === "number") found.add(String(each).toLowerCase());
    else if (typeof each === "object" && each !== null) Object.values(each).forEach(walk);
  };
  walk(value);
  return found;
}
