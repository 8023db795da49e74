/**
 * The language in which every resource and function of a provider is declared once. Check, Diff, schemas, typed classes and
 * reference pages are derived from declarations in this language; nothing is written twice.
 */

/** A text value. `format` selects both the check and the way two values are compared: moments as moments, JSON as JSON. */
export interface StringType {
  readonly kind: "string";
  /**
   * `timestamp` is RFC 3339 and is compared as a moment; `time` is HH:MM; `json` is compared as JSON; `email`,
   * `address` and `id` are checked only.
   */
  readonly format?: "timestamp" | "time" | "email" | "address" | "id" | "json";
  /** Allowed values as they go over the wire. */
  readonly values?: readonly string[];
  /** Least length in characters. */
  readonly minLength?: number;
  /** Greatest length in characters. */
  readonly maxLength?: number;
  /** Greatest length in bytes of UTF-8. */
  readonly maxBytes?: number;
}

/** A number, whole when `kind` is `integer`. */
export interface NumberType {
  readonly kind: "number" | "integer";
  /** Least value, inclusive. */
  readonly min?: number;
  /** Greatest value, inclusive. */
  readonly max?: number;
  /** Values that are allowed although they lie outside `min`..`max`, such as -1 for "never". */
  readonly also?: readonly number[];
  /** The only allowed values. */
  readonly values?: readonly number[];
}

/** True or false. */
export interface BooleanType {
  readonly kind: "boolean";
}

/** A list. With `unordered`, two lists with the same members in another order are equal. */
export interface ListType {
  readonly kind: "list";
  readonly item: ValueType;
  readonly unordered?: true;
  /** Least number of members. */
  readonly minItems?: number;
}

/** Text keys to values of one type. */
export interface MapType {
  readonly kind: "map";
  /** Default text. */
  readonly item?: ValueType;
}

/** Whatever JSON can say. */
export interface AnyType {
  readonly kind: "any";
}

/** A named group of fields; `name` becomes a type of the package and a TypeScript interface. */
export interface ObjectType {
  readonly kind: "object";
  readonly name: string;
  readonly doc: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
}

/** Any value that crosses the wire. */
export type ValueType = StringType | NumberType | BooleanType | ListType | MapType | ObjectType | AnyType;

/** One field of an object, one output, or one argument of a function. */
export interface FieldSpec {
  readonly type: ValueType;
  /** Purpose, unit, range, default and what is not managed; one paragraph without a closing line break. */
  readonly doc: string;
  /** The field must be given (inputs) or is always there (outputs). */
  readonly required?: true;
  /** The value is marked secret in state and on screen. */
  readonly secret?: true;
  /**
   * What leaving the value out means once it was declared: the value that the vendor is told then, or `refuse` where it has no
   * call that clears it. Inputs that replace need none: their removal replaces too.
   */
  readonly removed?: { readonly reset: unknown } | "refuse";
  /**
   * Live value that means "not declared". Where it is given, another live value of a field that the program does not declare shows
   * after a refresh; where it is not, the vendor's own value of an undeclared field is left alone. Default: left alone.
   */
  readonly absent?: unknown;
}

/**
 * What a changed input does.
 * - `update`: one call changes the live object.
 * - `replace`: Neon has no call for it; a new object is made.
 * - `state`: the value steers this provider only (for example what deletion does) and is recorded in state.
 */
export type ChangeEffect = "update" | "replace" | "state";

/** One input of a resource. */
export interface InputSpec extends FieldSpec {
  readonly change: ChangeEffect;
  /** Value that the provider fills in where the program states none. Default: none. */
  readonly default?: unknown;
}

/** One failed check of one property. */
export interface Failure {
  /** Property path as the program writes it: `quota.activeTimeSeconds`, `schedule[1].hour`. */
  readonly property: string;
  /** What is wrong and what to do, one line. */
  readonly reason: string;
}

/** Plain property values: what is left of a gRPC struct once secrets are unwrapped; an unknown is {@link unknown}. */
export type Properties = Record<string, unknown>;

/** Stands for a value that is not known during preview. */
export const unknown: unique symbol = Symbol("unknown");

/** One resource of the provider. */
export interface ResourceSpec {
  /** Class name, or the whole type token: as the backend's `specOf` takes it. */
  readonly name: string;
  readonly doc: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, FieldSpec>>;
  /**
   * Inputs that name the object at the vendor. A replacement that keeps all of them cannot live beside the old object, so the
   * old one is deleted first.
   */
  readonly naturalKey?: readonly string[];
  /** `name` may be left out and is then the logical name of the resource; a function says for which inputs. */
  readonly autoName?: true | ((inputs: Properties) => boolean);
  /** Why an object with these recorded inputs must not be replaced, and what to do; undefined where it may be. */
  readonly refuseReplacement?: (oldInputs: Properties) => string | undefined;
  /** What `pulumi import` takes as id. */
  readonly importId: string;
  /**
   * What an import told, in the words of a declaration where both mean the same: such as a text of JSON. Only inputs that differ from
   * `live` need to be given. Default: types say what is the same.
   */
  readonly asDeclared?: (live: Properties, declared: Properties) => Properties;
  /** Rules over several inputs. Values may be {@link unknown}; such rules must then pass. */
  readonly check?: (inputs: Properties, oldInputs: Properties | undefined) => readonly Failure[];
}

/** One function (invoke) of the provider. */
export interface FunctionSpec {
  /** Function name: last part of its token. */
  readonly name: string;
  readonly doc: string;
  readonly arguments: Readonly<Record<string, FieldSpec>>;
  readonly results: Readonly<Record<string, FieldSpec>>;
  readonly check?: (args: Properties) => readonly Failure[];
}

/** One setting of the provider itself. */
export interface ConfigSpec extends FieldSpec {
  /** Environment variable that is read where the setting is left out. */
  readonly environment?: string;
  /** Value where neither the setting nor the environment variable is given. */
  readonly default?: string | number;
}
