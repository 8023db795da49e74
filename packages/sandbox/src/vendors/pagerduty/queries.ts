import type { Call } from "../../http/message.ts";
import { invalid } from "../../http/refusal.ts";
import { momentOf } from "./zone.ts";

/** Whether a time lies in what `since` and `until` ask for; without them, in everything. */
export function isAsked({ request: { query } }: Call): (at: number) => boolean {
  const [since, until] = ["since", "until"].map((name) => query.get(name));
  const from = since == null ? -Infinity : momentOf(since);
  const to = until == null ? Infinity : momentOf(until);
  return (at) => from <= at && at < to;
}

/** Refuses a request without both ends of its range. @throws Refusal 400 */
export function requireRange({ request: { query } }: Call, what: string): void {
  const absent = ["since", "until"].filter((each) => !query.has(each));
  if (absent.length === 0) return;
  throw invalid(what, ...absent.map((each) => ({ path: [each], code: "missing" as const, message: "missing" })));
}

/** Whether a value is among those that a query names; without any, it is. */
export function isIn({ request: { query } }: Call, name: string, ...values: readonly string[]): boolean {
  const wanted = query.getAll(`${name}[]`);
  return wanted.length === 0 || values.some((each) => wanted.includes(each));
}
