import * as pagerduty from "@pulumi/pagerduty";
import * as pulumi from "@pulumi/pulumi";
import {
  valueOrThrow,
  type OnCall,
  type Organization,
  type Service as ServiceModel,
  type Stage,
  type Vendors,
} from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy } from "./descriptions.ts";
import { Service } from "./plugin-4/service.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { ServiceEventRules } from "./service-event-rules.ts";
import { resolveServicePager, type ResolvedServicePager } from "./service-pager-plan.ts";
import type { DependencyType, IntegrationType } from "./wire.ts";

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

/**
 * Paging for one stage of one service: the PagerDuty service, its integrations, its rules for events, what depends on it,
 * planned maintenance (O1). A drill stage pages the drill team only.
 */
export class ServicePager extends Component {
  /** Name in PagerDuty, such as `web-prod`. */
  readonly serviceName: string;
  /** PagerDuty id of the service. */
  readonly serviceId: pulumi.Output<string>;
  /** Key of the Datadog integration. A secret. */
  readonly integrationKey: pulumi.Output<string>;
  /** Routing key of the Events API v2, for applications and commands. A secret. */
  readonly eventsKey: pulumi.Output<string>;

  readonly #args: ServicePagerArgs;
  readonly #resolved: ResolvedServicePager;

  constructor(name: string, args: ServicePagerArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveServicePager(planOf(args)));
    super("launchgate:pagerduty:ServicePager", name, inputsOf(args, resolved), options);
    this.#args = args;
    this.#resolved = resolved;
    const service = this.#service();
    this.serviceName = resolved.serviceName;
    this.serviceId = service.id;
    this.integrationKey = this.#datadogIntegration(service);
    this.eventsKey = this.#eventsIntegration(service);
    this.#eventRules(service);
    this.#businessDependency(service);
    this.#maintenanceWindows(service);
    const { serviceName, serviceId, integrationKey, eventsKey } = this;
    this.registerOutputs({ serviceName, serviceId, integrationKey, eventsKey });
  }

  #service(): Service {
    const { escalationPolicyIds, protect } = this.#args;
    const { serviceName, description, escalationId, profile } = this.#resolved;
    return new Service(
      this.child("service"),
      {
        name: serviceName,
        description,
        escalationPolicy: escalationPolicyIds[escalationId] ?? "",
        alertCreation: "create_alerts_and_incidents",
        ...profile,
      },
      this.under({ protect }),
    );
  }

  #datadogIntegration(service: Service): pulumi.Output<string> {
    const vendor = pagerduty.getVendorOutput({ name: "Datadog" }, { parent: this, version: pluginVersion });
    return this.#integration("datadog", { name: "Datadog", service: service.id, vendor: vendor.id });
  }

  #eventsIntegration(service: Service): pulumi.Output<string> {
    const type: IntegrationType = "events_api_v2_inbound_integration";
    return this.#integration("events", { name: "Events API v2", service: service.id, type });
  }

  #integration(role: string, args: pagerduty.ServiceIntegrationArgs): pulumi.Output<string> {
    const options = { version: pluginVersion, additionalSecretOutputs: ["integrationKey"] };
    const made = new pagerduty.ServiceIntegration(this.child(role), args, this.under(options));
    return pulumi.secret(made.integrationKey);
  }

  #eventRules(service: Service): void {
    const { organization, serviceId, service: model, stageId, stage, vendors } = this.#args;
    const args = { organization, serviceId, service: model, stageId, stage, vendors, pagerDutyServiceId: service.id };
    new ServiceEventRules(this.child("event-rules"), args, { parent: this });
  }

  #businessDependency(service: Service): void {
    const { businessServiceId } = this.#resolved;
    if (businessServiceId === undefined) return;
    const dependent = { id: this.#args.businessServiceIds[businessServiceId] ?? "", type: "business_service" } as const;
    const supporting = { id: service.id, type: "service" } as const;
    new pagerduty.ServiceDependency(
      this.child(`supports-${businessServiceId}`),
      {
        dependency: {
          dependentServices: [dependent satisfies { type: DependencyType }],
          supportingServices: [supporting satisfies { type: DependencyType }],
        },
      },
      this.under({ version: pluginVersion }),
    );
  }

  #maintenanceWindows(service: Service): void {
    for (const { key, title, startTime, endTime } of this.#resolved.maintenance) {
      new pagerduty.MaintenanceWindow(
        this.child(`maintenance-${key}`),
        { description: `${title} (${managedBy})`, startTime, endTime, services: [service.id] },
        this.under({ version: pluginVersion, ignoreChanges: ["startTime"] }),
      );
    }
  }
}

function planOf(args: ServicePagerArgs): Parameters<typeof resolveServicePager>[0] {
  const known = {
    teams: Object.keys(args.teamIds),
    escalations: Object.keys(args.escalationPolicyIds),
    businessServices: Object.keys(args.businessServiceIds),
  };
  const { organization, serviceId, service, stageId, stage, onCall, vendors } = args;
  return { organization, serviceId, service, stageId, stage, onCall, vendors, known };
}

function inputsOf(
  { serviceId, stageId, stage, service }: ServicePagerArgs,
  resolved: ResolvedServicePager,
): pulumi.Inputs {
  const { serviceName, escalationId } = resolved;
  return { serviceName, service: serviceId, stage: stageId, owner: service.owner, paging: stage.paging, escalationId };
}
