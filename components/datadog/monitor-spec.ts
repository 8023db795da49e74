import { vendorName } from "@launchgate/core";
import type * as datadog from "@pulumi/datadog";
import type * as pulumi from "@pulumi/pulumi";
import type { AlertContext } from "./alert-context.ts";
import { alertMessage, type AlertSeverity } from "./alert-message.ts";
import { runbooks, runbookUrl, type RunbookId } from "./runbooks.ts";
import { standardTags } from "./tags.ts";
import { wire, type DraftStatus, type MonitorPriority, type MonitorType, type OnMissingData } from "./wire.ts";

/** What every alert has. */
interface AlertBase {
  /** Lasting id within the service and stage: end of the logical name, key of `monitorIds`. */
  readonly id: string;
  /** Name for people, without service and stage. */
  readonly title: string;
  readonly severity: AlertSeverity;
  readonly summary: string;
  readonly runbook: RunbookId;
  /** Further tags, such as `rollback-trigger:auth-failures`. */
  readonly tags?: readonly string[];
}

/** A monitor on a query. */
export interface QueryAlert extends AlertBase {
  readonly type: Exclude<MonitorType, "composite">;
  /** Ends in a comparison with the critical threshold. */
  readonly query: pulumi.Input<string>;
  readonly critical: number;
  readonly warning?: number;
  /** What an empty answer means; SLO alerts have none. Default `show_no_data`: an alert never looks fine without data. */
  readonly missing?: OnMissingData;
}

/** A monitor on the states of two others that it owns. */
export interface CompositeAlert extends AlertBase {
  readonly type: "composite";
  /** `both` alert, or the first alerts and the second does not. */
  readonly when: "both" | "first-without-second";
  readonly parts: readonly [QueryAlert, QueryAlert];
}

/** An alert to declare. */
export type AlertSpec = QueryAlert | CompositeAlert;

/** Arguments of the monitor of `spec`; of a composite without its query, which needs the ids of its parts. */
export function monitorArgs(context: AlertContext, spec: AlertSpec, query: pulumi.Input<string>): datadog.MonitorArgs {
  const tellsOnNoData = spec.type === "query alert" && spec.missing === "show_and_notify_no_data";
  return {
    name: vendorName("datadogMonitor", `[${context.stageId}] ${context.serviceTitle}: ${spec.title}`),
    type: spec.type,
    query,
    message: alertMessage(context, { ...spec, tellsOnNoData }),
    priority: priorityOf(context, spec.severity),
    tags: standardTags(context, [`severity:${spec.severity}`, ...(spec.tags ?? [])]),
    assets: [{ category: "runbook", name: runbooks[spec.runbook], url: runbookUrl(context.runbookBase, spec.runbook) }],
    draftStatus: wire<DraftStatus>("published"),
    includeTags: false,
    // Else the provider asks Datadog's API at preview; `launchgate doctor` and the first update do that instead.
    validate: false,
    ...(spec.type === "composite" ? {} : thresholdArgs(spec)),
  };
}

/** Seconds by which evaluation lags: request metrics come from logs and arrive late. */
const evaluationDelaySeconds = 60;

function thresholdArgs(spec: QueryAlert): Partial<datadog.MonitorArgs> {
  const monitorThresholds = {
    critical: String(spec.critical),
    ...(spec.warning === undefined ? {} : { warning: String(spec.warning) }),
  };
  if (spec.type === "slo alert") return { monitorThresholds };
  return {
    monitorThresholds,
    onMissingData: spec.missing ?? wire<OnMissingData>("show_no_data"),
    requireFullWindow: false,
    evaluationDelay: evaluationDelaySeconds,
  };
}

function priorityOf({ isProduction }: AlertContext, severity: AlertSeverity): MonitorPriority {
  if (severity === "part") return "5";
  if (severity === "page") return isProduction ? "1" : "2";
  return isProduction ? "3" : "4";
}
