import type { AlertContext } from "./alert-context.ts";
import { runbookUrl, type RunbookId } from "./runbooks.ts";

/**
 * Whom an alert tells: `page` the pager; `ticket` the service for tickets, which wakes nobody; `part` nobody, because only a
 * composite reads it.
 */
export type AlertSeverity = "page" | "ticket" | "part";

/** What an alert says. */
export interface AlertText {
  /** One sentence: what is wrong. Datadog's variables such as `{{value}}` are allowed. */
  readonly summary: string;
  readonly runbook: RunbookId;
  readonly severity: AlertSeverity;
  /** Missing data is told too. Default false. */
  readonly tellsOnNoData?: boolean;
}

/**
 * Message of a monitor: the summary, then service, stage, owner and runbook (O2), then who is told, on alert and on recovery
 * only, so that a warning tells nobody and PagerDuty closes the incident by itself. Without PagerDuty, and in a stage that
 * pages nobody, nobody is told.
 */
export function alertMessage(context: AlertContext, text: AlertText): string {
  const { serviceTitle, serviceId, otherServiceIds, stageId, team, runbookBase } = context;
  const told = recipientOf(context, text.severity);
  return [
    text.summary,
    "",
    `Service: ${serviceTitle} (${[serviceId, ...(otherServiceIds ?? [])].join(", ")})`,
    `Stage: ${stageId}`,
    `Owner: team ${team}`,
    `Runbook: ${runbookUrl(runbookBase, text.runbook)}`,
    ...(told === undefined ? [] : [calls(`@pagerduty-${told}`, text.tellsOnNoData ?? false)]),
  ].join("\n");
}

function recipientOf({ pager, tickets }: AlertContext, severity: AlertSeverity): string | undefined {
  if (severity === "part") return undefined;
  return severity === "page" ? pager : tickets;
}

function calls(handle: string, onNoData: boolean): string {
  const states = ["is_alert", "is_recovery", ...(onNoData ? ["is_no_data", "is_no_data_recovery"] : [])];
  return states.map((state) => `{{#${state}}}${handle}{{/${state}}}`).join("");
}
