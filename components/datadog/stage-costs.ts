import type { Organization, Service, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { alertContext, type AlertContext } from "./alert-context.ts";
import { AlertGroup } from "./alert-group.ts";
import { metrics } from "./metrics.ts";
import type { QueryAlert } from "./monitor-spec.ts";

/** What the alerts on the spending of one stage are made from (O5). */
export interface StageCostsArgs {
  readonly organization: Pick<Organization, "runbookBase">;
  /** Services of the stage, at least one. The owner of the first one answers for the stage's spending. */
  readonly services: Readonly<Record<string, Service>>;
  readonly stageId: string;
  readonly stage: Stage;
  readonly vendors: Vendors;
  /** PagerDuty service for tickets that is told, that of the first service; absent: nobody is told. */
  readonly ticketServiceName?: string;
}

/**
 * Alerts on the spending of one stage, once for all of its services: a budget covers them together (O5). Nothing without a
 * budget or a Datadog plan.
 */
export class StageCosts extends Component {
  /** Alert id (`cost-80`) to Datadog's id of the monitor. */
  readonly monitorIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: StageCostsArgs, options?: pulumi.ComponentResourceOptions) {
    const { stageId, stage, services, vendors } = args;
    const inputs = { stage: stageId, services: Object.keys(services), monthlyUsd: stage.budget?.monthlyUsd ?? null };
    super("launchgate:datadog:StageCosts", name, inputs, options);
    const context = vendors.datadog.plan === "none" ? undefined : stageContext(args);
    const alerts = context ? costAlerts(context, stage) : [];
    this.monitorIds =
      context && alerts.length > 0
        ? new AlertGroup(this.child("budget"), { context, prefix: "cost-", alerts }, { parent: this }).monitorIds
        : {};
    this.registerOutputs({ monitorIds: this.monitorIds });
  }
}

/** Context of alerts on a whole stage; undefined without a service. */
function stageContext(args: StageCostsArgs): AlertContext | undefined {
  const { organization, services, stageId, stage, ticketServiceName } = args;
  const [first, ...others] = Object.entries(services);
  if (!first) return undefined;
  const [serviceId, service] = first;
  return {
    ...alertContext({ organization, serviceId, service, stageId, stage }),
    serviceTitle: others.length === 0 ? service.title : "all services",
    otherServiceIds: others.map(([id]) => id),
    ...(ticketServiceName === undefined || stage.paging === "nobody" ? {} : { tickets: ticketServiceName }),
  };
}

/**
 * One alert for each share of the stage's budget at which people are told; none without a budget. The figure is that of the
 * whole stage, all vendors and services; every service of the stage is a tag, so that each finds the alerts.
 */
export function costAlerts(context: AlertContext, { budget }: Pick<Stage, "budget">): QueryAlert[] {
  return (budget?.alertPercents ?? []).map((percent) => {
    const critical = Number((((budget?.monthlyUsd ?? 0) * percent) / 100).toFixed(2));
    return {
      id: `cost-${String(percent)}`,
      title: `the stage has used ${String(percent)} % of its budget`,
      type: "query alert",
      severity: "ticket",
      summary: `The stage has cost {{value}} US dollars this month: ${String(percent)} % of its ${String(budget?.monthlyUsd)} are used.`,
      runbook: "cost",
      query: `max(last_1h):sum:${metrics.cost.name}{env:${context.stageId}} >= ${String(critical)}`,
      critical,
      tags: (context.otherServiceIds ?? []).map((id) => `service:${id}`),
    };
  });
}
