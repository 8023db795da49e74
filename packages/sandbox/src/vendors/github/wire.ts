import { numberOf } from "../../world/entity.ts";

/** A moment as GitHub writes it: ISO 8601 UTC, whole seconds. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Numeric id of a row: the number in its key, from a start that is a thing of its own for each collection. */
export function numericId(key: string): number {
  return firstId + numberOf(key);
}

/** Ids begin high enough to be taken for real ones, and stay below 2^31 for clients in Go. */
const firstId = 1_000_000;

/** Node id of GitHub's new form: a prefix for the type, then the type and numeric id in base 64. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_${Buffer.from(`launchgate:${prefix}:${String(id)}`).toString("base64url")}`;
}

/** Prefix and numeric id in a node id, or nothing. The inverse of {@link nodeId}. */
export function readNodeId(text: string): { readonly prefix: string; readonly id: number } | undefined {
  const encoded = /^[A-Z]+_(.+)$/.exec(text)?.[1];
  const parts = encoded === undefined ? [] : Buffer.from(encoded, "base64url").toString("utf8").split(":");
  const [mark, prefix, id] = parts;
  return mark === "launchgate" && prefix !== undefined ? { prefix, id: Number(id) } : undefined;
}

/** Address of a page of the website. */
export function htmlUrl(path: string): string {
  return `https://github.com/${path}`;
}
