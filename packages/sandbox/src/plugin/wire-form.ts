import type { Properties, ValueType } from "@launchgate/provider-kit";

/** How one property goes over the wire where it is not `its_name` with the value as it is. */
export interface FieldForm {
  /** Path in the vendor's body: `options.thresholds`. Default: the property's name in the vendor's naming. */
  readonly wire?: string;
  /** Value to the vendor's form. Default: names of nested objects are converted. */
  readonly to?: (value: unknown, inputs: Properties) => unknown;
  /** The vendor's value back; `body` is the whole object. Undefined: not readable. */
  readonly from?: (value: unknown, body: Properties) => unknown;
  /** Not part of bodies: it stands in the path, or steers the provider only. */
  readonly skip?: true;
  /** Sent, but never read back. */
  readonly writeOnly?: true;
}

/** Forms of properties by name. */
export type FieldForms = Readonly<Record<string, FieldForm>>;

/** How a vendor writes names: `snake_case` or as the SDK does. */
export type Naming = "snake" | "camel";

/** `alertCreation` -> `alert_creation`. */
export function wireName(name: string, naming: Naming): string {
  return naming === "camel" ? name : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A value in the vendor's form: names inside objects converted, keys of maps left alone. */
export function toWire(type: ValueType, value: unknown, naming: Naming): unknown {
  if (value === undefined || value === null) return value;
  if (type.kind === "list" && Array.isArray(value)) return value.map((item) => toWire(type.item, item, naming));
  if (type.kind !== "object" || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(type.fields)
      .filter(([key]) => value[key] !== undefined)
      .map(([key, field]) => [wireName(key, naming), toWire(field.type, value[key], naming)]),
  );
}

/** The vendor's value in the SDK's names. Fields that the type does not know are left out. */
export function fromWire(type: ValueType, value: unknown, naming: Naming): unknown {
  if (value === undefined || value === null) return value;
  if (type.kind === "list" && Array.isArray(value)) return value.map((item) => fromWire(type.item, item, naming));
  if (type.kind === "object" && isObject(value)) {
    return Object.fromEntries(
      Object.entries(type.fields)
        .map(([key, field]) => [key, fromWire(field.type, value[wireName(key, naming)], naming)] as const)
        .filter(([, member]) => member !== undefined && member !== null),
    );
  }
  // The SDK says numbers as text in places (PagerDuty's timeouts, Datadog's thresholds).
  if (type.kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  return value;
}

/** The body for `inputs`: declared properties only, each in its form. */
export function bodyOf(
  types: Readonly<Record<string, { readonly type: ValueType }>>,
  inputs: Properties,
  forms: FieldForms,
  naming: Naming,
): Properties {
  const body: Properties = {};
  for (const [key, { type }] of Object.entries(types)) {
    const form = forms[key] ?? {};
    if (form.skip === true || inputs[key] === undefined) continue;
    const value = form.to ? form.to(inputs[key], inputs) : toWire(type, inputs[key], naming);
    if (value !== undefined) put(body, form.wire ?? wireName(key, naming), value);
  }
  return body;
}

/** The properties that a body says: inputs, and outputs by their own names. */
export function propertiesOf(
  types: Readonly<Record<string, { readonly type: ValueType }>>,
  body: Properties,
  forms: FieldForms,
  naming: Naming,
): Properties {
  const entries = Object.entries(types).flatMap(([key, { type }]): [string, unknown][] => {
    const form = forms[key] ?? {};
    if (form.skip === true && form.from === undefined) return [];
    if (form.writeOnly === true) return [];
    const raw = at(body, form.wire ?? wireName(key, naming));
    const value = form.from ? form.from(raw, body) : fromWire(type, raw, naming);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** Value at a dotted path; members of lists by their number (`data.0.id`). */
export function at(body: unknown, path: string): unknown {
  const member = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value[Number(key)] as unknown;
    return isObject(value) ? value[key] : undefined;
  };
  return path.split(".").reduce<unknown>(member, body);
}

function put(body: Properties, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? path;
  let place = body;
  for (const key of keys) {
    const next = place[key];
    const inner: Properties = isObject(next) ? next : {};
    place[key] = inner;
    place = inner;
  }
  place[last] = value;
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An id that goes as `{id, type}` (PagerDuty). */
export function reference(type: string): FieldForm {
  return {
    to: (id) => ({ id, type }),
    from: (value) => (isObject(value) ? value["id"] : undefined),
  };
}

/** A list of ids that go as `{id, type}`. */
export function references(type: string): FieldForm {
  return {
    to: (ids) => (ids as readonly unknown[]).map((id) => ({ id, type })),
    from: (value) => (Array.isArray(value) ? value.map((each) => (each as Properties)["id"]) : undefined),
  };
}

/** A number that the SDK says as text. */
export const numberAsText: FieldForm = {
  to: (value) => (value === "null" ? null : Number(value)),
  from: (value) => (value === null ? "null" : typeof value === "number" ? String(value) : value),
};
