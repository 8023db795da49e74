import type { Review, StackReview } from "../review/review.ts";
import { codeCell } from "./escape.ts";

/** Stacks and services that one cell names. */
export const [stacksShown, namesShown] = [6, 8];

/** Something of one stack. */
export type Of<T> = T & { readonly stack: string };

/** Entries of all stacks, with the stack they are of. */
export function across<T extends object>(review: Review, pick: (stack: StackReview) => readonly T[]): readonly Of<T>[] {
  return review.stacks.flatMap((each) => pick(each).map((entry) => ({ ...entry, stack: each.stack })));
}

/** Names of stacks for one cell; an empty one stands for the whole change. */
export function stackCells(stacks: readonly string[]): string {
  const names = [...new Set(stacks)];
  const rest = names.length - stacksShown;
  const shown = names.slice(0, stacksShown).map((each) => (each === "" ? "all" : codeCell(each)));
  return [...shown, ...(rest > 0 ? [`_and ${String(rest)} more_`] : [])].join(" ");
}
