import { homedir } from "node:os";
import { join } from "node:path";
import { providerConfig } from "./schema/provider-config.ts";
import type { Failure, Properties } from "@launchgate/provider-kit";
import { checkValue } from "@launchgate/provider-kit";

/** Settings of one configured provider, complete. */
export interface Settings {
  /** Missing until the first call needs it: previews without reads work without a key. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  readonly requestTimeoutSeconds: number;
  readonly operationTimeoutSeconds: number;
  readonly pollIntervalMilliseconds: number;
  readonly userAgentSuffix: string | undefined;
  readonly recoveryWindowSeconds: number;
  readonly recoveryDirectory: string;
}

/** Settings arrive as text where they come from stack configuration; numbers are read from it. */
function typed(name: string, value: unknown): unknown {
  const kind = providerConfig[name]?.type.kind;
  if (typeof value !== "string" || kind === "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

/** Gives every setting its type and leaves out what is no setting (`version`, `pluginDownloadURL`, internal notes). */
export function normalizeSettings(raw: Properties): Properties {
  const known = Object.entries(raw).filter(([key, value]) => key in providerConfig && value !== undefined);
  return Object.fromEntries(known.map(([key, value]) => [key, typed(key, value)]));
}

/** Everything that is wrong with the settings. */
export function checkSettings(raw: Properties): Failure[] {
  const ignored = new Set(["version", "pluginDownloadURL"]);
  const strange = Object.keys(raw).filter(
    (key) => !(key in providerConfig) && !ignored.has(key) && !key.startsWith("__"),
  );
  const values = Object.entries(normalizeSettings(raw)).flatMap(([key, value]) => {
    const spec = providerConfig[key];
    return spec === undefined ? [] : checkValue(key, spec.type, value);
  });
  const base = raw["baseUrl"];
  return [
    ...strange.map((key) => ({
      property: key,
      reason: `is no setting; known: ${Object.keys(providerConfig).join(", ")}`,
    })),
    ...values.map((failure) =>
      failure.property === "apiKey" ? { ...failure, reason: "must be a text that is not empty" } : failure,
    ),
    ...(typeof base === "string" && !isHttpUrl(base)
      ? [
          {
            property: "baseUrl",
            reason: "must be an http or https address, for example https://console.neon.tech/api/v2",
          },
        ]
      : []),
  ];
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function setting(values: Properties, name: string, environment: NodeJS.ProcessEnv): unknown {
  const spec = providerConfig[name];
  const fromEnvironment = spec?.environment === undefined ? undefined : environment[spec.environment];
  return values[name] ?? (fromEnvironment === "" ? undefined : fromEnvironment) ?? spec?.default;
}

/** Completes the settings from the environment and the defaults. They must have passed {@link checkSettings}. */
export function resolveSettings(raw: Properties, environment: NodeJS.ProcessEnv): Settings {
  const values = normalizeSettings(raw);
  const text = (name: string): string | undefined => setting(values, name, environment) as string | undefined;
  const number = (name: string): number => setting(values, name, environment) as number;
  const home = environment["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  return {
    apiKey: text("apiKey"),
    baseUrl: (text("baseUrl") ?? "").replace(/\/+$/, ""),
    requestTimeoutSeconds: number("requestTimeoutSeconds"),
    operationTimeoutSeconds: number("operationTimeoutSeconds"),
    pollIntervalMilliseconds: number("pollIntervalMilliseconds"),
    userAgentSuffix: text("userAgentSuffix"),
    recoveryWindowSeconds: number("recoveryWindowSeconds"),
    recoveryDirectory: text("recoveryDirectory") ?? join(home, "neon-pulumi"),
  };
}
