import type { Organization, Service, Stage } from "@launchgate/core";
import type { TagSubject } from "./tags.ts";

/** Whose alerts these are and whom they call. */
export interface AlertContext extends TagSubject {
  /** Name of the service for people. */
  readonly serviceTitle: string;
  /** Base address of the runbooks. */
  readonly runbookBase: string;
  /** Name of the PagerDuty service in Datadog; absent: nobody is paged. */
  readonly pager?: string;
  /** Name in Datadog of the PagerDuty service for tickets; absent: nobody is told. */
  readonly tickets?: string;
  /** Further services that the alert is about; set for alerts on a whole stage. */
  readonly otherServiceIds?: readonly string[];
  /** Whether people depend on the stage: its alerts have the higher priorities. */
  readonly isProduction: boolean;
  /** Factor on thresholds, 1 in production (see `thresholds.ts`). */
  readonly thresholdFactor: number;
}

/** What {@link alertContext} reads. */
export interface AlertContextArgs {
  readonly organization: Pick<Organization, "runbookBase">;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
  readonly pagerDuty?: { readonly serviceName: string; readonly ticketServiceName: string };
}

/** The context of one service in one stage. A stage that pages nobody has no pager, whatever is given. */
export function alertContext(args: AlertContextArgs): AlertContext {
  const { organization, serviceId, service, stageId, stage, pagerDuty } = args;
  return {
    serviceId,
    stageId,
    team: service.owner,
    serviceTitle: service.title,
    runbookBase: organization.runbookBase,
    isProduction: stage.kind === "production",
    thresholdFactor: stage.thresholdFactor,
    ...(pagerDuty && stage.paging !== "nobody"
      ? { pager: pagerDuty.serviceName, tickets: pagerDuty.ticketServiceName }
      : {}),
  };
}
