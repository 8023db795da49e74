/** An extra that somebody added by hand: the kind under which drift must tell it, and the stack that it concerns. */
export interface AddedExtra {
  readonly stack: "shared" | "staging";
  /** As people write it. */
  readonly kind: string;
  /** Part of its name or id. */
  readonly name: string;
}

/** Name of everything that is added. */
export const stray = "stray-of-a-test";
/** The same where only capitals are taken. */
export const upperStray = "STRAY_OF_A_TEST";

/** A thing as lists show it. */
export interface Listed {
  readonly id: string;
  readonly name?: string;
}

/** Extras of some kinds of a vendor. */
export function extrasOf(
  stack: AddedExtra["stack"],
  vendor: string,
  kinds: Readonly<Record<string, string>>,
): readonly AddedExtra[] {
  return Object.entries(kinds).map(([kind, name]) => ({ stack, kind: `${vendor}:${kind}`, name }));
}
