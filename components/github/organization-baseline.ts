import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import {
  planHas,
  resolution,
  valueOrThrow,
  type Organization,
  type Problem,
  type Resolution,
  type Vendors,
} from "@launchgate/core";
import { Component } from "../component.ts";
import type { BasePermission } from "./wire.ts";

/** What the organisation-wide settings are made of. */
export interface OrganizationBaselineArgs {
  readonly organization: Pick<Organization, "title" | "githubOwner">;
  readonly vendors: Vendors;
  /** Address for invoices: GitHub refuses settings without it. Personal data, kept secret (house decision 10). */
  readonly billingEmail: pulumi.Input<string>;
  /** The settings cannot be given up by accident. */
  readonly protect: boolean;
}

/** The settings, but for the billing address. */
export type ResolvedOrganizationBaseline = Omit<github.OrganizationSettingsArgs, "billingEmail">;

/** Tells the settings, or `github.billing-email-missing` for an address that is known to be empty. */
export function resolveOrganizationBaseline(args: OrganizationBaselineArgs): Resolution<ResolvedOrganizationBaseline> {
  const problems: Problem[] = [];
  if (args.billingEmail === "") {
    problems.push({
      code: "github.billing-email-missing",
      path: "organization.githubOwner",
      value: args.organization.githubOwner,
      expected: "a billing address of the GitHub organisation as secret configuration",
      fix: "Set the secret that holds the billing address of the organisation.",
    });
  }
  return resolution({ ...closed, ...settingsOf(args) }, problems);
}

const closed = {
  defaultRepositoryPermission: "none" satisfies BasePermission,
  membersCanCreateRepositories: false,
  membersCanCreatePublicRepositories: false,
  membersCanCreatePrivateRepositories: false,
  membersCanCreatePages: false,
  membersCanCreatePublicPages: false,
  membersCanForkPrivateRepositories: false,
  dependencyGraphEnabledForNewRepositories: true,
  dependabotAlertsEnabledForNewRepositories: true,
  dependabotSecurityUpdatesEnabledForNewRepositories: true,
} as const;

function settingsOf(args: OrganizationBaselineArgs): ResolvedOrganizationBaseline {
  const scanning = {
    secretScanningEnabledForNewRepositories: true,
    secretScanningPushProtectionEnabledForNewRepositories: true,
  };
  const enterprise = { membersCanCreateInternalRepositories: false, membersCanCreatePrivatePages: false };
  return {
    name: args.organization.title,
    ...(planHas(args.vendors, "push-protection") ? scanning : {}),
    ...(args.vendors.github.plan === "enterprise" ? enterprise : {}),
  };
}

/**
 * Safe values for the whole organisation (S1, S2): no rights without a team, nobody makes repositories by hand or forks
 * private ones, new repositories start with alerts and scanning.
 *
 * Two things about the provider (v6.13): the first create sends no setting that is `false`, only the next update does, so
 * the first `up` is followed by a second one; and a delete would write an invented billing address, so the settings are
 * kept when the stack goes (`retainOnDelete`, A1). Not managed: two-factor requirement, single sign-on, IP allow list.
 */
export class OrganizationBaseline extends Component {
  constructor(name: string, args: OrganizationBaselineArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveOrganizationBaseline(args));
    super("launchgate:github:OrganizationBaseline", name, { owner: args.organization.githubOwner }, options);
    new github.OrganizationSettings(
      this.child("settings"),
      { ...resolved, billingEmail: pulumi.secret(args.billingEmail) },
      this.under({ protect: args.protect, retainOnDelete: true, additionalSecretOutputs: ["billingEmail"] }),
    );
    this.registerOutputs({});
  }
}
