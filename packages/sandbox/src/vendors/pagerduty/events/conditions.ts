import type { PagerEvent } from "./event.ts";

type Test = (value: unknown) => boolean;

/** Operators of conditions with one operand. Source: PagerDuty developer docs, "PCL Overview"; capitals do not count: [unverified]. */
const operators: readonly (readonly [RegExp, (operand: string) => Test])[] = [
  [/^matches part '(.*)'$/, (operand) => (value) => textOf(value).toLowerCase().includes(operand.toLowerCase())],
  [/^matches regex '(.*)'$/, (operand) => (value) => new RegExp(operand).test(textOf(value))],
  [/^matches '(.*)'$/, (operand) => (value) => textOf(value).toLowerCase() === operand.toLowerCase()],
  [/^exists$/, () => (value) => value !== undefined && value !== null],
];

/** A value of a field as text; nothing is the empty text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

/** The value of a field such as `event.custom_details.service`. */
export function fieldOf(event: PagerEvent, path: string): unknown {
  const [first, ...rest] = path.split(".");
  if (first !== "event") return undefined;
  const fields: unknown = { ...event.payload, dedup_key: event.dedup_key, event_action: event.event_action };
  return rest.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    fields,
  );
}

/** Whether a condition is of the part of the language that the sandbox understands: one field, one operator, `not`, `and`, `or`. */
export function isUnderstood(expression: string): boolean {
  return parts(expression)
    .flat()
    .every((term) => termOf(term) !== undefined);
}

/** Whether a condition holds for an event; one that is not understood does not. */
export function holds(expression: string, event: PagerEvent): boolean {
  return parts(expression).some((all) => all.every((term) => termOf(term)?.(event) === true));
}

/** `a and b or c` as `[[a, b], [c]]`. Quoted operands with these words in them are not expected. */
function parts(expression: string): readonly (readonly string[])[] {
  return expression.split(/\s+or\s+/).map((each) => each.split(/\s+and\s+/));
}

function termOf(term: string): ((event: PagerEvent) => boolean) | undefined {
  const [, negated, path = "", rest = ""] = /^(not\s+)?(event(?:\.\w+)+)\s+(.+)$/.exec(term.trim()) ?? [];
  for (const [pattern, make] of operators) {
    const found = pattern.exec(rest);
    if (!found) continue;
    const test = make(found[1] ?? "");
    return (event) => test(fieldOf(event, path)) !== (negated !== undefined);
  }
  return undefined;
}
