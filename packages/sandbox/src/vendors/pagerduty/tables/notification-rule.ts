import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { ContactMethodData, NotificationRuleData } from "../types.ts";
import { newId } from "../wire.ts";
import { user } from "./user.ts";

/** When a user is told of an incident, and by which way. */
export const notificationRule = resource<NotificationRuleData>({
  vendor: "pagerduty",
  name: "notification-rule",
  title: "Notification Rule",
  source: "pagerduty.json /users/{id}/notification_rules; texts: [unverified]",
  parent: user,
  identity: { notification_rule_id: "id" },
  operations: {
    create: "POST /users/{user_id}/notification_rules -> 201",
    list: "GET /users/{user_id}/notification_rules -> 200",
    read: "GET /users/{user_id}/notification_rules/{notification_rule_id} -> 200",
    update: "PUT /users/{user_id}/notification_rules/{notification_rule_id} -> 200",
    remove: "DELETE /users/{user_id}/notification_rules/{notification_rule_id} -> 204",
  },
  scopes: { read: "users:contact_methods.read", write: "users:contact_methods.write" },
  wrap: { one: "notification_rule", many: "notification_rules" },
  input: z.object({
    start_delay_in_minutes: z.int().min(0),
    urgency: z.enum(["high", "low"]),
    contact_method: z.object({ id: z.string().min(1), type: z.string().min(1) }),
  }),
  unique: [
    {
      fields: ["contact_method", "start_delay_in_minutes", "urgency"],
      message: "Channel Start delay must be unique for a given contact method",
    },
  ],
  list: { filters: { urgency: ({ data }, value) => data.urgency === value } },
  normalise: (data) => {
    const { id, type } = data.contact_method;
    return { ...data, contact_method: { id, type: type.replace(/_reference$/, "") } };
  },
  check: ({ contact_method: { id, type } }, { world }, _before, parent) => {
    const methods = world.store.children("pagerduty.contact-method", parent?.key ?? "");
    const isThere = methods.some(({ data }) => data["id"] === id && data["type"] === type);
    const message = "Contact method not found";
    return isThere ? [] : [{ path: ["contact_method"], code: "reference", message, given: id }];
  },
  computed: (_data, { world }) => ({ id: newId(world, "notification-rule") }),
  view: ({ parent, data }, { world }) => {
    const userId = String(world.store.get(parent ?? "")?.data["id"]);
    const at = `https://api.pagerduty.com/users/${userId}`;
    const { id, type } = data.contact_method;
    const method = world.store
      .children<ContactMethodData>("pagerduty.contact-method", parent ?? "")
      .find((each) => each.data.id === id);
    const summary = method?.data.label ?? id;
    return {
      ...data,
      type: "assignment_notification_rule",
      contact_method: { id, type: `${type}_reference`, summary, self: `${at}/contact_methods/${id}`, html_url: null },
      summary: `${String(data.start_delay_in_minutes)} minutes: ${summary}`,
      self: `${at}/notification_rules/${data.id}`,
      html_url: null,
    };
  },
});
