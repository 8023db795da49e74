import type { JudgedResource } from "@launchgate/core";
import type { Policy } from "@pulumi/policy";
import { sdkPolicies } from "../../../policy/sdk/sdk-policies.ts";
import { made } from "../hand-made.ts";

/** A working day, on which the calendar is open. */
export const working = new Date("2026-11-24T10:00:00+01:00");

/** The policies of the pack as of a moment. */
export function policies(plan: "auto" | "always", now = working, phase: "preview" | "update" = "preview"): Policy[] {
  return sdkPolicies({ plan, now: () => now, phase: () => phase });
}

/** A GitHub environment of a program that is not ours, with nothing set. */
export function environment(name: string): JudgedResource {
  return made("github:index/repositoryEnvironment:RepositoryEnvironment", name, {
    environment: name,
    repository: "shop",
  });
}

/** Names of the policies that reported. */
export function names(list: readonly { readonly policy: string }[]): string[] {
  return list.map(({ policy }) => policy);
}
