import { createHash } from "node:crypto";

/** Kinds whose official provider puts a secret into the id, behind the last slash (docs/decisions, "A secret in an id"). */
const kinds: ReadonlySet<string> = new Set(["vercel:index/projectProtectionBypass:ProjectProtectionBypass"]);

/** Digits of a digest: enough that no two secrets of an account share them. */
const digits = 16;

/** The id of a thing as it may be shown: a secret in it stands as its digest, the same wherever the secret is the same. (S2) */
export function idWithoutSecret(kind: string, id: string): string {
  if (!kinds.has(kind)) return id;
  const start = id.lastIndexOf("/") + 1;
  return `${id.slice(0, start)}${createHash("sha256").update(id.slice(start)).digest("hex").slice(0, digits)}`;
}
