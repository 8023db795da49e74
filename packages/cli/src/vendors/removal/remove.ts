import type { Removable } from "./removal.ts";
import type { Removers } from "./removers.ts";

/** Removes a thing by the vendor's own call. */
export type Remove = (removers: Removers, thing: Removable) => Promise<void>;

/** Kind to how it is removed, or, for what holds data, history or people, how a person does it. */
export type RemovalRows = Readonly<Record<string, Remove | string>>;

/** First two parts of an id and the rest. */
export function parts(id: string, separator: string | RegExp = /[:/]/): readonly [string, string, string] {
  const [first = "", second = "", ...rest] = id.split(separator);
  return [first, second, rest.join(":")];
}
