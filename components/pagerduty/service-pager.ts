import * as pagerduty from "@pulumi/pagerduty";
import * as pulumi from "@pulumi/pulumi";
import { valueOrThrow } from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy } from "./descriptions.ts";
import { Service } from "./plugin-4/service.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { idOf } from "./problems.ts";
import { ServiceEventRules } from "./service-event-rules.ts";
import { inputsOf, planOf, type ServicePagerArgs } from "./service-pager-args.ts";
import { resolveServicePager, type ResolvedServicePager } from "./service-pager-plan.ts";
import type { DependencyType, IntegrationType } from "./wire.ts";

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
        escalationPolicy: idOf(escalationPolicyIds, escalationId),
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
