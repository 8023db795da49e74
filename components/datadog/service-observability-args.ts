import type { Organization, Release, Service, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";

/** What the observability of one service in one stage is made from (O2, P4, O5). */
export interface ServiceObservabilityArgs {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
  readonly release: Release;
  readonly vendors: Vendors;
  /** Address of the service in the stage, `https://...`, without a slash at the end. */
  readonly url: string;
  /** Vercel's protection bypass for automation; absent where the stage is not protected. Secret. */
  readonly bypassSecret?: pulumi.Input<string>;
  /** PagerDuty services that are told; required unless `stage.paging` is `nobody` or there is no PagerDuty. */
  readonly pagerDuty?: {
    /** Name of the PagerDuty service, also its handle in Datadog: letters, digits, `.`, `_`, `-`. */
    readonly serviceName: string;
    /** Integration key of that service. Secret. */
    readonly integrationKey: pulumi.Input<string>;
    /** Name of the PagerDuty service for tickets, a handle as well. */
    readonly ticketServiceName: string;
    /** Integration key of the service for tickets. Secret. */
    readonly ticketIntegrationKey: pulumi.Input<string>;
  };
  /** Protects what holds history (SLOs). False in drills and ephemeral stacks. */
  readonly protect: boolean;
  /**
   * The moment of this run: recurring downtimes start at the first occurrence after it, since Datadog refuses a start
   * in the past. Default: the start as the model writes it.
   */
  readonly at?: Date;
}
