import type { Call } from "../../../http/message.ts";
import { make, type Change } from "../../../resource-table/change.ts";
import { contactMethod } from "../tables/contact-method.ts";
import { orchestrationIntegration } from "../tables/event-orchestration.ts";
import { notificationRule } from "../tables/notification-rule.ts";
import type { UserData } from "../types.ts";
import { writeAudit } from "./audit-records.ts";
import { dependenciesOf } from "./service-dependencies.ts";

type Reaction = (change: Change, call: Call) => void;

/** What PagerDuty does of itself after a change. */
const reactions: Readonly<Record<string, Reaction>> = {
  // A new user is told by e-mail at once, whatever the urgency. Source: support pages "User profile"; labels: [unverified].
  "user.created": ({ entity }, call) => {
    const { email: address } = entity.data as UserData;
    const type = "email_contact_method";
    const { data } = make(contactMethod, { type, label: "Default", address }, call, entity);
    for (const urgency of ["high", "low"]) {
      const fields = { start_delay_in_minutes: 0, urgency, contact_method: { id: data.id, type } };
      make(notificationRule, fields, call, entity);
    }
  },
  "user.removed": ({ entity }, { world: { store } }) => {
    const memberships = store.all("pagerduty.team-membership");
    for (const each of memberships) if (each.data["user_id"] === entity.data["id"]) store.remove(each.key);
  },
  "event-orchestration.created": ({ entity }, call) => {
    const label = `${entity.data["name"] as string} Default Integration`;
    make(orchestrationIntegration, { label }, call, entity);
  },
  "service.removed": withoutDependencies,
  "business-service.removed": withoutDependencies,
};

function withoutDependencies({ entity }: Change, call: Call): void {
  for (const each of dependenciesOf(call, entity.data["id"] as string)) call.world.store.remove(each.key);
}

/** Told of every change within its transaction: the audit trail, then what follows of it. */
export function changed(change: Change, call: Call): void {
  writeAudit(change, call);
  reactions[`${change.row.name}.${change.act}`]?.(change, call);
}
