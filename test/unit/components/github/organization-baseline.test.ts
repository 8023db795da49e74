import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import {
  OrganizationBaseline,
  resolveOrganizationBaseline,
  type OrganizationBaselineArgs,
} from "../../../../components/github/organization-baseline.ts";
import { capture } from "../../../helpers/capture.ts";
import { codes, organization, vendors } from "./model.ts";

const base: OrganizationBaselineArgs = {
  organization: organization(),
  vendors: vendors(),
  billingEmail: "billing@acme.example",
  protect: true,
};
const settingsOf = async (args: Partial<OrganizationBaselineArgs> = {}) =>
  (await capture(() => new OrganizationBaseline("o", { ...base, ...args }))).one(
    "github:index/organizationSettings:OrganizationSettings",
    "o-settings",
  );

describe("OrganizationBaseline", () => {
  it("gives members no rights of their own and new repositories alerts and scanning", async () => {
    const { inputs } = await settingsOf();
    expect(inputs).toMatchObject({
      name: "Acme",
      defaultRepositoryPermission: "none",
      membersCanCreateRepositories: false,
      membersCanCreatePublicRepositories: false,
      membersCanForkPrivateRepositories: false,
      dependabotAlertsEnabledForNewRepositories: true,
      secretScanningPushProtectionEnabledForNewRepositories: true,
      membersCanCreateInternalRepositories: false,
    });
  });

  it("leaves out what the plan lacks", async () => {
    const team = (await settingsOf({ vendors: vendors("team") })).inputs;
    expect(team).not.toHaveProperty("membersCanCreateInternalRepositories");
    expect(team).toHaveProperty("secretScanningEnabledForNewRepositories", true);
    const free = (await settingsOf({ vendors: vendors("free") })).inputs;
    expect(free).not.toHaveProperty("secretScanningEnabledForNewRepositories");
  });

  it("hides the billing address, even as plain text and as output", async () => {
    for (const billingEmail of ["billing@acme.example", pulumi.output("billing@acme.example")]) {
      const settings = await settingsOf({ billingEmail });
      expect(settings.inputs["billingEmail"]).toBe("[secret]");
      expect(JSON.stringify(settings)).not.toContain("billing@acme");
      expect(settings.options.additionalSecretOutputs).toEqual(["billingEmail"]);
    }
  });

  it("keeps the settings when the stack goes, and protects them as asked", async () => {
    expect((await settingsOf()).options).toMatchObject({ protect: true, retainOnDelete: true });
    expect((await settingsOf({ protect: false })).options.protect).toBeUndefined();
  });

  it("refuses an empty billing address", () => {
    expect(codes(resolveOrganizationBaseline({ ...base, billingEmail: "" }))).toEqual(["github.billing-email-missing"]);
  });
});
