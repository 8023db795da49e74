import { planHas, resolution } from "@launchgate/core";
import type { Organization, Resolution, Service, Stage, Vendors } from "@launchgate/core";

/** What decides who may connect. */
export interface AddressListParts {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly stage: Stage;
  readonly vendors: Vendors;
}

/**
 * Who may connect to the databases of a project.
 *
 * The list holds for the service itself too. Functions on Vercel leave from addresses that change with every deployment,
 * unless the project has Vercel's Static IPs or Secure Compute, so a list without those addresses locks the application out.
 * Neither is declared here: the list must name them, or the stage must not restrict addresses.
 */
export interface AddressList {
  /** Addresses and CIDR blocks, those from which the functions of the service leave among them; empty: all may connect. */
  readonly allowedIps: readonly string[];
  /** The list holds for protected branches only: previews stay reachable for the machines of pipelines. */
  readonly protectedOnly: boolean;
}

/**
 * The addresses of the compliance class where the stage restricts them and the plan can (S2). Problems:
 * `neon.unknown-class`.
 */
export function resolveAddressList(parts: AddressListParts): Resolution<AddressList> {
  const { organization, serviceId, service, stage, vendors } = parts;
  const complianceClass = organization.complianceClasses[service.complianceClass];
  const restricted = stage.database.restrictAddresses && planHas(vendors, "neon-ip-allow");
  const allowedIps = restricted ? (complianceClass?.databaseAllowedIps ?? []) : [];
  const hasProtected = stage.database.protected && planHas(vendors, "neon-protected-branches");
  const list = { allowedIps, protectedOnly: hasProtected && stage.database.previewBranches !== undefined };
  if (complianceClass !== undefined) return resolution(list, []);
  const problem = {
    code: "neon.unknown-class",
    path: `services.${serviceId}.complianceClass`,
    value: service.complianceClass,
    expected: `one of ${Object.keys(organization.complianceClasses).join(", ")}`,
    fix: "Name a class of organization.complianceClasses.",
  };
  return resolution(list, [problem]);
}
