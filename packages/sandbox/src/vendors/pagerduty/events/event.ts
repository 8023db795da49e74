import { z } from "zod";

/** How bad it is, in the words of the Events API. */
export const severities = ["critical", "error", "warning", "info"] as const;

const payload = z.object({
  summary: z.string().min(1),
  source: z.string().min(1),
  severity: z.enum(severities),
  timestamp: z.string().optional(),
  component: z.string().optional(),
  group: z.string().optional(),
  class: z.string().optional(),
  custom_details: z.record(z.string(), z.unknown()).optional(),
});

/** An event of the Events API, version 2. Source: PagerDuty developer docs, "PD-CEF"; facts/endpoints.md section 5. */
export const eventSchema = z
  .object({
    routing_key: z.string().min(1),
    event_action: z.enum(["trigger", "acknowledge", "resolve"]),
    dedup_key: z.string().min(1).max(255).optional(),
    payload: payload.optional(),
    client: z.string().optional(),
    client_url: z.string().optional(),
    links: z.array(z.looseObject({ href: z.string() })).optional(),
    images: z.array(z.looseObject({ src: z.string() })).optional(),
  })
  .refine(({ event_action: action, payload: given }) => action !== "trigger" || given !== undefined, {
    message: "'payload' is missing or blank",
  })
  .refine(({ event_action: action, dedup_key: key }) => action === "trigger" || key !== undefined, {
    message: "'dedup_key' is missing or blank",
  });

/** An event as a client sends it. */
export type EventInput = z.input<typeof eventSchema>;
/** What an event says. */
export type Payload = z.output<typeof payload>;
/** An event that is understood. */
export type PagerEvent = Omit<z.output<typeof eventSchema>, "payload"> & { readonly payload?: Payload | undefined };
