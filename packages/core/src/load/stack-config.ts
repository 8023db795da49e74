import type { Problem } from "../errors.ts";
import type { StackModel } from "../schema/model.ts";
import { modelSchema } from "../schema/model.ts";
import { suggestion } from "./nearest.ts";
import { neededSettings } from "./needed-settings.ts";
import { accountKeys, stackConfigKeys, type StackConfigKey } from "./stack-config-keys.ts";
import { isDictionary, type Dictionary } from "./yaml.ts";

const namespace = "launchgate:";

/**
 * Judges the `config` map of `Pulumi.<stack>.yaml`: only account ids, endpoints and secrets may stand there, secrets
 * encrypted. A key of the model there is `config.key-in-both`; anything else unknown `config.unknown-key`; a secret in
 * plain text `config.plain-secret`.
 */
export function checkStackConfig(model: StackModel, file: Dictionary, fileName: string): Problem[] {
  const config = file["config"] ?? {};
  if (!isDictionary(config)) {
    return [
      {
        code: "config.wrong-type",
        path: `${fileName}: config`,
        value: "not a map",
        expected: "a map of keys",
        fix: "Write `config:` and indent the keys below it.",
      },
    ];
  }
  return Object.entries(config)
    .filter(([key]) => key.startsWith(namespace))
    .flatMap(([key, value]) => checkKey(model, key.slice(namespace.length), value, `${fileName}: ${key}`));
}

function checkKey(model: StackModel, key: string, value: unknown, path: string): Problem[] {
  const root = key.split(/[.[]/)[0] ?? key;
  if (Object.hasOwn(modelSchema.shape, root)) {
    return [
      {
        code: "config.key-in-both",
        path,
        value: undefined,
        expected: "a key stands in one place: this one in the model",
        fix: `Remove it here and set "${key}" in stacks/.`,
      },
    ];
  }
  const needed = neededSettings(model).find((each) => each.key === key);
  if (!needed && !accountKeys.has(key)) {
    const known = [...accountKeys, ...neededSettings(model).map((each) => each.key)];
    return [
      {
        code: "config.unknown-key",
        path,
        value: undefined,
        expected: "an account id, endpoint or secret that this stack reads",
        fix: `Remove it or correct it. ${suggestion(key, known)}`,
      },
    ];
  }
  const secret = needed?.secret ?? (stackConfigKeys as Record<string, StackConfigKey>)[key]?.secret ?? true;
  return secret && !isEncrypted(value) ? [plainSecret(key, path)] : [];
}

function isEncrypted(value: unknown): boolean {
  return isDictionary(value) && typeof value["secure"] === "string";
}

function plainSecret(key: string, path: string): Problem {
  return {
    code: "config.plain-secret",
    path,
    value: "(hidden)",
    expected: "an encrypted value",
    fix: `Replace it: \`pulumi config set --secret ${namespace}${key}\`, and revoke the value that was written down.`,
  };
}
