import { z } from "zod";
import { DemoError } from "./child.ts";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";

const reference = z.object({ id: z.string(), summary: z.string() });
const incident = z.object({
  id: z.string(),
  incident_number: z.number(),
  title: z.string(),
  status: z.string(),
  created_at: z.string(),
  escalation_policy: reference,
  assignments: z.array(z.object({ assignee: reference })),
  acknowledgements: z.array(z.object({ at: z.string(), acknowledger: reference })),
});
const incidents = z.object({ incidents: z.array(incident) });
const oncalls = z.object({ oncalls: z.array(z.object({ escalation_level: z.number(), user: reference })) });
const user = z.object({ user: z.object({ email: z.string() }) });
const entry = z.object({
  type: z.string(),
  created_at: z.string(),
  agent: reference,
  assignees: z.array(reference).default([]),
});
const log = z.object({ log_entries: z.array(entry) });

/** An incident as PagerDuty tells it. */
export type Incident = z.output<typeof incident>;
/** A line of the log of an incident. */
export type LogEntry = z.output<typeof entry>;
/** Somebody, by id and name. */
export type Person = z.output<typeof reference>;

/** Incidents of a service that are open, oldest first. */
export async function openIncidents(vendors: Vendors, { pager, projectName }: Service): Promise<readonly Incident[]> {
  if (pager === undefined) throw new DemoError(`${projectName} has no service at PagerDuty.`, 1);
  const query = new URLSearchParams([
    ["service_ids[]", pager],
    ["statuses[]", "triggered"],
    ["statuses[]", "acknowledged"],
  ]);
  return (await vendors.ask("pagerduty", `GET /incidents?${query.toString()}`, incidents)).incidents;
}

/** An incident as it stands now. */
export async function readIncident(vendors: Vendors, { id }: Incident): Promise<Incident> {
  return (await vendors.ask("pagerduty", `GET /incidents/${id}`, z.object({ incident }))).incident;
}

/** What happened to an incident, in its order. */
export async function readLog(vendors: Vendors, { id }: Incident): Promise<readonly LogEntry[]> {
  const found = await vendors.ask("pagerduty", `GET /incidents/${id}/log_entries?limit=100`, log);
  return found.log_entries.toReversed();
}

/** Who is asked at a level of an incident's policy now. @throws DemoError where nobody is */
export async function onCallAt(
  vendors: Vendors,
  { escalation_policy: policy }: Incident,
  level: number,
): Promise<Person> {
  const query = new URLSearchParams([["escalation_policy_ids[]", policy.id]]);
  const found = await vendors.ask("pagerduty", `GET /oncalls?${query.toString()}`, oncalls);
  const person = found.oncalls.find(({ escalation_level: each }) => each === level)?.user;
  if (!person) throw new DemoError(`Expected somebody on call at level ${String(level)} of ${policy.summary}.`, 1);
  return person;
}

/** Id of a person in the model: the sandbox's addresses are made of it. */
export async function modelIdOf(vendors: Vendors, { id }: Person): Promise<string> {
  const { email } = (await vendors.ask("pagerduty", `GET /users/${id}`, user)).user;
  return email.split("@")[0] ?? email;
}
