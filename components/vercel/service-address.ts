import { resolution, valueOrThrow } from "@launchgate/core";
import type { Organization, Problem, Resolution, Service, Stage } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";

/** What an address is made from. */
export interface ServiceAddressParts {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
}

/** Arguments of {@link ServiceAddress}. */
export interface ServiceAddressArgs extends ServiceAddressParts {
  /** Project that answers at the address. */
  readonly projectId: pulumi.Input<string>;
  /** Guards the domain: without it the service is unreachable. False in ephemeral stacks. */
  readonly protect: boolean;
}

/**
 * Host name of a service in a stage. In production the service's host below the organisation's domain, `@` being the domain
 * itself; elsewhere the stage goes before it: `app.example.com`, `staging-app.example.com`; for `@` `staging.example.com`.
 */
export function serviceDomain(parts: ServiceAddressParts): string {
  const { domain } = parts.organization;
  const apex = parts.service.vercel.host === "@";
  if (parts.stage.kind === "production") return apex ? domain : `${parts.service.vercel.host}.${domain}`;
  return apex ? `${parts.stageId}.${domain}` : `${parts.stageId}-${parts.service.vercel.host}.${domain}`;
}

/** Checks the host name (RFC 1123). Problems: `vercel.domain-invalid`. */
export function resolveServiceAddress(parts: ServiceAddressParts): Resolution<{ readonly domain: string }> {
  const domain = serviceDomain(parts);
  const isHostName =
    domain.length <= 253 && domain.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  const problem: Problem = {
    code: "vercel.domain-invalid",
    path: `services.${parts.serviceId}.vercel.host`,
    value: domain,
    expected: "a host name: labels of 1 to 63 letters, digits and hyphens, no hyphen at either end",
    fix: "Shorten or respell the host of the service, the id of the stage or the organisation's domain.",
  };
  return resolution({ domain }, isHostName ? [] : [problem]);
}

/** The domain under which a service answers in a stage (P1). Traffic reaches the project's current deployment there. */
export class ServiceAddress extends Component {
  /** Host name, such as `app.example.com`. */
  readonly domain: string;

  constructor(name: string, args: ServiceAddressArgs, options?: pulumi.ComponentResourceOptions) {
    const { domain } = valueOrThrow(resolveServiceAddress(args));
    super("launchgate:vercel:ServiceAddress", name, { domain }, options);
    this.domain = domain;
    // Vercel refuses a domain that another project of the team still holds, so the old one goes first.
    new vercel.ProjectDomain(
      this.child("domain"),
      { projectId: args.projectId, domain },
      this.under({ protect: args.protect, deleteBeforeReplace: true }),
    );
    this.registerOutputs({ domain });
  }
}
