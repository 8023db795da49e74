import type { PracticeEngine } from "../practice-engine.ts";
import type { Ids, VendorLives } from "./life.ts";
import { directoryLives } from "./pagerduty-directory.ts";
import { layerOf, onCallLives } from "./pagerduty-on-call.ts";
import { orchestrationLives } from "./pagerduty-orchestration.ts";
import { serviceLives } from "./pagerduty-service.ts";
import { types } from "./pagerduty-types.ts";

/** Every type of PagerDuty that the plugin serves. */
export const pagerDutyLives: VendorLives = {
  vendor: "pagerduty",
  prepare,
  lives: (ids) => ({ ...directoryLives(ids), ...onCallLives(ids), ...orchestrationLives(ids), ...serviceLives(ids) }),
};

/** People with their telephones, teams, a rota, policies, services and entrances for events. */
async function prepare(engine: PracticeEngine): Promise<Ids> {
  const ids: Record<string, string> = {};
  const made = async (key: string, type: string, inputs: object): Promise<void> => {
    ids[key] = await engine.made(type, key, inputs);
  };
  await made("nora", types.user, { name: "Nora Falk", email: "nora@x.example" });
  await made("leo", types.user, { name: "Leo Martins", email: "leo@x.example" });
  const phone = { userId: ids["nora"], address: "15112345678", countryCode: 49, label: "Work" };
  await made("phone", types.method, { ...phone, type: "phone_contact_method" });
  await made("sms", types.method, { ...phone, type: "sms_contact_method" });
  await made("team", types.team, { name: "Platform" });
  await made("other team", types.team, { name: "Growth" });
  // Nobody leaves a team whose escalations name him: this one has none.
  await made("idle team", types.team, { name: "Operations" });
  await made("rota", types.schedule, { name: "Rota", timeZone: "Etc/UTC", layers: [layerOf(ids)()] });
  const rules = [{ escalationDelayInMinutes: 5, targets: [{ id: ids["nora"] }] }];
  for (const key of ["policy", "other policy"]) await made(key, types.policy, { name: key, rules });
  const escalationPolicy = ids["policy"];
  for (const key of ["web", "api", "tickets"]) await made(key, types.service, { name: key, escalationPolicy });
  await made("app", types.business, { name: "app" });
  for (const key of ["entrance", "other entrance"]) await made(key, types.orchestration, { name: key });
  for (const [key, name] of [["datadog", "Datadog"] as const, ["sentry", "sentr"] as const]) {
    ids[key] = String((await engine.provider.invoke("getVendor", { name }))["id"]);
  }
  return ids;
}
