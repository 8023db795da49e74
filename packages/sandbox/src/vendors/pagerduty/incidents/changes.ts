import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { pointer, unknownPointers } from "../references.ts";
import { requester } from "../requester.ts";
import { current, incidentOf, serviceOf, userAgent } from "./incident-rows.ts";
import { acknowledge, open, reassign, redirect, resolve, setUrgency } from "./life.ts";
import { remark } from "./remarks.ts";
import type { Agent, IncidentData } from "./types.ts";
import { urgencyOf } from "./urgency.ts";

const assignment = z.object({ assignee: pointer });

const creation = z.object({
  title: z.string().min(1).max(255),
  service: pointer,
  urgency: z.enum(["high", "low"]).optional(),
  body: z.object({ details: z.unknown().optional() }).optional(),
  incident_key: z.string().min(1).max(255).optional(),
  assignments: z.array(assignment).optional(),
  escalation_policy: pointer.optional(),
});

const change = z.object({
  title: z.string().min(1).max(255).optional(),
  status: z.enum(["acknowledged", "resolved"]).optional(),
  resolution: z.string().optional(),
  urgency: z.enum(["high", "low"]).optional(),
  escalation_level: z.int().min(1).optional(),
  escalation_policy: pointer.optional(),
  assignments: z.array(assignment).min(1).optional(),
});

/** Who asks for it. */
export function actor(call: Call): Agent {
  // `From` is asked for before: there is always somebody.
  const user = requester(call);
  if (!user) throw missing("User");
  return userAgent(user.data.id);
}

/** Opens an incident by hand. A key that an open incident of the service has is refused: text [unverified]. */
export function create(call: Call): Entity<IncidentData> {
  const { world, now } = call;
  const {
    title,
    service,
    urgency,
    body,
    incident_key: key,
    assignments,
    escalation_policy: policy,
  } = parsed(creation, call, "incident");
  const users = (assignments ?? []).map(({ assignee }) => assignee);
  refuseUnknown(call, { service: [service], user: users, escalation_policy: policy ? [policy] : [] });
  const owner = serviceOf(world, service.id);
  if (!owner) throw missing("Service");
  const taken = world.store
    .all<IncidentData>("pagerduty.incident")
    .some(({ data }) => data.key === key && data.status !== "resolved" && data.service.id === service.id);
  if (key !== undefined && taken) {
    const message = "Open incident with matching dedup key already exists on this service";
    throw invalid("Incident", { path: ["incident_key"], code: "custom", message });
  }
  const details = typeof body?.details === "string" ? { details: body.details } : (body?.details as Data | undefined);
  const given = { title, service: owner, key, details, policy, users, agent: actor(call) };
  return open(world, now, { ...given, urgency: urgency ?? urgencyOf(owner.data, undefined, now) });
}

/** Changes one incident as a request says. */
export function update(call: Call, incident: Entity<IncidentData>, given: unknown): Entity<IncidentData> {
  const { world, now } = call;
  const asked = parse(change, given);
  const agent = actor(call);
  const users = (asked.assignments ?? []).map(({ assignee }) => assignee);
  refuseUnknown(call, { user: users, escalation_policy: asked.escalation_policy ? [asked.escalation_policy] : [] });
  const at = (): Entity<IncidentData> => current(world, incident) ?? incident;
  if (asked.title !== undefined) world.store.alter(at(), now, { title: asked.title });
  if (asked.urgency !== undefined) setUrgency(world, at(), now, asked.urgency, agent);
  if (asked.escalation_policy ?? asked.escalation_level) {
    const to = { policy: asked.escalation_policy ?? incident.data.policy, level: asked.escalation_level ?? 1 };
    redirect(world, at(), now, to, agent);
  }
  if (users.length > 0) reassign(world, at(), now, users, agent);
  if (asked.status === "acknowledged") acknowledge(world, at(), now, agent);
  if (asked.status === "resolved") {
    resolve(world, at(), now, agent);
    if (asked.resolution !== undefined) remark(call, at(), asked.resolution);
  }
  return at();
}

/** The incident that a path or a body names. @throws Refusal `missing` */
export function named(call: Call, id = call.params["incident_id"] ?? ""): Entity<IncidentData> {
  const found = incidentOf(call.world, id);
  if (!found) throw missing("Incident", id);
  return found;
}

function parsed<S extends z.ZodObject>(schema: S, { request }: Call, wrap: string): z.output<S> {
  return parse(schema, (request.body as Record<string, unknown> | undefined)?.[wrap]);
}

function parse<S extends z.ZodObject>(schema: S, given: unknown): z.output<S> {
  const result = validate(schema, given ?? {});
  if (!result.ok) throw invalid("Incident", ...result.problems);
  return schema.parse(result.fields);
}

function refuseUnknown(
  call: Call,
  pointers: Partial<Record<"service" | "user" | "escalation_policy", readonly { id: string }[]>>,
): void {
  const problems = Object.entries(pointers).flatMap(([kind, all]) =>
    unknownPointers(call.world, kind as "user", kind, all),
  );
  if (problems.length > 0) throw invalid("Incident", ...problems);
}
