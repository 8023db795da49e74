import { token, type Declared } from "../helpers/declared.ts";
import { nameOf, type Change, type Inputs, type Kind } from "./change.ts";
import { kinds } from "./index.ts";
import { placeNames, places } from "./places.ts";

/** The specimen of one change. */
export interface Specimen {
  readonly change: Change;
  readonly name: string;
}

/** First values, other values, and the first ones again as far as the provider can. */
export type State = "before" | "after" | "back";

/** One specimen for each change of the tables. */
export const specimens: readonly Specimen[] = kinds
  .flatMap(({ changes }) => changes)
  .map((change) => ({ change, name: nameOf(change) }));

/**
 * Every specimen with what it needs. The same resources each time; what differs between `before` and `after` is one input of each
 * specimen.
 *
 * @param people logins and the number of a user, which stand in for `<login N>` and `<user>`
 */
export function resourcesOf(state: State, people: { logins: readonly string[]; user: number }): readonly Declared[] {
  const made = kinds.flatMap((kind) => kind.changes.flatMap((change) => declaredBy(kind, change, state)));
  return [...places, ...made].map((each) => ({ ...each, inputs: withPeople(each.inputs, people) as Inputs }));
}

function declaredBy(kind: Kind, change: Change, state: State): Declared[] {
  const name = nameOf(change);
  const { inputs, needs } = kind.specimen(name);
  const changed = state === "after" || (state === "back" && change.oneWay !== undefined);
  const all = { ...inputs, ...change.before, ...(changed ? change.after : {}) };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const after = [...placeNames, ...needs.map((each) => each.name)];
  return [...needs, { name, type: token(kind.type), inputs: given, after }];
}

function withPeople(value: unknown, people: { logins: readonly string[]; user: number }): unknown {
  if (value === "<user>") return people.user;
  if (Array.isArray(value)) return value.map((each) => withPeople(each, people));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withPeople(each, people)]));
  }
  const place = typeof value === "string" ? /^<login (\d+)>$/.exec(value)?.[1] : undefined;
  return place === undefined ? value : people.logins[Number(place)];
}
