import type { Properties } from "@launchgate/provider-kit";
import * as datadog from "@pulumi/datadog";
import * as github from "@pulumi/github";
import * as pagerduty from "@pulumi/pagerduty";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as vercel from "@pulumiverse/vercel";
import { allRows } from "../../../packages/sandbox/src/plugin/providers.ts";

/** One resource of a program. */
export interface Declared {
  readonly name: string;
  readonly vendor: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly options?: Pick<pulumi.CustomResourceOptions, "import">;
}

type ResourceClass = new (name: string, args: object, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;
type ProviderClass = new (name: string, args: object) => pulumi.ProviderResource;
type Module = Readonly<Record<string, ResourceClass | undefined>>;

const packages = { datadog, github, pagerduty, random, vercel } as unknown as Readonly<
  Record<string, Module & Readonly<Record<string, Module>> & { readonly Provider: ProviderClass }>
>;
/** Types that the installed SDK has no class for, or one of an older plugin: the product registers them by their token too. */
const byToken = new Set(allRows().flatMap(({ type, inputs }) => (inputs === undefined ? [] : [type])));

/** A resource of any type. */
class ByToken extends pulumi.CustomResource {}

/** A program that registers the resources with the official SDKs' own classes. `settings`: of each provider. */
export function programOf(
  resources: readonly Declared[],
  settings: (vendor: string) => Properties,
): () => Promise<Record<string, never>> {
  return () => {
    const vendors = [...new Set(resources.map(({ vendor }) => vendor))];
    const providers = new Map(vendors.map((vendor) => [vendor, providerOf(vendor, settings(vendor))]));
    for (const { name, vendor, type, inputs, options = {} } of resources) {
      const provider = providers.get(vendor);
      if (provider === undefined) throw new Error(`no provider for ${name}`);
      register(type, name, { ...inputs }, { ...options, provider });
    }
    return Promise.resolve({});
  };
}

function providerOf(vendor: string, settings: Properties): pulumi.ProviderResource {
  const found = packages[vendor];
  if (found === undefined) throw new Error(`no package ${vendor}`);
  return new found.Provider(vendor, settings);
}

function register(type: string, name: string, inputs: object, options: pulumi.CustomResourceOptions): void {
  if (byToken.has(type)) {
    new ByToken(type, name, inputs, options);
    return;
  }
  const [vendor = "", place = "", className = ""] = type.split(":");
  const module = place.split("/")[0] ?? "index";
  const Class = (module === "index" ? packages[vendor] : packages[vendor]?.[module])?.[className];
  if (Class === undefined) throw new Error(`the SDK of ${vendor} has no class for ${type}`);
  new Class(name, inputs, options);
}
