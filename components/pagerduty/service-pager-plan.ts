import {
  planHas,
  resolution,
  seconds,
  serviceStageName,
  type OnCall,
  type Problem,
  type Release,
  type Resolution,
  type Vendors,
} from "@launchgate/core";
import { managedBy, serviceStageText, type ServiceStage } from "./descriptions.ts";
import {
  maintenanceProblems,
  plannedMaintenance,
  type MaintenanceSources,
  type PlannedMaintenance,
} from "./maintenance.ts";
import { unknownReference, unknownZone } from "./problems.ts";
import { serviceProfile, ticketProfile, type ServiceProfile } from "./service-profile.ts";
import { pagerDutyTimeZone } from "./time-zones.ts";

/** What is checked of a service in a stage before anything exists: ids of the model only. */
export interface ServicePagerPlan extends ServiceStage {
  readonly onCall: OnCall;
  readonly vendors: Vendors;
  /** Work of the release; what happens once is a maintenance window too. */
  readonly plannedWork: Release["plannedWork"];
  /** The present moment: windows that are over by then are left out. */
  readonly at: Date;
  /** Teams, escalations and business services that the shared stack has. */
  readonly known: {
    readonly teams: readonly string[];
    readonly escalations: readonly string[];
    readonly businessServices: readonly string[];
  };
}

/** A service in a stage as PagerDuty wants it. */
export interface ResolvedServicePager {
  /** Name in PagerDuty, such as `web-prod`. */
  readonly serviceName: string;
  readonly description: string;
  /** Name of the service for what can wait, such as `web-prod-tickets`. */
  readonly ticketServiceName: string;
  readonly ticketDescription: string;
  /** Whose escalation policy is used. */
  readonly escalationId: string;
  readonly profile: ServiceProfile;
  readonly ticketProfile: ServiceProfile;
  readonly maintenance: readonly PlannedMaintenance[];
  /** Business service that depends on it; only production counts, and only where the plan has business services. */
  readonly businessServiceId: string | undefined;
}

/**
 * Fills in, or tells every problem: `pagerduty.nobody-paged`, `pagerduty.drill-pages-people`,
 * `pagerduty.people-on-drill-escalation`, `pagerduty.acknowledgement-timeout`, `pagerduty.unknown-zone`,
 * `pagerduty.maintenance-length`, `reference.unknown-team`, `reference.unknown-escalation`,
 * `reference.unknown-business-service`.
 */
export function resolveServicePager(plan: ServicePagerPlan): Resolution<ResolvedServicePager> {
  const { serviceId, service, stageId, stage, onCall, vendors, known } = plan;
  const works: MaintenanceSources = { maintenance: onCall.maintenance, plannedWork: plan.plannedWork };
  const escalationId = stage.paging === "drill" ? onCall.drillEscalation : service.pagerDuty.escalation;
  const linked = stage.kind === "production" && planHas(vendors, "business-services");
  const businessServiceId = linked ? service.pagerDuty.businessService : undefined;
  const resolved = {
    serviceName: serviceStageName("pagerDutyService", serviceId, stageId),
    description: `${service.title}, ${stage.title}. ${serviceStageText(plan)} (${managedBy})`,
    ticketServiceName: serviceStageName("pagerDutyService", serviceId, `${stageId}-tickets`),
    ticketDescription: `${service.title}, ${stage.title}: what can wait for working hours. ${serviceStageText(plan)} (${managedBy})`,
    escalationId,
    profile: serviceProfile(service, stage, vendors),
    ticketProfile: ticketProfile(stage),
    maintenance: plannedMaintenance(works, serviceId, stageId, plan.at),
    businessServiceId,
  };
  const path = `services.${serviceId}`;
  const link = `${path}.pagerDuty.businessService`;
  return resolution(resolved, [
    ...unknownReference("team", `${path}.owner`, service.owner, known.teams),
    ...escalationProblems(plan, escalationId),
    ...(linked
      ? unknownReference("business-service", link, service.pagerDuty.businessService, known.businessServices)
      : []),
    ...timeoutProblems(plan),
    ...supportHourProblems(plan),
    ...maintenanceProblems(works, serviceId, stageId),
  ]);
}

function escalationProblems({ serviceId, stageId, stage, onCall, known }: ServicePagerPlan, id: string): Problem[] {
  const toDrill = stage.paging === "drill";
  const path = toDrill ? "onCall.drillEscalation" : `services.${serviceId}.pagerDuty.escalation`;
  if (stage.paging === "nobody") return [nobody(stageId)];
  const unknown = unknownReference("escalation", path, id, known.escalations);
  const isDrill = onCall.escalations[id]?.drill;
  if (unknown.length > 0 || isDrill === undefined || isDrill === toDrill) return unknown;
  return [
    {
      code: toDrill ? "pagerduty.drill-pages-people" : "pagerduty.people-on-drill-escalation",
      path,
      value: id,
      expected: toDrill
        ? "an escalation with drill: true: drills page drill people only"
        : "an escalation without drill: true",
      fix: toDrill
        ? "Name the escalation of the drill team."
        : "Name the escalation of the team that owns the service.",
    },
  ];
}

function nobody(stageId: string): Problem {
  return {
    code: "pagerduty.nobody-paged",
    path: `stages.${stageId}.paging`,
    value: "nobody",
    expected: "people or drill: a stage that pages nobody has no service in PagerDuty",
    fix: "Leave ServicePager out for this stage, or choose who is paged.",
  };
}

function timeoutProblems({ serviceId, service }: ServicePagerPlan): Problem[] {
  const value = service.pagerDuty.acknowledgementTimeout;
  if (Number.isInteger(seconds(value))) return [];
  return [
    {
      code: "pagerduty.acknowledgement-timeout",
      path: `services.${serviceId}.pagerDuty.acknowledgementTimeout`,
      value,
      expected: 'whole seconds; "0 minutes" for never',
      fix: 'Write whole minutes, such as "30 minutes".',
    },
  ];
}

function supportHourProblems({ stageId, stage, vendors }: ServicePagerPlan): Problem[] {
  const hours = stage.supportHours;
  if (!hours || !planHas(vendors, "pagerduty-support-hours")) return [];
  if (pagerDutyTimeZone(hours.timeZone) !== undefined) return [];
  return [unknownZone(`stages.${stageId}.supportHours.timeZone`, hours.timeZone)];
}
