import type { Properties } from "@launchgate/provider-kit";
import type { PlainRow } from "../../plain-row.ts";
import type { FieldForm } from "../../wire-form.ts";

/** Bodies of Datadog's second version: `{data: {id, type, attributes}}`. */
export function jsonApi(type: string): Pick<PlainRow, "wrap" | "unwrap" | "complete"> {
  return {
    wrap: "data",
    unwrap: "data.attributes",
    complete: (attributes, _inputs, act, old) => ({
      ...(act === "update" ? { id: old["id"] } : {}),
      type,
      attributes,
    }),
  };
}

/** A value that the vendor leaves out of its answers while none is set: nothing there reads as `empty`, an empty one is not sent. */
export function optional(wire: string, empty: unknown = null): FieldForm {
  return { wire, to: (value) => (isEmpty(value) ? undefined : value), from: (value) => value ?? empty };
}

/** A list that is sent empty where nothing is declared any more; nothing there reads as an empty one. */
export const list: FieldForm = { to: (value) => value, from: (value) => value ?? [] };

/** A text that the vendor says as null or leaves out while it is empty. */
export const text: FieldForm = { to: (value) => value, from: (value) => value ?? "" };

/** Steers the provider: never sent, never read. */
export const steering: FieldForm = { skip: true };

/** Whether a value says nothing: what the provider does not send. */
export function isEmpty(value: unknown): boolean {
  if (value === "" || value === 0 || value === false || value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A declared object; undefined where none is, and for the empty one that stands for "not declared any more". */
export function declaredObject(inputs: Properties, key: string): Properties | undefined {
  const value = inputs[key];
  return isEmpty(value) ? undefined : (value as Properties);
}

/** Without members that are undefined. */
export function said(entries: Properties): Properties {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** The declared text where the vendor only took away space around it, else the vendor's. */
export function trimmed(declared: unknown, live: unknown): unknown {
  return typeof declared === "string" && declared.trim() === live ? declared : live;
}

/** Members of an object under other names; those that are not there are left out. */
export function renamed(object: Properties, names: readonly (readonly [string, string])[]): Properties {
  return said(Object.fromEntries(names.map(([from, to]) => [to, object[from] ?? undefined])));
}
