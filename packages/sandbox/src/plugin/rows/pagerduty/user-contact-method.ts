import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { addressProblems } from "./contact-address.ts";
import { everyItem } from "./lists.ts";
import { refusedWith } from "./refusals.ts";

const types = [
  "email_contact_method",
  "phone_contact_method",
  "push_notification_contact_method",
  "sms_contact_method",
  "slack_contact_method",
  "whatsapp_contact_method",
] as const;

const plain = plainRow({
  type: "pagerduty:index/userContactMethod:UserContactMethod",
  source:
    "terraform-provider-pagerduty 3.32 pagerdutyplugin/resource_pagerduty_user_contact_method.go; the last e-mail method: [unverified]",
  createBy: "POST /users/{userId}/contact_methods",
  readBy: "GET /users/{userId}/contact_methods/{id}",
  updateBy: "PUT /users/{userId}/contact_methods/{id}",
  removeBy: "DELETE /users/{userId}/contact_methods/{id}",
  id: "{answer.contact_method.id}",
  importBy: "{userId}:{id}",
  wrap: "contact_method",
  settings: { type: { values: types }, sendShortEmail: { default: false } },
  check: addressProblems,
});

/**
 * A way to reach a person. One with the same kind and address as another is refused, at creation; a change removes the other.
 * The last e-mail method cannot be removed: it goes with the person. Neither person nor kind can be changed: the vendor
 * refuses.
 */
export const userContactMethod: PluginRow = {
  ...plain,
  async update(id, inputs, old, call) {
    // The official provider addresses the method by the person declared now.
    const change = (): Promise<void> | undefined =>
      plain.update?.(id, inputs, { ...old, userId: inputs["userId"] }, call);
    try {
      await change();
    } catch (error) {
      const same = await sameMethod(error, inputs, call);
      await call.http.remove(`${listOf(inputs)}/${String(same["id"])}`);
      await change();
    }
  },
  async remove(id, state, call) {
    try {
      await plain.remove(id, state, call);
    } catch (error) {
      if (!refusedWith(error, "User must have at least one email contact method")) throw error;
      call.log.info(`contact method ${id} is the person's last e-mail method and goes with the person`);
    }
  },
};

/** The method that stands in the way. @throws the refusal where it says something else, or there is none */
async function sameMethod(error: unknown, inputs: Properties, { http }: RowCall): Promise<Properties> {
  if (!refusedWith(error, "User Contact method must be unique")) throw error;
  const there = await everyItem(http, listOf(inputs), "contact_methods");
  const same = there?.find(
    ({ type, address, country_code: code }) =>
      type === inputs["type"] &&
      address === inputs["address"] &&
      (inputs["countryCode"] === undefined || (code ?? 0) === inputs["countryCode"]),
  );
  if (same === undefined) throw error;
  return same;
}

function listOf({ userId }: Properties): string {
  return `/users/${encodeURIComponent(String(userId))}/contact_methods`;
}
