import { z } from "zod";
import { Caller, type CallerOptions } from "./caller.ts";
import type { PagerDutyConnection } from "./connections.ts";

/** An alert by the Events API, version 2. Source: PagerDuty developer docs, "Send an Alert Event". */
export interface PageEvent {
  /** Key of a service's integration: a secret. */
  readonly routingKey: string;
  /** Alerts of one key are one incident: told again, nobody is paged twice. */
  readonly dedupKey: string;
  /** At most 1024 characters; more is cut. */
  readonly summary: string;
  /** What sends it. */
  readonly source: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Longest summary that PagerDuty takes. */
const longestSummary = 1024;

const accepted = z.looseObject({ dedup_key: z.string() });

/**
 * Opens an incident. The official client speaks of one fixed address only, so the request is sent here, with the waiting and the words
 * of all other calls.
 *
 * @throws VendorError
 */
export async function sendPage(
  connection: Pick<PagerDutyConnection, "baseUrl">,
  event: PageEvent,
  options?: CallerOptions,
): Promise<void> {
  const { routingKey, dedupKey, summary, source, details } = event;
  const payload = { summary: summary.slice(0, longestSummary), source, severity: "critical", custom_details: details };
  const body = { routing_key: routingKey, event_action: "trigger", dedup_key: dedupKey, payload };
  await new Caller("pagerduty", options).call("page the people on call", accepted, async (signal) => {
    const response = await fetch(`${eventsAddress(connection)}/v2/enqueue`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal,
    });
    if (!response.ok) throw Object.assign(new Error("refused"), { response });
    return response.json();
  });
}

/** Where events go: beside the public interface, in the same region; any other base address takes them itself. */
export function eventsAddress({ baseUrl = "https://api.pagerduty.com" }: Pick<PagerDutyConnection, "baseUrl">): string {
  const { hostname } = new URL(baseUrl);
  const isPublic = hostname === "api.pagerduty.com" || hostname === "api.eu.pagerduty.com";
  return isPublic ? `https://${hostname.replace(/^api\./, "events.")}` : baseUrl;
}
