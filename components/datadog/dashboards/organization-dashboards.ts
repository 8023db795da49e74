import type { OnCall, Organization, Service, Stage } from "@launchgate/core";
import { metrics } from "../metrics.ts";
import type { DashboardDefinition } from "./dashboard.ts";
import { group, monitorSummary, note, queryValue, sloList, timeseries, toplist, type Widget } from "./widgets.ts";

/** What the dashboards of the whole organisation show. */
export interface OrganizationDashboardArgs {
  readonly organization: Organization;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly onCall: OnCall;
}

const managed = "managed-by:launchgate";

/** What the people on call and the delivery lead look at: alerts of every stage, signals, delivery figures (O2, O4). */
export function operationsDashboard(args: OrganizationDashboardArgs): DashboardDefinition {
  const { organization, stages } = args;
  return {
    title: `${organization.title}: operations`,
    description: `Alerts, signals and delivery figures of every service. managed-by: launchgate`,
    teams: teamsOf(args),
    variables: variablesOf(args),
    widgets: [
      note(
        `**${organization.product.title}**, ${organization.product.track}\n\n[Runbooks](${organization.runbookBase})`,
      ),
      ...Object.entries(stages).map(([id, stage]) =>
        monitorSummary(`Alerts: ${stage.title}`, `tag:("env:${id}" AND "${managed}")`),
      ),
      group("Signals", signals()),
      group("Delivery", delivery()),
      group("Cost", cost(stages)),
    ],
  };
}

/** What product and business look at: objectives, business figures, what customers see suffering (O2). */
export function businessDashboard(args: OrganizationDashboardArgs): DashboardDefinition {
  const { organization, services, onCall } = args;
  const suffering = Object.values(onCall.businessServices)
    .map(({ title, description }) => `- **${title}**: ${description}`)
    .join("\n");
  return {
    title: `${organization.title}: business`,
    description: `Objectives and business figures of every service. managed-by: launchgate`,
    teams: teamsOf(args),
    variables: variablesOf(args),
    widgets: [
      note(`**What customers see**\n\n${suffering}`),
      sloList("Objectives", managed),
      ...Object.entries(services).map(([id, { title, businessMetric }]) =>
        timeseries(
          `${title}: ${businessMetric.title} an hour`,
          [{ query: `sum:${businessMetric.metric}{service:${id},$env}.as_count().rollup(sum, 3600)` }],
          [{ value: businessMetric.minimumPerHour, label: "fewest in office hours", kind: "warning dashed" }],
          "bars",
        ),
      ),
      toplist("Requests by service", {
        query: `sum:${metrics.requests.name}{$env,$service} by {service}.as_count()`,
      }),
    ],
  };
}

function signals(): Widget[] {
  const all = `sum:${metrics.requests.name}{$env,$service} by {service}.as_count()`;
  const failed = `sum:${metrics.requests.name}{$env,$service,status_class:5xx} by {service}.as_count()`;
  return [
    timeseries("Requests", [{ query: all }], [], "bars"),
    timeseries("Failed requests, %", [{ query: { failed, all }, formula: "100 * default_zero(failed) / all" }]),
    timeseries("Answer time p95, ms", [{ query: `p95:${metrics.latency.name}{$env,$service} by {service}` }]),
    timeseries("Concurrency in use, %", [{ query: `max:${metrics.saturation.name}{$env,$service} by {service}` }]),
  ];
}

function delivery(): Widget[] {
  const scope = "{$env,$service}";
  const all = `sum:${metrics.deployments.name}${scope}.as_count()`;
  const outcome = (name: string): string => `sum:${metrics.deployments.name}{$env,$service,outcome:${name}}.as_count()`;
  return [
    queryValue("Deployments", { query: all }, "", 0),
    queryValue(
      "Change failure rate",
      {
        query: { failed: outcome("failed"), back: outcome("rolled_back"), all },
        formula: "100 * (default_zero(failed) + default_zero(back)) / all",
      },
      "%",
    ),
    queryValue("Lead time", { query: `avg:${metrics.leadTime.name}${scope}` }, "min", 0),
    queryValue("Time to restore", { query: `avg:${metrics.timeToRestore.name}${scope}` }, "min", 0),
    queryValue("Alert acknowledged after", { query: `avg:${metrics.acknowledgement.name}${scope}` }, "min"),
    toplist("Recovery in drills, minutes", { query: `avg:${metrics.drillRecovery.name}{*} by {drill}` }),
  ];
}

function cost(stages: OrganizationDashboardArgs["stages"]): Widget[] {
  return Object.entries(stages).map(([id, { title, budget }]) =>
    timeseries(
      `${title}: cost this month, USD`,
      [{ query: `sum:${metrics.cost.name}{env:${id}} by {vendor}` }],
      budget ? [{ value: budget.monthlyUsd, label: "budget" }] : [],
      "area",
    ),
  );
}

function teamsOf({ services }: OrganizationDashboardArgs): string[] {
  return Object.values(services).map((service) => service.owner);
}

function variablesOf({ services, stages }: OrganizationDashboardArgs): NonNullable<DashboardDefinition["variables"]> {
  return [
    { name: "env", values: Object.keys(stages) },
    { name: "service", values: Object.keys(services) },
  ];
}
