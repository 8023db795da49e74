import { planHas, valueOrThrow } from "@launchgate/core";
import * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { AlertGroup } from "./alert-group.ts";
import { businessAlerts } from "./business-monitors.ts";
import { dashboardJson } from "./dashboards/dashboard.ts";
import { releaseDashboard } from "./dashboards/release-dashboard.ts";
import { databaseAlerts } from "./database-monitors.ts";
import { dependencyAlerts } from "./dependency-monitors.ts";
import type { AlertSpec } from "./monitor-spec.ts";
import { PlannedWork } from "./planned-work.ts";
import type { ServiceObservabilityArgs } from "./service-observability-args.ts";
import { resolveServiceObservability, type ResolvedServiceObservability } from "./service-observability-plan.ts";
import { ServiceObjective } from "./service-objective.ts";
import { signalAlerts, triggerTags } from "./signal-monitors.ts";
import { SmokeTest } from "./smoke-test.ts";

type Ids = Readonly<Record<string, pulumi.Output<string>>>;

/** SLOs, alerts, smoke test and release dashboard of one service in one stage (O2). Nothing without a Datadog plan. */
export class ServiceObservability extends Component {
  /** SLO id in the model to Datadog's id; empty where the plan has no SLOs. */
  readonly sloIds: Ids;
  /** Alert id (`errors`, `availability-fast-page`, ...) to Datadog's id of the monitor. */
  readonly monitorIds: Ids;
  /** Public id of the smoke test; absent where the plan has no synthetics. */
  readonly syntheticsId: pulumi.Output<string> | undefined;
  /** Address of the release dashboard below Datadog's site; absent without Datadog. */
  readonly dashboardUrl: pulumi.Output<string> | undefined;

  readonly #resolved: ResolvedServiceObservability;

  constructor(name: string, args: ServiceObservabilityArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveServiceObservability(args));
    const { serviceId, stageId, service } = args;
    super(
      "launchgate:datadog:ServiceObservability",
      name,
      { service: serviceId, stage: stageId, owner: service.owner, paging: args.stage.paging, url: args.url },
      options,
    );
    this.#resolved = resolved;
    this.#pagerLinks();
    const objectives = this.#objectives();
    this.sloIds = mapValues(objectives, (each) => each.sloId);
    this.monitorIds = { ...this.#signals(), ...mergeAll(Object.values(objectives).map((each) => each.monitorIds)) };
    this.syntheticsId = this.#smokeTest();
    this.#plannedWork();
    this.dashboardUrl = this.#dashboard();
    const { sloIds, monitorIds, syntheticsId, dashboardUrl } = this;
    this.registerOutputs({ sloIds, monitorIds, syntheticsId, dashboardUrl });
  }

  /** Datadog knows the PagerDuty services by their keys; the integration of the shared stack comes first. */
  #pagerLinks(): void {
    const { context, args, isUsed } = this.#resolved;
    if (!isUsed || context.pager === undefined || !args.pagerDuty) return;
    const { serviceName, integrationKey, ticketServiceName, ticketIntegrationKey } = args.pagerDuty;
    const link = (role: string, name: string, key: pulumi.Input<string>): void => {
      const link = { serviceName: name, serviceKey: pulumi.secret(key) };
      new datadog.pagerduty.ServiceObject(this.child(role), link, this.under());
    };
    link("pager", serviceName, integrationKey);
    link("tickets", ticketServiceName, ticketIntegrationKey);
  }

  #objectives(): Record<string, ServiceObjective> {
    const { context, args, isUsed } = this.#resolved;
    if (!isUsed || !planHas(args.vendors, "datadog-slos")) return {};
    const tags = triggerTags(args.release.rollback.triggers, "slo");
    return Object.fromEntries(
      Object.entries(args.service.slos).map(([id, slo]) => [
        id,
        new ServiceObjective(
          this.child(`slo-${id}`),
          { context, id, slo, triggerTags: tags, protect: args.protect },
          { parent: this },
        ),
      ]),
    );
  }

  #signals(): Ids {
    const { context, args, isUsed } = this.#resolved;
    if (!isUsed) return {};
    const { service, stage, vendors, release } = args;
    const groups: Record<string, AlertSpec[]> = {
      signals: signalAlerts(context, service, release.rollback.triggers),
      dependency: dependencyAlerts(context, service),
      database: databaseAlerts(context, service, stage, vendors),
      business: businessAlerts(context, service),
    };
    return mergeAll(
      Object.entries(groups)
        .filter(([, alerts]) => alerts.length > 0)
        .map(
          ([id, alerts]) =>
            new AlertGroup(this.child(id), { context, prefix: `${id}-`, alerts }, { parent: this }).monitorIds,
        ),
    );
  }

  #smokeTest(): pulumi.Output<string> | undefined {
    const { context, args, isUsed } = this.#resolved;
    if (!isUsed || !planHas(args.vendors, "synthetics")) return undefined;
    const { service, stage, url, bypassSecret } = args;
    return new SmokeTest(
      this.child("smoke"),
      { context, smoke: service.smoke, stage, url, ...(bypassSecret === undefined ? {} : { bypassSecret }) },
      { parent: this },
    ).publicId;
  }

  #plannedWork(): void {
    const { context, args, works, isUsed } = this.#resolved;
    if (!isUsed || Object.keys(works).length === 0) return;
    const at = args.at === undefined ? {} : { at: args.at };
    new PlannedWork(this.child("planned"), { context, works, sloIds: this.sloIds, ...at }, { parent: this });
  }

  #dashboard(): pulumi.Output<string> | undefined {
    const { context, args, isUsed } = this.#resolved;
    if (!isUsed) return undefined;
    const dashboard = pulumi
      .output(this.sloIds)
      .apply((sloIds) => dashboardJson(releaseDashboard({ ...args, context, sloIds })));
    return new datadog.DashboardJson(this.child("release"), { dashboard }, this.under()).url;
  }
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function mergeAll(maps: readonly Ids[]): Ids {
  return Object.assign({}, ...maps) as Ids;
}
