import type { Entity, Sandbox } from "@launchgate/sandbox";
import { wordOf } from "./values.ts";

/** All rows of a world, to look things up as a vendor's own staff could. */
export class Rows {
  readonly #all: readonly Entity[];

  constructor({ world }: Sandbox) {
    const listed = world.store.database.prepare("SELECT body FROM rows").all();
    this.#all = listed.map(({ body }) => JSON.parse(String(body)) as Entity);
  }

  /** The row of a collection whose fields have these values. */
  one(collection: string, fields: Readonly<Record<string, unknown>>, parent?: Entity): Entity | undefined {
    return this.#all.find(
      (row) =>
        row.key.startsWith(`${collection}:`) &&
        (parent === undefined || row.parent === parent.key) &&
        Object.entries(fields).every(([name, value]) => wordOf(row.data[name]) === wordOf(value)),
    );
  }

  /** The row of a collection below a parent; undefined where there is no parent. */
  below(
    parent: Entity | undefined,
    collection: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): Entity | undefined {
    return parent && this.one(collection, fields, parent);
  }

  /**
   * Id of another thing of the collection that the id belongs to, if possible none of `held`: in a list, two that change places are the
   * same list. Undefined where it is no id, or of the only one.
   */
  sibling(id: unknown, held: readonly unknown[]): unknown {
    const own = this.#all.find(({ data }) => isId(data["id"], id));
    if (own === undefined) return undefined;
    const collection = own.key.split(":")[0];
    const others = this.#all
      .filter(({ key, data }) => key.split(":")[0] === collection && data["id"] !== undefined && !isId(data["id"], id))
      .map(({ data }) => data["id"]);
    return others.find((each) => !held.some((one) => wordOf(one) === wordOf(each))) ?? others[0];
  }
}

/** Short numbers are counts and no ids. */
function isId(own: unknown, id: unknown): boolean {
  return own !== undefined && wordOf(own) === wordOf(id) && wordOf(id).length > 5;
}
