import type { AlertContext } from "./alert-context.ts";
import { runbookUrl, type RunbookId } from "./runbooks.ts";

/** What an alert says. */
export interface AlertText {
  /** One sentence: what is wrong. Datadog's variables such as `{{value}}` are allowed. */
  readonly summary: string;
  readonly runbook: RunbookId;
  /** The pager is called. */
  readonly pages: boolean;
  /** The pager is called for missing data too. Default false. */
  readonly pagesOnNoData?: boolean;
}

/**
 * Message of a monitor: the summary, then service, stage, owner and runbook (O2), then the pager, which is called on alert and on
 * recovery only, so that a warning wakes nobody and PagerDuty closes the incident by itself.
 */
export function alertMessage(context: AlertContext, text: AlertText): string {
  const { serviceTitle, serviceId, stageId, team, runbookBase, pager } = context;
  return [
    text.summary,
    "",
    `Service: ${serviceTitle} (${serviceId})`,
    `Stage: ${stageId}`,
    `Owner: team ${team}`,
    `Runbook: ${runbookUrl(runbookBase, text.runbook)}`,
    ...(pager !== undefined && text.pages ? [calls(`@pagerduty-${pager}`, text.pagesOnNoData ?? false)] : []),
  ].join("\n");
}

function calls(handle: string, onNoData: boolean): string {
  const states = ["is_alert", "is_recovery", ...(onNoData ? ["is_no_data", "is_no_data_recovery"] : [])];
  return states.map((state) => `{{#${state}}}${handle}{{/${state}}}`).join("");
}
