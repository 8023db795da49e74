import * as pagerduty from "@pulumi/pagerduty";
import * as pulumi from "@pulumi/pulumi";
import { valueOrThrow } from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy } from "./descriptions.ts";
import { Service, type ServiceArgs } from "./plugin-4/service.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { idOf } from "./problems.ts";
import { ServiceEventRules } from "./service-event-rules.ts";
import { inputsOf, planOf, type ServicePagerArgs } from "./service-pager-args.ts";
import { resolveServicePager, type ResolvedServicePager } from "./service-pager-plan.ts";
import type { DependencyType, IntegrationType } from "./wire.ts";

/**
 * Paging for one stage of one service: the PagerDuty service, its integrations, its rules for events, what depends on it,
 * planned maintenance (O1); beside it a service of low urgency for tickets, which wakes nobody (O2, O5). A drill stage pages
 * the drill team only.
 */
export class ServicePager extends Component {
  /** Name in PagerDuty, such as `web-prod`. */
  readonly serviceName: string;
  /** PagerDuty id of the service. */
  readonly serviceId: pulumi.Output<string>;
  /** Key of the Datadog integration. A secret. */
  readonly integrationKey: pulumi.Output<string>;
  /** Name in PagerDuty of the service for tickets, such as `web-prod-tickets`. */
  readonly ticketServiceName: string;
  /** Key of the Datadog integration of the service for tickets. A secret. */
  readonly ticketIntegrationKey: pulumi.Output<string>;
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
    const tickets = this.#tickets();
    this.serviceName = resolved.serviceName;
    this.serviceId = service.id;
    this.ticketServiceName = resolved.ticketServiceName;
    const vendor = pagerduty.getVendorOutput({ name: "Datadog" }, { parent: this, version: pluginVersion }).id;
    this.integrationKey = this.#integration("datadog", { name: "Datadog", service: service.id, vendor });
    this.ticketIntegrationKey = this.#integration("tickets-datadog", { name: "Datadog", service: tickets.id, vendor });
    this.eventsKey = this.#eventsIntegration(service);
    this.#eventRules(service);
    this.#businessDependency(service);
    this.#maintenanceWindows(service, tickets);
    const { serviceName, serviceId, integrationKey, ticketServiceName, ticketIntegrationKey, eventsKey } = this;
    const keys = { integrationKey, ticketIntegrationKey, eventsKey };
    this.registerOutputs({ serviceName, serviceId, ticketServiceName, ...keys });
  }

  #service(): Service {
    const { serviceName: name, description, profile } = this.#resolved;
    return this.#declare("service", { name, description, ...profile });
  }

  /** What can wait: the same people, told without being woken (O2, O5). */
  #tickets(): Service {
    const { ticketServiceName: name, ticketDescription: description, ticketProfile } = this.#resolved;
    return this.#declare("tickets", { name, description, ...ticketProfile });
  }

  #declare(role: string, args: Omit<ServiceArgs, "escalationPolicy" | "alertCreation">): Service {
    const { escalationPolicyIds, protect } = this.#args;
    const escalationPolicy = idOf(escalationPolicyIds, this.#resolved.escalationId);
    const declared: ServiceArgs = { ...args, escalationPolicy, alertCreation: "create_alerts_and_incidents" };
    return new Service(this.child(role), declared, this.under({ protect }));
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
    const dependent = { id: idOf(this.#args.businessServiceIds, businessServiceId), type: "business_service" } as const;
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

  #maintenanceWindows(...held: readonly Service[]): void {
    const services = held.map(({ id }) => id);
    for (const { key, title, startTime, endTime } of this.#resolved.maintenance) {
      new pagerduty.MaintenanceWindow(
        this.child(`maintenance-${key}`),
        { description: `${title} (${managedBy})`, startTime, endTime, services },
        this.under({ version: pluginVersion, ignoreChanges: ["startTime"] }),
      );
    }
  }
}
