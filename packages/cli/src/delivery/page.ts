import { LaunchgateError } from "@launchgate/core";
import type { StackState } from "../engine/engine-port.ts";
import { componentsOf } from "../smoke/places.ts";
import type { PagerDutyConnection } from "../vendors/connections.ts";
import { sendPage, type PageEvent } from "../vendors/pagerduty-events.ts";

/** Type of the component that holds the routing key of a service in a stage. */
const pagerType = "launchgate:pagerduty:ServicePager";

/** Who is to be paged, and about what. */
export interface PageRequest {
  readonly service: string;
  readonly stage: string;
  /** Names the delivery: told again, it is the same incident. */
  readonly run: string;
  readonly summary: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Whether somebody was paged. */
export interface PageOutcome {
  readonly service: string;
  readonly paged: boolean;
  /** One line for people. */
  readonly text: string;
}

/**
 * Opens an incident at the service of the stage, by the key in its state; that nobody could be paged is told and never hides why. (P4, P9)
 *
 * @param send another one only in tests
 */
export async function pageService(
  request: PageRequest,
  state: StackState,
  connection: Pick<PagerDutyConnection, "baseUrl"> | undefined,
  send: typeof sendPage = sendPage,
): Promise<PageOutcome> {
  const { service, stage } = request;
  const pager = componentsOf(state, pagerType).find((each) => each["service"] === service);
  const key = pager?.["eventsKey"];
  if (connection === undefined || typeof key !== "string" || key === "")
    return { service, paged: false, text: `Nobody is paged: stage "${stage}" has no pager for ${service}.` };
  try {
    await send(connection, eventOf(request, key));
    return { service, paged: true, text: `Paged: who is on call for ${service} in ${stage}.` };
  } catch (error) {
    if (!(error instanceof LaunchgateError)) throw error;
    return { service, paged: false, text: `NOBODY COULD BE PAGED for ${service}: ${error.message} Call them.` };
  }
}

function eventOf({ service, stage, run, summary, details }: PageRequest, routingKey: string): PageEvent {
  const dedupKey = `launchgate/deploy/${run}/${stage}/${service}`;
  return { routingKey, dedupKey, summary, source: `launchgate deploy, ${service}-${stage}`, details };
}
