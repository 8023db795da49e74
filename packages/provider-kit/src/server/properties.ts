import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { unknown } from "../types.ts";
import type { Properties } from "../types.ts";
import { unknownText, unknownTexts, wire } from "./marks.ts";

/** Values as they stand in a struct: marks included. */
export type RawProperties = Record<string, unknown>;

/** Reads a struct without touching its marks. */
export function fromStruct(struct: Struct | undefined): RawProperties {
  return struct === undefined ? {} : struct.toJavaScript();
}

/** Writes a struct; keys without a value are left out. */
export function toStruct(raw: RawProperties): Struct {
  return structPb.Struct.fromJavaScript(withoutUndefined(raw) as Record<string, JavaScriptValue>);
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutUndefined(member)]));
}

/** Takes the marks off: secrets and outputs become their values, unknowns become {@link unknown}, nulls in objects vanish. */
export function plain(raw: unknown): unknown {
  if (typeof raw === "string") return unknownTexts.has(raw) ? unknown : raw;
  if (Array.isArray(raw)) return raw.map((item) => plain(item));
  if (typeof raw !== "object" || raw === null) return raw;
  const object = raw as RawProperties;
  switch (object[wire.signatureKey]) {
    case wire.secret:
      return plain(object["value"]);
    case wire.output:
      return "value" in object ? plain(object["value"]) : unknown;
    case wire.resource:
      return plain(object["id"] ?? unknownText);
    default:
      return plainProperties(object);
  }
}

/** {@link plain} for a whole property bag. */
export function plainProperties(raw: RawProperties): Properties {
  const entries = Object.entries(raw).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

/** Tells whether a raw value is, or holds, a secret. */
export function holdsSecret(raw: unknown): boolean {
  if (typeof raw !== "object" || raw === null) return false;
  if (Array.isArray(raw)) return raw.some((item) => holdsSecret(item));
  const object = raw as RawProperties;
  if (object[wire.signatureKey] === wire.secret) return true;
  if (object[wire.signatureKey] === wire.output && object["secret"] === true) return true;
  return Object.values(object).some((value) => holdsSecret(value));
}

/** Marks a value as secret; a missing one stays missing. */
export function secret(value: unknown): unknown {
  return value === undefined || value === null ? undefined : { [wire.signatureKey]: wire.secret, value };
}

/** Puts unknowns back into wire form. */
export function rawValue(value: unknown): unknown {
  if (value === unknown) return unknownText;
  if (Array.isArray(value)) return value.map((item) => rawValue(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rawValue(member)]));
}
