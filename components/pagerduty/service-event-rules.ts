import type * as pulumi from "@pulumi/pulumi";
import { planHas, serviceStageName, type Vendors } from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy, serviceStageText, type ServiceStage } from "./descriptions.ts";
import { AlertGroupingSetting } from "./plugin-4/alert-grouping-setting.ts";
import {
  EventOrchestrationService,
  type EventActions,
  type EventRule,
  type Extraction,
} from "./plugin-4/event-orchestration-service.ts";

/** What the rules for the events of one service in one stage are made of. */
export interface ServiceEventRulesArgs extends ServiceStage {
  readonly vendors: Vendors;
  /** PagerDuty id of the service. */
  readonly pagerDutyServiceId: pulumi.Input<string>;
}

/** Seconds in which alerts of a service join one incident: the symptoms of one failure arrive within minutes. */
export const groupingSeconds = 300;

/**
 * What is done to every event that pages: a note with service, stage, owner and runbook on the incident (O2), the same as
 * fields for filters, and in drills a mark in the summary, so that nobody takes a drill for an emergency (D2).
 */
export function pageActions(args: ServiceStage): EventActions {
  const field = (name: string, template: string): Extraction => ({
    target: `event.custom_details.launchgate_${name}`,
    template,
  });
  const drillMark: Extraction = { target: "event.summary", template: "[drill] {{event.summary}}" };
  return {
    annotate: `${serviceStageText(args)} (${managedBy})`,
    extractions: [
      field("service", args.serviceId),
      field("stage", args.stageId),
      field("owner", args.service.owner),
      ...(args.stage.kind === "drill" ? [drillMark] : []),
    ],
  };
}

/** Rules before that: events that only inform are kept and page nobody. */
export const quietRules: readonly EventRule[] = [
  {
    label: "Information is kept and opens no incident",
    conditions: [{ expression: "event.severity matches 'info'" }],
    actions: { suppress: true },
  },
];

/** Rules for the events of a service, and how its alerts become one incident (O1). Each only where the plan has it (A3). */
export class ServiceEventRules extends Component {
  constructor(name: string, args: ServiceEventRulesArgs, options?: pulumi.ComponentResourceOptions) {
    const { serviceId, stageId, vendors } = args;
    super("launchgate:pagerduty:ServiceEventRules", name, { service: serviceId, stage: stageId }, options);
    if (planHas(vendors, "event-orchestration")) this.#orchestration(args);
    if (planHas(vendors, "alert-grouping")) this.#grouping(args);
    this.registerOutputs({});
  }

  #orchestration(args: ServiceEventRulesArgs): void {
    new EventOrchestrationService(
      this.child("orchestration"),
      {
        service: args.pagerDutyServiceId,
        enableEventOrchestrationForService: true,
        sets: [{ id: "start", rules: quietRules }],
        catchAll: { actions: pageActions(args) },
      },
      this.under(),
    );
  }

  #grouping(args: ServiceEventRulesArgs): void {
    new AlertGroupingSetting(
      this.child("grouping"),
      {
        name: serviceStageName("pagerDutyService", args.serviceId, args.stageId),
        description: `${serviceStageText(args)} (${managedBy})`,
        type: "time",
        config: { timeout: groupingSeconds },
        services: [args.pagerDutyServiceId],
      },
      this.under(),
    );
  }
}
