import type { Failure } from "@launchgate/provider-kit";

/** What names may not hold: nothing that cannot be printed; for policies no special characters either. */
const forbidden = { printable: /\p{C}/u, plain: /[\\/&<>\p{C}]/u } as const;

/** What is wrong with a name. Source: terraform-provider-pagerduty util.go, `ValidateIsAllowedString`. */
export function nameProblems(name: unknown, kind: keyof typeof forbidden): readonly Failure[] {
  if (typeof name !== "string") return [];
  if (name !== "" && !forbidden[kind].test(name) && !name.endsWith(" ")) return [];
  const characters = kind === "plain" ? "\\, /, &, <, > and what cannot be printed" : "what cannot be printed";
  return [{ property: "name", reason: `may not be empty, end in a space or hold ${characters}` }];
}

/** What is wrong with a time zone. Source: same, `ValidateTZValueDiagFunc`: names of the IANA list, `Etc/UTC` for UTC. */
export function zoneProblems(property: string, zone: unknown): readonly Failure[] {
  if (typeof zone !== "string") return [];
  const isKnown = zone === "Etc/UTC" || zone === "Etc/GMT+12" || Intl.supportedValuesOf("timeZone").includes(zone);
  if (isKnown && zone !== "UTC") return [];
  return [{ property, reason: `is "${zone}"; PagerDuty wants a zone such as Europe/Berlin, or Etc/UTC` }];
}
