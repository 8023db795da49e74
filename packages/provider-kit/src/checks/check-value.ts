import { isIP } from "node:net";
import type { Failure, NumberType, Properties, StringType, ValueType } from "../types.ts";
import type { FieldSpec } from "../types.ts";
import { isUnknown } from "../values.ts";

const timestamp = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

function isAddress(text: string): boolean {
  const [first = "", second, ...rest] = text.split("-");
  if (second !== undefined) return rest.length === 0 && isIP(first) !== 0 && isIP(second) === isIP(first);
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const formats: Readonly<Record<NonNullable<StringType["format"]>, { ok: (text: string) => boolean; want: string }>> = {
  timestamp: {
    ok: (text) => timestamp.test(text) && !Number.isNaN(Date.parse(text)),
    want: "a moment in RFC 3339, for example 2026-01-31T12:00:00Z",
  },
  time: { ok: (text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text), want: "a time HH:MM in UTC, for example 03:30" },
  email: { ok: (text) => /^[^\s@]+@[^\s@]+$/.test(text), want: "an e-mail address" },
  address: { ok: isAddress, want: "an IP address, a range a-b or a CIDR block, for example 203.0.113.0/24" },
  id: { ok: (text) => /^[a-z0-9-]{1,60}$/.test(text), want: "an id of 1 to 60 lower-case letters, digits and hyphens" },
  json: { ok: isJson, want: "JSON" },
};

function stringProblem(type: StringType, value: string): string | undefined {
  if (type.values !== undefined && !type.values.includes(value)) {
    return `is "${value}"; allowed: ${type.values.map((item) => `"${item}"`).join(", ")}`;
  }
  if (type.minLength !== undefined && value.length < type.minLength) {
    return `has ${String(value.length)} characters; at least ${String(type.minLength)} are needed`;
  }
  if (type.maxLength !== undefined && value.length > type.maxLength) {
    return `has ${String(value.length)} characters; at most ${String(type.maxLength)} are allowed`;
  }
  if (type.maxBytes !== undefined && Buffer.byteLength(value) > type.maxBytes) {
    return `has ${String(Buffer.byteLength(value))} bytes; at most ${String(type.maxBytes)} are allowed`;
  }
  const format = type.format === undefined ? undefined : formats[type.format];
  return format === undefined || format.ok(value) ? undefined : `is "${value}"; it must be ${format.want}`;
}

function numberProblem(type: NumberType, value: number): string | undefined {
  if (!Number.isFinite(value)) return "is not a finite number";
  if (type.kind === "integer" && !Number.isInteger(value)) return `is ${String(value)}; it must be a whole number`;
  if (type.also?.includes(value)) return undefined;
  if (type.values !== undefined && !type.values.includes(value)) {
    return `is ${String(value)}; allowed: ${type.values.join(", ")}`;
  }
  const [min = -Infinity, max = Infinity] = [type.min, type.max];
  if (value >= min && value <= max) return undefined;
  const range = max === Infinity ? `${String(min)} or more` : `${String(min)} to ${String(max)}`;
  return `is ${String(value)}; allowed: ${range}${type.also === undefined ? "" : `, or ${type.also.join(", ")}`}`;
}

function wrongType(path: string, want: string, value: unknown): Failure[] {
  return [
    {
      property: path,
      reason: `is ${Array.isArray(value) ? "a list" : `a value of type ${typeof value}`}; it must be ${want}`,
    },
  ];
}

function checkMembers(path: string, fields: Readonly<Record<string, FieldSpec>>, value: Properties): Failure[] {
  return checkFields(fields, value, `${path}.`);
}

function checkComposite(path: string, type: ValueType, value: unknown): Failure[] {
  if (type.kind === "list") {
    if (!Array.isArray(value)) return wrongType(path, "a list", value);
    if (value.length < (type.minItems ?? 0)) {
      return [{ property: path, reason: `needs at least ${String(type.minItems)} member` }];
    }
    return value.flatMap((item: unknown, index) => checkValue(`${path}[${String(index)}]`, type.item, item));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrongType(path, "an object", value);
  if (type.kind === "object") return checkMembers(path, type.fields, value as Properties);
  const item = (type.kind === "map" ? type.item : undefined) ?? { kind: "string" };
  return Object.entries(value).flatMap(([key, member]) => checkValue(`${path}.${key}`, item, member));
}

/** Checks one value against its type. Unknown values pass: they are checked again once they are known. */
export function checkValue(path: string, type: ValueType, value: unknown): Failure[] {
  if (isUnknown(value)) return [];
  let problem: string | undefined;
  switch (type.kind) {
    case "any":
      return [];
    case "string":
      if (typeof value !== "string") return wrongType(path, "text", value);
      problem = stringProblem(type, value);
      break;
    case "number":
    case "integer":
      if (typeof value !== "number") return wrongType(path, "a number", value);
      problem = numberProblem(type, value);
      break;
    case "boolean":
      return typeof value === "boolean" ? [] : wrongType(path, "true or false", value);
    default:
      return checkComposite(path, type, value);
  }
  return problem === undefined ? [] : [{ property: path, reason: problem }];
}

/** Checks a bag of values: no name that is not declared, nothing required missing, every value in range. */
export function checkFields(fields: Readonly<Record<string, FieldSpec>>, values: Properties, prefix = ""): Failure[] {
  const strange = Object.keys(values).filter((key) => fields[key] === undefined);
  const missing = Object.keys(fields).filter((key) => fields[key]?.required && values[key] === undefined);
  const known = Object.entries(fields).filter(([key]) => values[key] !== undefined);
  return [
    ...strange.map((key) => ({
      property: prefix + key,
      reason: `is not a property here; known: ${Object.keys(fields).join(", ")}`,
    })),
    ...missing.map((key) => ({ property: prefix + key, reason: "is required and missing" })),
    ...known.flatMap(([key, field]) => checkValue(prefix + key, field.type, values[key])),
  ];
}
