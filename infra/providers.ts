import { vendorsOf, type StackModel, type VendorId } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "./settings.ts";

/** Version of the PagerDuty plugin: the npm SDK stayed at 3.4.0, its classes run with this one (house decision 11). */
export const pagerDutyPluginVersion = "4.34.0";

type Providers = Partial<Record<VendorId, pulumi.ProviderResource>>;
type Factory = (settings: Settings, model: StackModel) => Promise<pulumi.ProviderResource>;

/** Only the SDKs of vendors in use are loaded: each is imported where its provider is made. */
const factories: Readonly<Record<VendorId, Factory>> = {
  github: async (settings, model) => {
    const github = await import("@pulumi/github");
    const token = settings.secret("githubToken");
    return new github.Provider("github", {
      owner: model.organization.githubOwner,
      token,
      ...endpoint(settings, "githubEndpoint", "baseUrl"),
    });
  },
  vercel: async (settings) => {
    const vercel = await import("@pulumiverse/vercel");
    return new vercel.Provider("vercel", {
      team: settings.plain("vercelTeam"),
      apiToken: settings.secret("vercelToken"),
    });
  },
  neon: async (settings) => {
    const neon = await import("neon-pulumi");
    return new neon.Provider("neon", {
      apiKey: settings.secret("neonApiKey"),
      ...endpoint(settings, "neonEndpoint", "baseUrl"),
    });
  },
  pagerduty: async (settings) => {
    const pagerduty = await import("@pulumi/pagerduty");
    const token = settings.secret("pagerDutyToken");
    return new pagerduty.Provider(
      "pagerduty",
      { token, ...endpoint(settings, "pagerDutyEndpoint", "apiUrlOverride") },
      { version: pagerDutyPluginVersion },
    );
  },
  datadog: async (settings) => {
    const datadog = await import("@pulumi/datadog");
    const own = settings.plain("datadogEndpoint");
    return new datadog.Provider("datadog", {
      apiKey: settings.secret("datadogApiKey"),
      appKey: settings.secret("datadogAppKey"),
      apiUrl: own === "" ? `https://api.${settings.plain("datadogSite")}` : own,
    });
  },
};

/** One explicit provider for each vendor of which the stack declares something. */
export async function makeProviders(settings: Settings, model: StackModel): Promise<Providers> {
  const entries = await Promise.all(
    vendorsOf(model).map(async (vendor) => [vendor, await factories[vendor](settings, model)] as const),
  );
  return Object.fromEntries(entries);
}

function endpoint<K extends string>(settings: Settings, key: string, name: K): Partial<Record<K, string>> {
  const url = settings.plain(key);
  return url === "" ? {} : ({ [name]: url } as Record<K, string>);
}
