import { z } from "zod";
import type { Story } from "./story.ts";

const moment = z.string().transform((text) => Date.parse(text));
const reference = z.object({ id: z.string(), summary: z.string() });
const incident = z.object({
  ...{ id: z.string(), status: z.string(), urgency: z.string(), service: reference, escalation_policy: reference },
  ...{ created_at: moment, resolved_at: moment.nullish() },
  assignments: z.array(z.object({ assignee: reference })),
  acknowledgements: z.array(z.object({ at: moment })),
});
const entry = z.object({ type: z.string(), created_at: moment, assignees: z.array(reference).default([]) });
const alert = z.object({ status: z.string(), summary: z.string() });
const onCall = z.object({ escalation_level: z.number(), user: reference });

/** An incident; times are milliseconds since 1970. */
export type Incident = z.output<typeof incident>;
/** A line of its log. */
export type Entry = z.output<typeof entry>;
/** One of its alerts. */
export type Alert = z.output<typeof alert>;
/** Who is asked at a level of a policy. */
export type OnCall = z.output<typeof onCall>;

/** Incidents that are open and wake people. */
export async function openIncidents(story: Story): Promise<readonly Incident[]> {
  const which = "statuses[]=triggered&statuses[]=acknowledged&urgencies[]=high";
  return (await story.paged(`/incidents?${which}`, z.object({ incidents: z.array(incident) }))).incidents;
}

/** An incident as it stands. */
export async function incidentNow(story: Story, { id }: Pick<Incident, "id">): Promise<Incident> {
  return (await story.paged(`/incidents/${id}`, z.object({ incident }))).incident;
}

/** The log of an incident, oldest first, and its alerts. */
export async function partsOf(
  story: Story,
  { id }: Incident,
): Promise<{ readonly log: readonly Entry[]; readonly alerts: readonly Alert[] }> {
  const at = `/incidents/${id}`;
  const { log_entries } = await story.paged(`${at}/log_entries?limit=100`, z.object({ log_entries: z.array(entry) }));
  const { alerts } = await story.paged(`${at}/alerts?limit=100`, z.object({ alerts: z.array(alert) }));
  return { log: log_entries.toReversed(), alerts };
}

/** Who is on call for an incident's policy, with the address of each. */
export async function onCallFor(
  story: Story,
  { escalation_policy: { id } }: Incident,
): Promise<readonly (OnCall & { readonly email: string })[]> {
  const path = `/oncalls?escalation_policy_ids[]=${id}`;
  const { oncalls } = await story.paged(path, z.object({ oncalls: z.array(onCall) }));
  const schema = z.object({ user: z.object({ email: z.string() }) });
  const found = oncalls.map(async (each) => {
    const { user } = await story.paged(`/users/${each.user.id}`, schema);
    return { ...each, email: user.email };
  });
  return Promise.all(found);
}
