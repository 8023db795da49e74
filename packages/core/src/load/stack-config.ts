import type { Problem } from "../errors.ts";
import type { StackModel } from "../schema/model.ts";
import { modelSchema } from "../schema/model.ts";
import { shortText } from "./key-path.ts";
import { logArchiveProblems } from "./log-archive-settings.ts";
import { suggestion } from "./nearest.ts";
import { neededSettings } from "./needed-settings.ts";
import { configNamespace, foreignKeyProblems, topLevelProblems } from "./stack-config-file.ts";
import { accountKeys, stackConfigKeys, type StackConfigKey } from "./stack-config-keys.ts";
import { settingProblems } from "./stack-config-value.ts";
import { isDictionary, type Dictionary } from "./yaml.ts";

/**
 * Judges `Pulumi.<stack>.yaml`, an empty map for a file that is absent: only account ids, endpoints and secrets may stand there,
 * each as text, secrets encrypted, and nothing that the engine does not read. A key of the model there is `config.key-in-both`;
 * anything else unknown `config.unknown-key`; what is no text `config.wrong-type`; a secret in plain text
 * `config.plain-secret`; an archive of logs without a place `config.log-archive-missing`.
 */
export function checkStackConfig(model: StackModel, file: Dictionary, fileName: string): Problem[] {
  const config = file["config"] ?? {};
  if (!isDictionary(config)) return [...topLevelProblems(file, fileName), notAMap(fileName)];
  const ofKeys = Object.entries(config).flatMap(([key, value]) => {
    const path = `${fileName}: ${shortText(key)}`;
    return key.startsWith(configNamespace)
      ? checkKey(model, key.slice(configNamespace.length), value, path)
      : foreignKeyProblems(key, value, path);
  });
  return [...topLevelProblems(file, fileName), ...ofKeys, ...logArchiveProblems(model, config, fileName)];
}

function notAMap(fileName: string): Problem {
  return {
    code: "config.wrong-type",
    path: `${fileName}: config`,
    value: "not a map",
    expected: "a map of keys",
    fix: "Write `config:` and indent the keys below it.",
  };
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
  const declared: StackConfigKey | undefined = (stackConfigKeys as Record<string, StackConfigKey>)[key];
  const secret = needed?.secret ?? declared?.secret ?? true;
  return settingProblems({ key, value, path, secret, mayBeEmpty: declared?.fallback === "" });
}
