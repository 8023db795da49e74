import type { Properties } from "@launchgate/provider-kit";
import type { FieldForm } from "../../wire-form.ts";
import { listOf, objectOf } from "./places.ts";

/** Words of the provider for whom protection keeps out. Source: `toApiDeploymentProtectionType`. */
const protection: Readonly<Record<string, string>> = {
  standard_protection: "prod_deployment_urls_and_all_previews",
  standard_protection_new: "all_except_custom_domains",
  all_deployments: "all",
  only_preview_deployments: "preview",
  only_production_deployments: "production",
};
const modes: Readonly<Record<string, string>> = { trusted_ip_required: "additional", trusted_ip_optional: "exclusive" };

/** Words for whom protection keeps out: those of Vercel's authentication and of a password. */
export const protectionWords = Object.keys(protection);
function toWord(words: Readonly<Record<string, string>>, value: unknown): unknown {
  return typeof value === "string" ? (words[value] ?? value) : value;
}

function fromWord(words: Readonly<Record<string, string>>, value: unknown): unknown {
  return Object.entries(words).find(([, each]) => each === value)?.[0] ?? value;
}

/** A group of settings that may be missing altogether. */
export function group(
  wire: string,
  to: (value: Properties) => Properties,
  from: (value: Properties) => Properties,
): FieldForm {
  const isThere = (value: unknown): boolean => value !== null && value !== undefined;
  return {
    wire,
    to: (value) => (isThere(value) ? to(objectOf(value)) : null),
    from: (value) => (isThere(value) ? from(objectOf(value)) : null),
  };
}

/** Vercel's own authentication. `none` goes as null. Source: client/must_marshal.go of the provider. */
export const authentication: FieldForm = {
  wire: "ssoProtection",
  to: (value) => {
    const { deploymentType } = objectOf(value);
    return deploymentType === "none" ? null : { deploymentType: toWord(protection, deploymentType) };
  },
  from: (value) => ({
    deploymentType:
      value === null || value === undefined ? "none" : fromWord(protection, objectOf(value)["deploymentType"]),
  }),
};

/** The password is never told again. */
export const password = group(
  "passwordProtection",
  (value) => ({ ...value, deploymentType: toWord(protection, value["deploymentType"]) }),
  (value) => ({ deploymentType: fromWord(protection, value["deploymentType"]) }),
);

/** Addresses that need no authentication, or that are the only ones let in. */
export const trustedIps = group(
  "trustedIps",
  ({ addresses, deploymentType, protectionMode }) => ({
    addresses,
    deploymentType: toWord(protection, deploymentType),
    protectionMode: toWord(modes, protectionMode ?? "trusted_ip_required"),
  }),
  ({ addresses, deploymentType, protectionMode }) => ({
    addresses: listOf(addresses),
    deploymentType: fromWord(protection, deploymentType),
    protectionMode: fromWord(modes, protectionMode),
  }),
);
