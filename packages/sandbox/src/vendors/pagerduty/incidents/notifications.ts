import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { byId } from "../references.ts";
import type { ContactMethodData, NotificationRuleData } from "../types.ts";
import { newId } from "../wire.ts";
import { current } from "./incident-rows.ts";
import { nameOf, write } from "./journal.ts";
import { hear } from "./responders.ts";
import type { IncidentData, NotificationData } from "./types.ts";

/** Kind of the appointment at which somebody is told by one way. */
export const notifyKind = "pagerduty.notify";

const types: Readonly<Record<string, NotificationData["type"]>> = {
  email_contact_method: "email_notification",
  phone_contact_method: "phone_notification",
  push_notification_contact_method: "push_notification",
  sms_contact_method: "sms_notification",
  // Listed as an SMS: the published schema knows no other kind.
  whatsapp_contact_method: "sms_notification",
};

/** Tells everybody an incident is assigned to, by each of their rules for its urgency, each after its delay. */
export function tell(world: World, incident: Entity<IncidentData>, at: number): void {
  for (const { by } of incident.data.assignments) {
    const user = byId(world, "user", by.id);
    const rules = user ? world.store.children<NotificationRuleData>("pagerduty.notification-rule", user.key) : [];
    for (const { key, data } of rules.filter((each) => each.data.urgency === incident.data.urgency)) {
      const when = at + data.start_delay_in_minutes * 60_000;
      const about: Data = { rule: key, user: by.id, since: at };
      if (when === at) notify(world, incident, at, about);
      else world.agenda.book({ kind: notifyKind, at: when, about: incident.key, data: about });
    }
  }
}

/** Nobody is told any more of what was booked. */
export function stopNotifying(world: World, incident: Entity): void {
  world.agenda.drop({ kind: notifyKind, about: incident.key });
}

/** Tells one person by one way, if that person is still the one who is asked. */
export function notify(world: World, incident: Entity<IncidentData>, at: number, { rule, user, since }: Data): void {
  const now = current(world, incident);
  const isAsked = now?.data.assignments.some((each) => each.by.id === user && each.at === since);
  if (now?.data.status !== "triggered" || isAsked !== true) return;
  const found = world.store.get<NotificationRuleData>(rule as string);
  const methods = world.store.children<ContactMethodData>("pagerduty.contact-method", found?.parent ?? "");
  const method = methods.find(({ data }) => data.id === found?.data.contact_method.id);
  if (!method) return;
  const pointer = { id: user as string };
  const type = types[method.data.type] ?? "push_notification";
  const data: NotificationData = {
    ...{ id: newId(world, "notification"), type, user: pointer, incident: now.data.id },
    address: method.data.address,
  };
  world.store.add("pagerduty.notification", { parent: now.key, at, data });
  const way = type.replace("_notification", "");
  write(world, now, {
    ...{ kind: "notify", at, agent: { type: "service", id: now.data.service.id }, users: [pointer] },
    channel: { type: "auto", notification: { type, status: "success" } },
    text: `${nameOf(world, "user", pointer)} is told of #${String(now.data.number)} by ${way}.`,
  });
  hear(world, now, at, user as string);
}
