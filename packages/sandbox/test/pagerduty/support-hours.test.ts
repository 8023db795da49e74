import { expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client } from "./client.ts";

const handle = withSandbox();

it("keeps support hours, the urgencies by them, and the scheduled actions", async () => {
  const client = new Client(handle.sandbox);
  const owner = (await client.call("get", "/users?query=account@")).data.users[0].id as string;
  const rule = { escalation_delay_in_minutes: 5, targets: [{ id: owner, type: "user_reference" }] };
  const policy = await client.make("/escalation_policies", "escalation_policy", {
    name: "P",
    escalation_rules: [rule],
  });
  const constant = (urgency: string): object => ({ type: "constant", urgency });
  const fields = {
    incident_urgency_rule: {
      type: "use_support_hours",
      during_support_hours: constant("high"),
      outside_support_hours: constant("low"),
    },
    support_hours: {
      type: "fixed_time_per_day",
      time_zone: "Europe/Berlin",
      days_of_week: [1, 2],
      start_time: "09:00:00",
      end_time: "17:00:00",
    },
    scheduled_actions: [
      { type: "urgency_change", at: { type: "named_time", name: "support_hours_start" }, to_urgency: "high" },
    ],
  };
  const about = { name: "S", escalation_policy: { id: policy.id } };
  const made = await client.make("/services", "service", { ...about, ...fields });
  const path = `/services/${String(made.id)}`;
  expect(await client.read(path, "service")).toMatchObject(fields);
  // As the provider sends it with a rule by support hours and no actions.
  expect(await client.change(path, "service", { scheduled_actions: [null] })).toMatchObject({ scheduled_actions: [] });
});
