import type { Failure, Properties } from "@launchgate/provider-kit";
import { isUnknown } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";

const methodTypes = new Set<unknown>([
  "email_contact_method",
  "phone_contact_method",
  "push_notification_contact_method",
  "sms_contact_method",
  "whatsapp_contact_method",
]);

const plain = plainRow({
  type: "pagerduty:index/userNotificationRule:UserNotificationRule",
  source: "terraform-provider-pagerduty 3.32 pagerdutyplugin/resource_pagerduty_user_notification_rule.go",
  createBy: "POST /users/{userId}/notification_rules",
  readBy: "GET /users/{userId}/notification_rules/{id}",
  updateBy: "PUT /users/{userId}/notification_rules/{id}",
  removeBy: "DELETE /users/{userId}/notification_rules/{id}",
  id: "{answer.notification_rule.id}",
  importBy: "{userId}:{id}",
  wrap: "notification_rule",
  settings: {
    startDelayInMinutes: { min: 0 },
    urgency: { values: ["high", "low"] },
    contactMethod: { required: true },
  },
  forms: { contactMethod: { to: (value) => value, from: methodOf } },
  complete: (body) => ({ type: "assignment_notification_rule", ...body }),
  check: methodProblems,
});

/** When a person is told by which way. One that is there already, as those that PagerDuty makes with the person, is refused. */
export const userNotificationRule: PluginRow = {
  ...plain,
  // The official provider addresses the rule by the person that the state holds.
  update: async (id, inputs, old, call) => await plain.update?.(id, inputs, old, call),
};

/** The published schema says `..._reference`; the provider compares with the plain kind. */
function methodOf(value: unknown): unknown {
  const { id, type } = (value ?? {}) as Properties;
  return { id, type: String(type).replace(/_reference$/, "") };
}

function methodProblems({ contactMethod }: Properties): readonly Failure[] {
  if (typeof contactMethod !== "object" || contactMethod === null) return [];
  const { id, type } = contactMethod as Properties;
  const names = [...methodTypes].join(", ");
  return [
    ...(id === undefined ? [{ property: "contactMethod.id", reason: "is required and missing" }] : []),
    ...(isUnknown(type) || methodTypes.has(type)
      ? []
      : [{ property: "contactMethod.type", reason: `is ${JSON.stringify(type)}; allowed: ${names}` }]),
  ];
}
