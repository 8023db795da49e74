import type { PlannedDocument } from "../document/document.ts";
import type { DocumentFacts } from "../document/facts-schema.ts";
import { approvalText, costTexts, dataText, loosens, pagingText, trafficText, undoText } from "./fact-texts.ts";
import type { FactChange, ReviewGap } from "./review.ts";

type Facts = Pick<PlannedDocument, "facts" | "cost">;

/** What is otherwise in release language: who approves, who is paged, how traffic moves and is undone, data, cost. (P7) */
export function factChanges(before: Facts | undefined, now: Facts | undefined): readonly FactChange[] {
  const [was, is] = [before?.facts, now?.facts];
  return [
    ...compared("approval", was?.approvals, is?.approvals, approvalText),
    ...compared("paging", was?.paging, is?.paging, pagingText),
    ...compared("data", was?.data, is?.data, dataText),
    ...compared("traffic", was?.traffic, is?.traffic, trafficText),
    ...compared("undo", was?.undo, is?.undo, undoText),
    ...costChanges(before, now),
  ];
}

/** Gaps of vendor plans in the head, those that the base does not have marked. (A3) */
export function gapsOf(before: Facts | undefined, now: Facts | undefined): readonly ReviewGap[] {
  const text = ({ vendor, plan, title, compensation }: DocumentFacts["gaps"][number]): string =>
    `${vendor} ${plan} has no ${title}; ${compensation === null ? "nothing stands in for it" : `instead: ${compensation}`}`;
  const known = new Set((before?.facts.gaps ?? []).map((gap) => `${gap.feature} ${text(gap)}`));
  return (now?.facts.gaps ?? []).map((gap) => ({
    feature: gap.feature,
    text: text(gap),
    isNew: !known.has(`${gap.feature} ${text(gap)}`),
  }));
}

function compared<T extends { readonly service: string }>(
  topic: FactChange["topic"],
  before: readonly T[] | undefined,
  now: readonly T[] | undefined,
  text: (fact: T) => string,
): readonly FactChange[] {
  const [was, is] = [byService(before), byService(now)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((subject): readonly FactChange[] => {
    const [old, fresh] = [was.get(subject), is.get(subject)];
    const [said, says] = [old && text(old), fresh && text(fresh)];
    if (said === says) return [];
    const [older, newer] = partial.has(topic) ? differing(said, says) : [said, says];
    const isLooser = old !== undefined && fresh !== undefined && loosens(topic, old, fresh);
    return [{ topic, subject, before: older ?? null, now: newer ?? null, loosens: isLooser }];
  });
}

/** Long texts of which only the parts that differ are told. */
const partial: ReadonlySet<FactChange["topic"]> = new Set(["traffic", "undo"]);

function differing(before: string | undefined, now: string | undefined): readonly (string | undefined)[] {
  if (before === undefined || now === undefined) return [before, now];
  const [was, is] = [before.split("; "), now.split("; ")];
  const without = (parts: readonly string[], others: readonly string[]): string | undefined => {
    const own = parts.filter((part) => !others.includes(part));
    return own.length === 0 ? undefined : own.join("; ");
  };
  const [older, newer] = [without(was, is), without(is, was)];
  // Only their order is another: then it is told whole.
  return older === undefined && newer === undefined ? [before, now] : [older, newer];
}

function byService<T extends { readonly service: string }>(facts: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map((facts ?? []).map((fact) => [fact.service, fact]));
}

function costChanges(before: Facts | undefined, now: Facts | undefined): readonly FactChange[] {
  const [was, is] = [before, now].map((side) => (side ? costTexts(side.cost) : new Map<string, string>()));
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].flatMap((subject): readonly FactChange[] => {
    const [said, says] = [was?.get(subject) ?? null, is?.get(subject) ?? null];
    return said === says ? [] : [{ topic: "cost", subject, before: said, now: says, loosens: false }];
  });
}
