import { existsSync } from "node:fs";
import path from "node:path";

/** Root folder of the repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, "../..");

/** Path of a file of the repository, from its root. */
export function inRepository(...parts: string[]): string {
  return path.join(repositoryRoot, ...parts);
}

/**
 * Path of a vendor's specification beside the repository (`../shared/specs/<parts>`). Undefined where the folder is not
 * there, as in a plain clone: the caller skips and says so.
 */
export function vendorSpec(...parts: string[]): string | undefined {
  const file = path.resolve(repositoryRoot, "../shared/specs", ...parts);
  return existsSync(file) ? file : undefined;
}
