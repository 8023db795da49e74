/** Fields of one thing that a vendor keeps, in the vendor's own words and values. */
export type Data = Readonly<Record<string, unknown>>;

/** One thing that a vendor keeps: a row of the store. Frozen: change it by putting a new one. */
export interface Entity<D extends Data = Data> {
  /** `<collection>:<number>`; the number counts within the collection and is never used twice. */
  readonly key: string;
  /** Key of the thing it belongs to; it disappears with that one. `null` at the top. */
  readonly parent: string | null;
  /** Sandbox time of creation, milliseconds since 1970. */
  readonly created: number;
  /** Sandbox time of the last change, milliseconds since 1970. */
  readonly updated: number;
  /** What the vendor keeps of it, write-only values included. */
  readonly data: D;
}

/** The collection that a key belongs to: `github.label:7` is of `github.label`. */
export function collectionOf(key: string): string {
  return key.slice(0, key.lastIndexOf(":"));
}

/** The running number in a key: `github.label:7` is number 7. */
export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf(":") + 1));
}

/** The fields of some data but those named. */
export function omit(data: Data, ...names: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
}

/** Freezes a value and all that is in it, so that no handler changes a row behind the store's back. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
