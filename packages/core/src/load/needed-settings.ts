import type { StackModel } from "../schema/model.ts";
import { stackConfigKeys, type StackConfigKey, type StackConfigKeyName } from "./stack-config-keys.ts";
import { isDictionary } from "./yaml.ts";

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
const stageOnly: ReadonlySet<StackConfigKeyName> = new Set([
  "neonOrganization",
  "neonApiKey",
  "neonEndpoint",
  "sharedStack",
]);

/** Every setting that the chosen stack reads: account keys of the vendors in use, and the secrets that its part of the model names. */
export function neededSettings(model: StackModel): NeededSetting[] {
  const accounts = (Object.entries(stackConfigKeys) as [StackConfigKeyName, StackConfigKey][])
    .filter(([key]) => !(model.stack.kind === "shared" ? stageOnly : sharedOnly).has(key))
    .filter(([, { vendor }]) => vendor === undefined || model.vendors[vendor].plan !== "none")
    .map(([key, { title, secret, fallback }]): NeededSetting => ({
      key,
      title,
      secret,
      ...(fallback === undefined ? {} : { fallback }),
    }));
  const secrets = secretKeysOf(secretsPart(model)).map((key): NeededSetting => ({
    key,
    title: "secret named in the model",
    secret: true,
  }));
  return [...accounts, ...secrets];
}

/** The part of the model whose secrets a stack reads: people for the shared stack, its services for a stage. */
function secretsPart(model: StackModel): unknown {
  const { stack } = model;
  if (stack.kind === "shared") return model.vendors.pagerduty.plan === "none" ? {} : model.organization.people;
  if (model.vendors.vercel.plan === "none") return {};
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
