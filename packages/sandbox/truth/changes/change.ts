import { token, type Declared } from "../helpers/declared.ts";

/** Inputs by name; one that is `undefined` is left out. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Changes one input of one resource: what its inputs are before, and what they become. */
export interface Change {
  /** Class of the npm package, such as `IssueLabel`. */
  readonly type: string;
  /** Path of the input; members of a list are not numbered: `bypassActors.bypassMode`. */
  readonly property: string;
  /** Inputs in the first update, over those of the type's specimen. */
  readonly before: Inputs;
  /** Inputs in the second update, over those before. */
  readonly after: Inputs;
  /** What the engine must do. */
  readonly step: "update" | "replace";
  /** Why the provider cannot bring the first value back; absent where it can. */
  readonly oneWay?: string;
}

/** One kind of resource: what every specimen of it is made of, and each change of an input. */
export interface Kind {
  readonly type: string;
  /** Inputs that are there unless a change says others, and what the specimen needs beside the places. */
  readonly specimen: (name: string) => { readonly inputs: Inputs; readonly needs: readonly Declared[] };
  readonly changes: readonly Change[];
}

/** Writes a resource that a specimen needs. */
export function declare(className: string, name: string, inputs: Inputs, after: readonly string[] = []): Declared {
  return { name, type: token(className), inputs, after };
}

type Row = (property: string, before: unknown, after: unknown, beside?: Inputs) => Change;

/** Rows of one type. */
export interface Rows {
  /** The input at the path gets another value: an update in place. `beside`: what else the resource has, before and after. */
  readonly update: Row;
  /** As {@link Rows.update}, where the resource is made anew. */
  readonly replace: Row;
  /** As {@link Rows.update}, with all that differs given as inputs. */
  readonly whole: (property: string, before: Inputs, after: Inputs) => Change;
}

/** How rows of one type are written. */
export function rowsOf(type: string): Rows {
  const row =
    (step: Change["step"]): Row =>
    (property, before, after, beside = {}) => ({
      type,
      property,
      before: { ...beside, ...nested(property, before, beside) },
      after: nested(property, after, beside),
      step,
    });
  const whole: Rows["whole"] = (property, before, after) => ({ type, property, before, after, step: "update" });
  return { update: row("update"), replace: row("replace"), whole };
}

/** `{ a: { ...what stands beside, b: value } }` for `a.b`. */
function nested(path: string, value: unknown, beside: Inputs): Inputs {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { [first]: value };
  const around = (beside[first] ?? {}) as Inputs;
  return { [first]: { ...around, ...nested(rest.join("."), value, around) } };
}

/** Name of the specimen of a change: says in every message which one it was. */
export function nameOf({ type, property }: Change): string {
  return `${type}-${property}`;
}
