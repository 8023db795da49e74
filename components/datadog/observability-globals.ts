import {
  planHas,
  valueOrThrow,
  type OnCall,
  type Organization,
  type Release,
  type Service,
  type Stage,
  type Vendors,
} from "@launchgate/core";
import * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { dashboardJson, type DashboardDefinition } from "./dashboards/dashboard.ts";
import { businessDashboard, operationsDashboard } from "./dashboards/organization-dashboards.ts";
import { LogRetention, type LogArchiveArgs } from "./log-retention.ts";
import { resolveObservabilityGlobals, type ResolvedObservabilityGlobals } from "./observability-globals-plan.ts";
import { RequestMetrics } from "./request-metrics.ts";

/** What the organisation-wide part of Datadog is made from (O2, O4, P5). */
export interface ObservabilityGlobalsArgs {
  readonly organization: Organization;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly release: Release;
  readonly onCall: OnCall;
  readonly vendors: Vendors;
  /** Link to PagerDuty; required where PagerDuty is in use. */
  readonly pagerDuty?: {
    /** Subdomain of the PagerDuty account. */
    readonly subdomain: pulumi.Input<string>;
    /** API token of PagerDuty. Secret. */
    readonly apiToken: pulumi.Input<string>;
  };
  /** Absent: no archive. */
  readonly logArchive?: LogArchiveArgs;
  /** Protects what holds history (indexes, archives). */
  readonly protect: boolean;
  /** Log indexes that exist already and are not managed here, after ours in the order. Default `main`, which every organisation starts with. */
  readonly otherLogIndexes?: readonly string[];
}

/** PagerDuty link, monitor rules, log retention, request metrics and the two organisation dashboards (O2). Nothing without a Datadog plan. */
export class ObservabilityGlobals extends Component {
  /** Id of the PagerDuty integration; absent without PagerDuty or Datadog. */
  readonly integrationId: pulumi.Output<string> | undefined;
  /** Address of the operations dashboard below Datadog's site; absent without Datadog. */
  readonly operationsDashboardUrl: pulumi.Output<string> | undefined;
  /** Address of the business dashboard below Datadog's site; absent without Datadog. */
  readonly businessDashboardUrl: pulumi.Output<string> | undefined;
  /** Names of our log indexes in their order. */
  readonly logIndexNames: readonly string[];

  readonly #resolved: ResolvedObservabilityGlobals;

  constructor(name: string, args: ObservabilityGlobalsArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveObservabilityGlobals(args));
    const inputs = { organization: args.organization.title, plan: args.vendors.datadog.plan };
    super("launchgate:datadog:ObservabilityGlobals", name, inputs, options);
    this.#resolved = resolved;
    this.integrationId = this.#pagerLink();
    this.#tagPolicies();
    this.#requestMetrics();
    this.logIndexNames = this.#logs();
    this.operationsDashboardUrl = this.#dashboard("operations", operationsDashboard(args));
    this.businessDashboardUrl = this.#dashboard("business", businessDashboard(args));
    const { integrationId, operationsDashboardUrl, businessDashboardUrl, logIndexNames } = this;
    this.registerOutputs({ integrationId, operationsDashboardUrl, businessDashboardUrl, logIndexNames });
  }

  /** The account-wide link; the service objects of the stages need it first. */
  #pagerLink(): pulumi.Output<string> | undefined {
    const { args, isUsed } = this.#resolved;
    if (!isUsed || !args.pagerDuty || args.vendors.pagerduty.plan === "none") return undefined;
    const { subdomain, apiToken } = args.pagerDuty;
    return new datadog.pagerduty.Integration(
      this.child("pagerduty"),
      { subdomain, apiToken: pulumi.secret(apiToken) },
      this.under(),
    ).id;
  }

  /**
   * A monitor without service, stage or owner is refused: nobody would know whom it calls. Any stage may be named, since throw-away
   * stages come and go (D1). Source: Datadog docs, "Monitor Tag Policies", require tags only.
   */
  #tagPolicies(): void {
    const { args, isUsed } = this.#resolved;
    if (!isUsed || !planHas(args.vendors, "monitor-policies")) return;
    const tags = {
      service: Object.keys(args.services),
      env: [],
      team: Object.keys(args.organization.teams),
    };
    for (const [tagKey, validTagValues] of Object.entries(tags)) {
      new datadog.MonitorConfigPolicy(
        this.child(`tag-${tagKey}`),
        { policyType: "tag", tagPolicy: { tagKey, tagKeyRequired: true, validTagValues } },
        this.under(),
      );
    }
  }

  #requestMetrics(): void {
    if (this.#resolved.isUsed) new RequestMetrics(this.child("requests"), { parent: this });
  }

  #logs(): readonly string[] {
    const { args, isUsed, otherIndexes } = this.#resolved;
    if (!isUsed) return [];
    const { organization, services, stages, logArchive, vendors, protect } = args;
    const archive = logArchive && planHas(vendors, "log-archives") ? { archive: logArchive } : {};
    return new LogRetention(
      this.child("logs"),
      { classes: organization.complianceClasses, services, stages, otherIndexes, protect, ...archive },
      { parent: this },
    ).indexNames;
  }

  #dashboard(role: string, definition: DashboardDefinition): pulumi.Output<string> | undefined {
    if (!this.#resolved.isUsed) return undefined;
    return new datadog.DashboardJson(this.child(role), { dashboard: dashboardJson(definition) }, this.under()).url;
  }
}
