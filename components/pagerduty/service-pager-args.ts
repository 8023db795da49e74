import type * as pulumi from "@pulumi/pulumi";
import type { OnCall, Organization, Release, Service as ServiceModel, Stage, Vendors } from "@launchgate/core";
import type { ResolvedServicePager, ServicePagerPlan } from "./service-pager-plan.ts";

type Ids = Readonly<Record<string, pulumi.Input<string>>>;

/** What paging for one stage of one service is made of. */
export interface ServicePagerArgs {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: ServiceModel;
  readonly stageId: string;
  /** Its `paging` is `people` or `drill`; with `nobody` there is no ServicePager (`pagerduty.nobody-paged`). */
  readonly stage: Stage;
  readonly onCall: OnCall;
  /** Work of the release: what happens once holds pages by a maintenance window, as `onCall.maintenance` does (O2). */
  readonly plannedWork: Release["plannedWork"];
  /**
   * The present moment. Windows that are over by then are not declared: PagerDuty refuses to make one that ends in the past.
   * One that was made before goes from the state; PagerDuty keeps it (see `plannedMaintenance`).
   */
  readonly at: Date;
  /** Plans in use: what the plan lacks is left out (A3). */
  readonly vendors: Vendors;
  /** PagerDuty ids by team; the owner must be among them. */
  readonly teamIds: Ids;
  /** PagerDuty ids by escalation. */
  readonly escalationPolicyIds: Ids;
  /** PagerDuty ids by business service; empty where the plan has none. */
  readonly businessServiceIds: Ids;
  /** The service cannot be deleted by accident: its incidents and keys would be gone. False for ephemeral stacks. */
  readonly protect: boolean;
}

/** What is checked of `args`: the keys of the ids stand for the things. */
export function planOf(args: ServicePagerArgs): ServicePagerPlan {
  const known = {
    teams: Object.keys(args.teamIds),
    escalations: Object.keys(args.escalationPolicyIds),
    businessServices: Object.keys(args.businessServiceIds),
  };
  const { organization, serviceId, service, stageId, stage, onCall, plannedWork, at, vendors } = args;
  return { organization, serviceId, service, stageId, stage, onCall, plannedWork, at, vendors, known };
}

/** What the component shows of itself: plain data. */
export function inputsOf(
  { serviceId, stageId, stage, service }: ServicePagerArgs,
  resolved: ResolvedServicePager,
): pulumi.Inputs {
  const { serviceName, ticketServiceName, escalationId } = resolved;
  const subject = { service: serviceId, stage: stageId, owner: service.owner, paging: stage.paging };
  return { serviceName, ticketServiceName, ...subject, escalationId };
}
