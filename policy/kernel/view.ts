import { UnknownValue, WrongType } from "./faults.ts";

/**
 * What the engine sends in place of a value that it does not know yet, one for each kind of value: constants of Pulumi's wire protocol
 * (`@pulumi/policy`, proxy.js).
 */
const unknownSentinels: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether `value` is one of the engine's placeholders for a value that it does not know yet. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && unknownSentinels.has(value);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isMap = (value: unknown): value is object => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * Reads values out of a resource's inputs. Absent and null are `undefined`; a value not known yet throws {@link UnknownValue}; another kind
 * than the one asked for throws {@link WrongType}. So no rule can take an unknown or a misspelt value for a pass.
 */
export class View {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path = "") {
    this.#value = value;
    this.#path = path;
  }

  /** The path of this value from the resource's inputs, for messages. */
  get path(): string {
    return this.#path;
  }

  /** The value itself; `undefined` where absent or null. */
  get value(): unknown {
    return this.#value ?? undefined;
  }

  /** The value under a dotted path, whatever it is; the value itself for an empty path. */
  at(path: string): View {
    if (path === "") return this;
    return path.split(".").reduce<View>((view, key) => view.#child(key), this);
  }

  /** Whether something stands there. */
  has(path: string): boolean {
    return this.at(path).value !== undefined;
  }

  /** Whether something stands there, or will: a value that is not known yet is taken for one. */
  mayHave(path: string): boolean {
    try {
      return this.has(path);
    } catch (error) {
      if (error instanceof UnknownValue) return true;
      throw error;
    }
  }

  text(path: string): string | undefined {
    return this.#typed(path, "text", isText);
  }

  number(path: string): number | undefined {
    return this.#typed(path, "a number", isNumber);
  }

  flag(path: string): boolean | undefined {
    return this.#typed(path, "true or false", isFlag);
  }

  /** A number, or text that holds one, as several vendors want thresholds. */
  numeric(path: string): number | undefined {
    const value = this.at(path).value;
    if (typeof value !== "string") return this.number(path);
    const number = value.trim() === "" ? Number.NaN : Number(value);
    if (!Number.isFinite(number)) throw new WrongType(this.#full(path), "a number", value);
    return number;
  }

  /** Items of a list; empty where absent. */
  items(path: string): readonly View[] {
    const view = this.at(path);
    const value = view.#typedHere("a list", isList);
    return view.#places(value ?? []);
  }

  /** Items of a list of texts; empty where absent. */
  texts(path: string): readonly string[] {
    return this.items(path).map((item) => item.#typedHere("text", isText) ?? "");
  }

  /** Items of a list of numbers; empty where absent. */
  numbers(path: string): readonly number[] {
    return this.items(path).map((item) => item.#typedHere("a number", isNumber) ?? Number.NaN);
  }

  /** Entries of a map; empty where absent. */
  entries(path: string): readonly (readonly [string, View])[] {
    const view = this.at(path);
    const value = view.#typedHere("a map", isMap);
    return Object.keys(value ?? {}).map((key) => [key, view.#child(key)] as const);
  }

  /** The whole value as plain data, with every part of it known; for text searches and comparisons. */
  plain(path: string): unknown {
    return this.at(path).#known();
  }

  #child(key: string): View {
    const path = this.#full(key);
    const holder = this.value;
    if (holder === undefined) return new View(undefined, path);
    if (!isList(holder) && !isMap(holder)) throw new WrongType(this.#path, "a map or a list", holder);
    return new View(readKnown(holder, key, path), path);
  }

  #typed<T>(path: string, expected: string, fits: (value: unknown) => value is T): T | undefined {
    return this.at(path).#typedHere(expected, fits);
  }

  #typedHere<T>(expected: string, fits: (value: unknown) => value is T): T | undefined {
    const value = this.value;
    if (value !== undefined && !fits(value)) throw new WrongType(this.#path, expected, value);
    return value;
  }

  #known(): unknown {
    const value = this.value;
    if (!isList(value) && !isMap(value)) return value;
    if (isList(value)) return this.#places(value).map((each) => each.#known());
    return Object.fromEntries(Object.keys(value).map((key) => [key, this.#child(key).#known()]));
  }

  /** One view a place. The list itself is not walked: the SDK's proxy throws for an unknown item as soon as it is touched. */
  #places(list: readonly unknown[]): View[] {
    return Array.from({ length: list.length }, (_, index) => this.#child(String(index)));
  }

  #full(path: string): string {
    return this.#path === "" ? path : `${this.#path}.${path}`;
  }
}

/** The value under `key`; what is not known throws, whether told by the engine's placeholder or by the SDK's own proxy. */
function readKnown(holder: object, key: string, path: string): unknown {
  if (!Object.hasOwn(holder, key)) return undefined;
  try {
    const value = (holder as Record<string, unknown>)[key];
    if (isUnknown(value)) throw new UnknownValue(path);
    return value;
  } catch (error) {
    if (error instanceof Error && "unknownTypeSentinel" in error) throw new UnknownValue(path);
    throw error;
  }
}
