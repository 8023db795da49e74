import { UsageError } from "@launchgate/provider-kit";
import type { PluginFunction } from "../../function.ts";
import { everyItem } from "./lists.ts";

const text = (doc: string) => ({ type: { kind: "string" }, doc, required: true }) as const;

/** A person's contact method by its very label and kind, such as the e-mail one, `Default`, that PagerDuty gives everybody. */
export const getUserContactMethod: PluginFunction = {
  name: "getUserContactMethod",
  source: "terraform-provider-pagerduty 3.32 data_source_pagerduty_user_contact_method.go",
  arguments: { userId: text("Id of the person."), label: text("Its label."), type: text("Its kind.") },
  async run({ userId, label, type }, { http }) {
    const path = `/users/${encodeURIComponent(String(userId))}/contact_methods`;
    const methods = (await everyItem(http, path, "contact_methods")) ?? [];
    const found = methods.find((each) => each["label"] === label && each["type"] === type);
    if (found === undefined) {
      throw new UsageError(`PagerDuty has no ${String(type)} with the label "${String(label)}" for ${String(userId)}.`);
    }
    return {
      id: found["id"],
      userId,
      label,
      type,
      address: found["address"],
      blacklisted: found["blacklisted"] ?? false,
      countryCode: found["country_code"] ?? 0,
      deviceType: found["device_type"] ?? "",
      enabled: found["enabled"] ?? false,
      sendShortEmail: found["send_short_email"] ?? false,
    };
  },
};
