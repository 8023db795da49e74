import type { VendorId } from "@launchgate/core";
import type { Properties, ProviderBackend } from "@launchgate/provider-kit";
import { PracticeProvider, type PracticeProviderArgs } from "./practice-provider.ts";
import { datadogRows } from "./rows/datadog/index.ts";
import { getUser } from "./rows/github/get-user.ts";
import { githubRows } from "./rows/github/index.ts";
import { getUserContactMethod } from "./rows/pagerduty/get-user-contact-method.ts";
import { getVendor } from "./rows/pagerduty/get-vendor.ts";
import { pagerDutyRows } from "./rows/pagerduty/index.ts";
import { randomRows } from "./rows/random/index.ts";
import { vercelRows } from "./rows/vercel/index.ts";
import type { PluginFunction } from "./function.ts";
import type { PluginRow } from "./row.ts";
import { shapesOf } from "./shapes.ts";
import { VendorHttp } from "./vendor-http.ts";

/** Base URL of each vendor's sandbox, without trailing slash. */
export type SandboxUrls = Readonly<Partial<Record<VendorId, string>>>;

type Identify = (settings: Properties) => {
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
};

interface Package {
  readonly title: string;
  readonly vendor: VendorId | undefined;
  readonly rows: readonly PluginRow[];
  readonly functions?: readonly PluginFunction[];
  /** Version of the plugin; default: that of the SDK. */
  readonly version?: string;
  readonly identify: Identify;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Every package that the practice plugin serves, and how its provider shows who it is. */
const packages: Readonly<Record<string, Package>> = {
  github: {
    title: "GitHub",
    vendor: "github",
    rows: githubRows,
    functions: [getUser],
    identify: (settings) => ({
      headers: { authorization: `Bearer ${text(settings["token"])}`, "x-github-api-version": "2022-11-28" },
    }),
  },
  vercel: {
    title: "Vercel",
    vendor: "vercel",
    rows: vercelRows,
    identify: ({ apiToken, team }) => ({
      headers: { authorization: `Bearer ${text(apiToken)}` },
      ...(text(team) === "" ? {} : { query: teamQuery(text(team)) }),
    }),
  },
  pagerduty: {
    title: "PagerDuty",
    vendor: "pagerduty",
    // The npm SDK stayed at 3.4.0; its classes ask for this plugin (house decision 11).
    version: "4.34.0",
    rows: pagerDutyRows,
    functions: [getUserContactMethod, getVendor],
    identify: ({ token }) => ({
      headers: { authorization: `Token token=${text(token)}`, accept: "application/vnd.pagerduty+json;version=2" },
    }),
  },
  datadog: {
    title: "Datadog",
    vendor: "datadog",
    rows: datadogRows,
    identify: ({ apiKey, appKey }) => ({
      headers: { "dd-api-key": text(apiKey), "dd-application-key": text(appKey) },
    }),
  },
  random: { title: "random", vendor: undefined, rows: randomRows, identify: () => ({ headers: {} }) },
};

/** Names of the packages that are served. */
export const packageNames: readonly string[] = Object.keys(packages);

/** Rows of every package, for lists and tests. */
export function allRows(): readonly PluginRow[] {
  return Object.values(packages).flatMap(({ rows }) => rows);
}

/** One package's provider over the sandbox at `urls`. */
export function practiceProvider(name: string, urls: SandboxUrls, log: PracticeProviderArgs["log"]): ProviderBackend {
  const found = packages[name];
  if (found === undefined) throw new Error(`no such package: ${name}`);
  const { title, vendor, rows, functions = [], identify, version } = found;
  // A package without a vendor sends nothing.
  const baseUrl = vendor === undefined ? "http://127.0.0.1" : urls[vendor];
  if (baseUrl === undefined) throw new Error(`the sandbox has no address for ${title}`);
  return new PracticeProvider({
    name,
    shapes: { ...shapesOf(name), ...(version === undefined ? {} : { version }) },
    rows,
    functions,
    log,
    connect: (settings, own, signal) =>
      new VendorHttp({ vendor: title, baseUrl, signal, log: own, ...identify(settings) }),
  });
}

/** Vercel takes a team by id or by slug. */
function teamQuery(team: string): Readonly<Record<string, string>> {
  return team.startsWith("team_") ? { teamId: team } : { slug: team };
}
