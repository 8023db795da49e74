import type { Problem } from "../errors.ts";
import { shortValue } from "./key-path.ts";
import { secretShape } from "./secret-shapes.ts";
import { isDictionary } from "./yaml.ts";

/** One setting of `Pulumi.<stack>.yaml` to be judged. */
export interface GivenSetting {
  /** Key without the namespace `launchgate:`. */
  readonly key: string;
  readonly value: unknown;
  /** Where it stands, for people. */
  readonly path: string;
  /** Must be encrypted. */
  readonly secret: boolean;
  /** Empty text says "none". */
  readonly mayBeEmpty: boolean;
}

/** Whether the value of a key is one that Pulumi has encrypted: `secure: v1:...`. */
export function isEncrypted(value: unknown): boolean {
  return (
    isDictionary(value) &&
    Object.keys(value).length === 1 &&
    typeof value["secure"] === "string" &&
    value["secure"].trim() !== ""
  );
}

/** What is wrong with a setting's value: not encrypted, no text, empty, or a credential where none belongs (S2). */
export function settingProblems({ key, value, path, secret, mayBeEmpty }: GivenSetting): Problem[] {
  if (isEncrypted(value)) return [];
  if (secret) return [plainSecret(`launchgate:${key}`, path, "an encrypted value")];
  if (typeof value !== "string") return [notText(value, path)];
  const shape = secretShape(value);
  if (shape !== undefined) {
    return [plainSecret(`launchgate:${key}`, path, `no credential in plain text; the text holds ${shape}`)];
  }
  return value.trim() === "" && !mayBeEmpty ? [notText(value, path)] : [];
}

function notText(value: unknown, path: string): Problem {
  return {
    code: "config.wrong-type",
    path,
    value: shortValue(value),
    expected: "text that is not empty",
    fix: "Write one text there; a number or true and false need quotes.",
  };
}

/** A credential that stands in plain text under `key`, which has its namespace. Never holds the value. */
export function plainSecret(key: string, path: string, expected: string): Problem {
  return {
    code: "config.plain-secret",
    path,
    value: "(hidden)",
    expected,
    fix: `Replace it: \`pulumi config set --secret ${key}\`, and revoke the value that was written down.`,
  };
}
