import { neededSettings, vendorIds, type StackModel, type VendorId } from "@launchgate/core";
import type { ExtraSetting } from "../engine/work-folder.ts";
import type { SandboxConnection } from "./connection.ts";
import { exampleEmail, type MachineRole } from "./seed-of-model.ts";
import type { SandboxSecrets } from "./secrets.ts";

/** What the settings of a sandbox stack are made from. */
export interface PracticeSettingsArgs {
  readonly model: StackModel;
  readonly connection: Pick<SandboxConnection, "urls" | "tokens" | "accounts">;
  readonly secrets: Pick<SandboxSecrets, "valueOf">;
  /** Plain settings of the team's stack file, without namespace. */
  readonly written: Readonly<Record<string, string>>;
  /** Whose tokens. Default `pulumi`. */
  readonly role?: MachineRole;
}

/**
 * Every setting that a stack reads, for the sandbox: endpoints, tokens and account ids are always the sandbox's, so that nothing of a
 * live account is used or sent; what the stack file says besides (sites, buckets) stands; the rest is invented. Pure.
 */
export function practiceSettings(args: PracticeSettingsArgs): ExtraSetting[] {
  const own = accountSettings(args);
  return neededSettings(args.model).map(({ key, secret, fallback }) => {
    const written = args.written[key] ?? (fallback === "" ? example(args, key) : fallback);
    const value = own[key] ?? (secret ? personal(args, key) : written);
    return { key, secret, value: value ?? args.secrets.valueOf(key) };
  });
}

/** What is the sandbox's, whatever the stack file says. */
function accountSettings({ connection, model, role = "pulumi" }: PracticeSettingsArgs): Record<string, string> {
  const { urls, tokens, accounts } = connection;
  const token = (vendor: VendorId): string => tokens[vendor][role]?.token ?? "";
  return {
    vercelTeam: accounts.vercelTeam,
    neonOrganization: accounts.neonOrganization,
    pagerDutySubdomain: model.organization.githubOwner,
    sharedStack: "shared",
    githubToken: token("github"),
    vercelToken: token("vercel"),
    neonApiKey: token("neon"),
    pagerDutyToken: token("pagerduty"),
    datadogApiKey: tokens.datadog[role]?.apiKey ?? "",
    datadogAppKey: token("datadog"),
    billingEmail: `billing@${model.organization.domain}`,
    githubEndpoint: `${urls.github}/`,
    neonEndpoint: `${urls.neon}/api/v2`,
    pagerDutyEndpoint: urls.pagerduty,
    datadogEndpoint: urls.datadog,
  };
}

/** Addresses and numbers of people: invented, since the real ones are personal data (house decision 10). */
function personal({ model }: PracticeSettingsArgs, key: string): string | undefined {
  const { people, domain } = model.organization;
  for (const [index, [id, { contact }]] of Object.entries(people).entries()) {
    if (contact.email.secret === key) return exampleEmail(id, domain);
    const isNumber = [contact.phone, contact.sms].some((each) => each?.secret === key);
    // 555-01xx is set aside for invented numbers.
    if (isNumber) return `20255501${String(index).padStart(2, "0")}`;
  }
  return undefined;
}

/** Places that must be named and are nobody's. */
function example({ model }: PracticeSettingsArgs, key: string): string | undefined {
  const examples: Readonly<Record<string, string>> = {
    logArchiveBucket: `${model.organization.githubOwner}-log-archive`,
    logArchiveAccount: "123456789012",
    logArchiveRole: "datadog-log-archive",
  };
  return examples[key];
}

const endpointKeys: Readonly<Partial<Record<VendorId, string>>> = {
  github: "githubEndpoint",
  neon: "neonEndpoint",
  pagerduty: "pagerDutyEndpoint",
  datadog: "datadogEndpoint",
};

/** Vendors whose address a stack file gives on loopback by itself: such a file practises without our sandbox. */
export function ownLoopbackVendors(written: Readonly<Record<string, string>>): readonly VendorId[] {
  return vendorIds.filter((vendor) => {
    const key = endpointKeys[vendor];
    return key !== undefined && isLoopback(written[key] ?? "");
  });
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
