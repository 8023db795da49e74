import { createHash, randomBytes } from "node:crypto";
import type { Store } from "./store.ts";

/** Letters and digits of the ids that vendors make. */
export const alphabets = {
  /** Vercel: `prj_...`. */
  mixed: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  /** PagerDuty: `PABC123`. */
  upper: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  /** Neon, Datadog public ids. */
  lower: "0123456789abcdefghijklmnopqrstuvwxyz",
  /** Datadog keys, Git objects. */
  hex: "0123456789abcdef",
} as const;

/**
 * Ids as vendors make them. They look random and are not: the same acts on a fresh world give the same ids, so that runs
 * can be compared. Secrets are really random.
 */
export class Ids {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Next number of a kind, from `first` on. */
  number(kind: string, first = 1): number {
    return first - 1 + this.#store.nextNumber(`id:${kind}`);
  }

  /** Next text of a kind: `length` characters of an alphabet. */
  text(kind: string, alphabet: string, length: number): string {
    const digest = createHash("shake256", { outputLength: length });
    const bytes = digest.update(`launchgate/${kind}/${String(this.number(`text:${kind}`))}`).digest();
    return spell(bytes, alphabet);
  }

  /** Next UUID of a kind. */
  uuid(kind: string): string {
    const hex = this.text(kind, alphabets.hex, 30);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18)}`;
  }
}

/** A random secret: `length` characters of an alphabet. */
export function randomSecret(alphabet: string, length: number): string {
  return spell(randomBytes(length), alphabet);
}

function spell(bytes: Buffer, alphabet: string): string {
  return [...bytes].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
