import type { Model, StackModel } from "../schema/model.ts";
import type { VendorId } from "../schema/vendors.ts";
import { stackConfigKeys, type StackConfigKey, type StackConfigKeyName } from "./stack-config-keys.ts";
import { vendorsOf } from "./stack-vendors.ts";
import { isDictionary } from "./yaml.ts";

export { vendorsOf } from "./stack-vendors.ts";

/** A key of `Pulumi.<stack>.yaml` that an engine run of one stack needs. */
export interface NeededSetting {
  /** Key without the namespace `launchgate:`. */
  readonly key: string;
  /** What it holds, for people. */
  readonly title: string;
  /** Held encrypted. */
  readonly secret: boolean;
  /** Value where it is not set; absent: must be set. */
  readonly fallback?: string;
}

const sharedOnly: ReadonlySet<StackConfigKeyName> = new Set([
  "pagerDutySubdomain",
  "billingEmail",
  "logArchiveBucket",
  "logArchiveAccount",
  "logArchiveRole",
]);
const stageOnly: ReadonlySet<StackConfigKeyName> = new Set(["sharedStack"]);

/**
 * Every setting that the chosen stack reads: account keys of the vendors of which it declares something ({@link vendorsOf}),
 * and the secrets that its part of the model names.
 */
export function neededSettings(model: StackModel): NeededSetting[] {
  const vendors = vendorsOf(model);
  const accounts = (Object.entries(stackConfigKeys) as [StackConfigKeyName, StackConfigKey][])
    .filter(([key]) => !(model.stack.kind === "shared" ? stageOnly : sharedOnly).has(key))
    .filter(([, { vendor }]) => vendor === undefined || vendors.includes(vendor))
    .map(([key, { title, secret, fallback }]): NeededSetting => ({
      key,
      title,
      secret,
      ...(fallback === undefined ? {} : { fallback }),
    }));
  const secrets = secretKeysOf(secretsPart(model, vendors)).map((key): NeededSetting => ({
    key,
    title: "secret named in the model",
    secret: true,
  }));
  return [...accounts, ...secrets];
}

/** Secrets that are no credential: a person's address is not rotated. */
const personalKeys: ReadonlySet<StackConfigKeyName> = new Set(["billingEmail"]);

/** Keys of every credential that a stack of the model may read, whichever vendors are used: account keys, and secrets of services. (S2) */
export function knownCredentialKeys(model: Model): string[] {
  const accounts = (Object.keys(stackConfigKeys) as StackConfigKeyName[]).filter(
    (key) => stackConfigKeys[key].secret && !personalKeys.has(key),
  );
  return [...accounts, ...secretKeysOf(model.services)];
}

/** Keys of the credentials that the chosen stack reads: its secrets without addresses and numbers of people. (S2) */
export function credentialKeys(model: StackModel): string[] {
  const known = knownCredentialKeys(model);
  return neededSettings(model)
    .map(({ key }) => key)
    .filter((key) => known.includes(key));
}

/** The part of the model whose secrets a stack reads: people for the shared stack, its services for a stage. */
function secretsPart(model: StackModel, vendors: readonly VendorId[]): unknown {
  const { stack } = model;
  if (stack.kind === "shared") return vendors.includes("pagerduty") ? model.organization.people : {};
  if (!vendors.includes("vercel")) return {};
  return stack.services.map((id) => model.services[id]?.vercel.environment);
}

/** Keys of all secret references in `value`, each once, sorted. */
function secretKeysOf(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (each: unknown): void => {
    if (Array.isArray(each)) each.forEach(walk);
    else if (isDictionary(each)) {
      const { secret } = each;
      if (typeof secret === "string" && Object.keys(each).length === 1) found.add(secret);
      else Object.values(each).forEach(walk);
    }
  };
  walk(value);
  return [...found].sort();
}
