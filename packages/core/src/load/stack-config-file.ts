import type { Problem } from "../errors.ts";
import { shortText } from "./key-path.ts";
import { nearest, suggestion } from "./nearest.ts";
import { looksSecret, secretShape } from "./secret-shapes.ts";
import { isEncrypted, plainSecret } from "./stack-config-value.ts";
import { isDictionary, type Dictionary } from "./yaml.ts";

/** Namespace of the settings that Launchgate reads. */
export const configNamespace = "launchgate:";

/** What the engine reads at the top of a stack's file (Pulumi docs: stack settings file). */
const topLevelKeys = ["config", "secretsprovider", "encryptionsalt", "encryptedkey", "environment"] as const;

/** Keys at the top of the file that nobody reads, such as `confgi`: what stands below them would be passed over. */
export function topLevelProblems(file: Dictionary, fileName: string): Problem[] {
  return Object.keys(file)
    .filter((key) => !(topLevelKeys as readonly string[]).includes(key))
    .map((key) => ({
      code: "config.unknown-key",
      path: `${fileName}: ${shortText(key)}`,
      value: undefined,
      expected: `at the top of the file one of ${topLevelKeys.join(", ")}`,
      fix: `Remove it or correct it. ${suggestion(key, topLevelKeys)}`,
    }));
}

/** A key that is not Launchgate's: it needs a namespace of its own, and holds no credential in plain text (S2). */
export function foreignKeyProblems(key: string, value: unknown, path: string): Problem[] {
  const [namespace = "", ...rest] = key.split(":");
  const meant = nearest(namespace, [configNamespace.slice(0, -1)]);
  if (rest.length === 0 || meant !== undefined) {
    const name = shortText(rest.length === 0 ? key : rest.join(":"));
    return [
      {
        code: "config.unknown-key",
        path,
        value: undefined,
        expected: `a key with its namespace, such as ${configNamespace}vercelTeam`,
        fix: `Remove it, or write "${configNamespace}${name}".`,
      },
    ];
  }
  return holdsCredential(rest.join(":"), value)
    ? [plainSecret(key, path, "no credential in plain text: an encrypted value")]
    : [];
}

function holdsCredential(name: string, value: unknown): boolean {
  if (isEncrypted(value)) return false;
  if (typeof value === "string") return secretShape(value) !== undefined || looksSecret(spaced(name), value);
  if (Array.isArray(value)) return value.some((each: unknown) => holdsCredential(name, each));
  return isDictionary(value) && Object.entries(value).some(([key, each]) => holdsCredential(key, each));
}

/** `apiToken` as `api-Token`, so that the words of a name are seen. */
const spaced = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2");
