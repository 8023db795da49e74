import { z } from "zod";
import { invalid, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { ContactMethodData, NotificationRuleData } from "../types.ts";
import { newId } from "../wire.ts";
import { user } from "./user.ts";

/** Ways to reach a user that an API client can make. */
const types = [
  "email_contact_method",
  "phone_contact_method",
  "push_notification_contact_method",
  "sms_contact_method",
  "whatsapp_contact_method",
] as const;

const dialled = new Set<string>(["phone_contact_method", "sms_contact_method", "whatsapp_contact_method"]);

/** A way to reach a user. Its kind cannot be changed. */
export const contactMethod = resource<ContactMethodData>({
  vendor: "pagerduty",
  name: "contact-method",
  title: "Contact Method",
  source: "pagerduty.json /users/{id}/contact_methods; texts and default country code: [unverified]",
  parent: user,
  identity: { contact_method_id: "id" },
  operations: {
    create: "POST /users/{user_id}/contact_methods -> 201",
    list: "GET /users/{user_id}/contact_methods -> 200",
    read: "GET /users/{user_id}/contact_methods/{contact_method_id} -> 200",
    update: "PUT /users/{user_id}/contact_methods/{contact_method_id} -> 200",
    remove: "DELETE /users/{user_id}/contact_methods/{contact_method_id} -> 204",
  },
  scopes: { read: "users:contact_methods.read", write: "users:contact_methods.write" },
  wrap: { one: "contact_method", many: "contact_methods" },
  input: z.object({
    type: z.enum(types),
    label: z.string().min(1).optional(),
    address: z.string().min(1),
    country_code: z.int().min(1).max(1999).optional(),
    send_short_email: z.boolean().optional(),
    device_type: z.enum(["android", "ios"]).optional(),
  }),
  unique: [{ fields: ["type", "address", "country_code"], message: "User Contact method must be unique" }],
  immutable: ["type"],
  defaults: () => ({ label: "Default" }),
  normalise: withKindsDefaults,
  check: problemsOf,
  computed: (_data, { world }) => ({ id: newId(world, "contact-method") }),
  view: ({ parent, data }, { world }) => ({
    ...data,
    ...(dialled.has(data.type) ? { blacklisted: false, enabled: true } : {}),
    summary: data.label,
    self: `https://api.pagerduty.com/users/${String(world.store.get(parent ?? "")?.data["id"])}/contact_methods/${data.id}`,
    html_url: null,
  }),
  removing: ({ parent, data }, { world }) => {
    const rules = world.store.children<NotificationRuleData>("pagerduty.notification-rule", parent ?? "");
    for (const rule of rules) if (rule.data.contact_method.id === data.id) world.store.remove(rule.key);
    const others = world.store.children<ContactMethodData>("pagerduty.contact-method", parent ?? "");
    const emails = others.filter((each) => each.data.type === "email_contact_method");
    if (emails.length === 1 && emails[0]?.data.id === data.id) {
      const message = "User must have at least one email contact method";
      throw invalid("Contact Method", { path: ["id"], code: "custom", message });
    }
  },
});

function withKindsDefaults(data: ContactMethodData): ContactMethodData {
  const { country_code: code, send_short_email: short, ...rest } = data;
  if (dialled.has(data.type)) return { ...rest, country_code: code ?? 1 };
  return data.type === "email_contact_method" ? { ...rest, send_short_email: short ?? false } : rest;
}

function problemsOf({ type, address }: ContactMethodData): readonly FieldProblem[] {
  const rule = (isRight: boolean): readonly FieldProblem[] =>
    isRight ? [] : [{ path: ["address"], code: "custom", message: "Address is invalid", given: address }];
  if (type === "email_contact_method") return rule(z.email().safeParse(address).success);
  return dialled.has(type) ? rule(/^\d{4,15}$/.test(address)) : [];
}
