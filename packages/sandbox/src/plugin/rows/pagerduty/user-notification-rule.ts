import type { Failure, Properties } from "@launchgate/provider-kit";
import { isUnknown } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { everyItem } from "./lists.ts";
import { refusedWith } from "./refusals.ts";

const methodTypes = new Set<unknown>([
  "email_contact_method",
  "phone_contact_method",
  "push_notification_contact_method",
  "sms_contact_method",
  "whatsapp_contact_method",
]);

const plain = plainRow({
  type: "pagerduty:index/userNotificationRule:UserNotificationRule",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_user_notification_rule.go; taking over: heimweh/go-pagerduty user.go, which 3.32 uses no more here: it refuses",
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

/** When a person is told by which way. A rule that PagerDuty made with the person is taken over. */
export const userNotificationRule: PluginRow = {
  ...plain,
  async create(inputs, call) {
    try {
      return await plain.create(inputs, call);
    } catch (error) {
      const id = await sameRule(error, inputs, call);
      call.log.info(`notification rule ${id} is there already and is taken over`);
      return { id };
    }
  },
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

async function sameRule(error: unknown, inputs: Properties, { http }: RowCall): Promise<string> {
  if (!refusedWith(error, "Channel Start delay must be unique for a given contact method")) throw error;
  const path = `/users/${encodeURIComponent(String(inputs["userId"]))}/notification_rules`;
  const there = await everyItem(http, path, "notification_rules");
  const { id } = inputs["contactMethod"] as Properties;
  const same = there?.find(
    (each) =>
      each["urgency"] === inputs["urgency"] &&
      each["start_delay_in_minutes"] === inputs["startDelayInMinutes"] &&
      (each["contact_method"] as Properties)["id"] === id,
  );
  if (same === undefined) throw error;
  return String(same["id"]);
}
