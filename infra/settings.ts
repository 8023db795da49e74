import { LaunchgateError, neededSettings, type StackModel } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";

/** Account ids, endpoints and secrets of one stack, read from `Pulumi.<stack>.yaml` (house, data flow 1). */
export class Settings {
  readonly #config = new pulumi.Config("launchgate");
  readonly #fallbacks: ReadonlyMap<string, string>;

  /** Refuses at once, with every missing key and the command that sets it, where something the stack reads is not set. */
  constructor(model: StackModel) {
    const needed = neededSettings(model);
    this.#fallbacks = new Map(needed.flatMap(({ key, fallback }) => (fallback === undefined ? [] : [[key, fallback]])));
    const missing = needed.filter(({ key, fallback }) => fallback === undefined && this.#config.get(key) === undefined);
    if (missing.length > 0) throw missingSettings(model.stackName, missing);
  }

  /** A plain setting; empty text where it is not set and may be left out. */
  plain(key: string): string {
    return this.#config.get(key) ?? this.#fallbacks.get(key) ?? "";
  }

  /** A secret setting, marked as secret wherever it goes. */
  secret(key: string): pulumi.Output<string> {
    return this.#config.requireSecret(key);
  }
}

function missingSettings(
  stackName: string,
  missing: readonly { key: string; title: string; secret: boolean }[],
): LaunchgateError {
  const commands = missing.map(
    ({ key, title, secret }) =>
      `  pulumi config set --stack ${stackName} ${secret ? "--secret " : ""}launchgate:${key}   # ${title}`,
  );
  return new LaunchgateError({
    code: "config.missing",
    message: `Pulumi.${stackName}.yaml lacks ${String(missing.length)} setting${missing.length === 1 ? "" : "s"} that the stack reads.`,
    fix: `Set them:\n${commands.join("\n")}`,
  });
}
