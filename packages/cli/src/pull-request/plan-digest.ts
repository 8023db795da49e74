import { createHash } from "node:crypto";
import type { DocumentResource } from "./document/document.ts";

/**
 * Fingerprint of an offline plan, sha256 in hex: equal for the same resources with the same inputs in any order. What is applied on merge
 * is held to it where the engine could not be asked. (P7)
 */
export function planDigest(resources: readonly Pick<DocumentResource, "urn" | "inputs" | "protect">[]): string {
  const hash = createHash("sha256");
  for (const { urn, inputs, protect } of resources.toSorted((a, b) => (a.urn < b.urn ? -1 : Number(a.urn > b.urn))))
    hash.update(`${JSON.stringify([urn, protect])}${canonical(inputs)}\n`);
  return hash.digest("hex");
}

/** JSON with sorted keys: equal values, equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return value === undefined ? "null" : JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}
