import type { DriftWorld } from "./world.ts";
import { extrasOf, stray, type AddedExtra, type Listed } from "./extra.ts";

/** One extra of each kind that PagerDuty lists. */
export async function addAtPagerDuty(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const add = <T>(line: string, body?: object): Promise<T> => world.send<T>("pagerduty", line, body);
  const { user } = await add<{ user: Listed }>("POST /users", {
    user: { type: "user", name: stray, email: "stray@test.example" },
  });
  const { users } = await add<{ users: Listed[] }>("GET /users?limit=100");
  const known = users.find(({ name }) => name?.startsWith("Ada"))?.id ?? "";
  const method = { type: "email_contact_method", label: stray, address: "other@test.example" };
  await add(`POST /users/${known}/contact_methods`, { contact_method: method });
  const { contact_methods: methods } = await add<{ contact_methods: (Listed & { type: string })[] }>(
    `GET /users/${known}/contact_methods`,
  );
  const phone = methods.find(({ type }) => type === "phone_contact_method");
  await add(`POST /users/${known}/notification_rules`, {
    notification_rule: {
      type: "assignment_notification_rule",
      start_delay_in_minutes: 57,
      urgency: "low",
      contact_method: { id: phone?.id, type: "phone_contact_method_reference" },
    },
  });
  await add("POST /teams", { team: { type: "team", name: stray } });
  const { teams } = await add<{ teams: Listed[] }>("GET /teams?limit=100");
  const team = teams.find(({ name }) => name === "Platform")?.id ?? teams[0]?.id ?? "";
  await add(`PUT /teams/${team}/users/${user.id}`, { role: "manager" });
  const targets = [{ id: user.id, type: "user_reference" }];
  const { escalation_policy: policy } = await add<{ escalation_policy: Listed }>("POST /escalation_policies", {
    escalation_policy: {
      type: "escalation_policy",
      name: stray,
      escalation_rules: [{ escalation_delay_in_minutes: 30, targets }],
    },
  });
  await addRota(world, user.id);
  const service = await addServices(world, policy.id);
  await add(`POST /services/${service}/integrations`, {
    integration: { type: "events_api_v2_inbound_integration", name: stray },
  });
  await add("POST /event_orchestrations", { orchestration: { name: stray } });
  return [
    ...extrasOf("shared", "pagerduty", {
      User: stray,
      UserContactMethod: stray,
      UserNotificationRule: "low urgency after 57 min",
      Team: stray,
      TeamMembership: stray,
      EscalationPolicy: stray,
      Schedule: stray,
      BusinessService: stray,
      ServiceDependency: service,
      AlertGroupingSetting: stray,
      EventOrchestration: stray,
    }),
    ...extrasOf("staging", "pagerduty", { MaintenanceWindow: stray, ServiceIntegration: stray, Service: stray }),
  ];
}

async function addRota(world: DriftWorld, user: string): Promise<void> {
  const layer = {
    name: stray,
    start: "2027-01-04T08:00:00Z",
    rotation_virtual_start: "2027-01-04T08:00:00Z",
    rotation_turn_length_seconds: 86_400,
    users: [{ user: { id: user, type: "user_reference" } }],
  };
  const schedule = { type: "schedule", name: stray, time_zone: "Europe/Berlin", schedule_layers: [layer] };
  await world.send("pagerduty", "POST /schedules", { schedule });
}

/** Adds services, what they rest on and what silences them; gives the id of a declared service. */
async function addServices(world: DriftWorld, policy: string): Promise<string> {
  const add = <T>(line: string, body?: object): Promise<T> => world.send<T>("pagerduty", line, body);
  const { services } = await add<{ services: Listed[] }>("GET /services?limit=100");
  const id = services.find(({ name }) => name === "web-staging")?.id ?? "";
  const made = { name: `${stray}-staging`, escalation_policy: { id: policy, type: "escalation_policy_reference" } };
  const { service } = await add<{ service: Listed }>("POST /services", { service: { type: "service", ...made } });
  await add("POST /business_services", { business_service: { name: stray } });
  const { business_services: business } = await add<{ business_services: Listed[] }>("GET /business_services");
  const pilot = business.find(({ name }) => name === "Pilot application")?.id ?? "";
  await add("POST /service_dependencies/associate", {
    relationships: [
      { supporting_service: { id, type: "service" }, dependent_service: { id: pilot, type: "business_service" } },
    ],
  });
  await add("POST /alert_grouping_settings", {
    alert_grouping_setting: {
      name: stray,
      type: "time",
      config: { timeout: 300 },
      services: [{ id: service.id, type: "service_reference" }],
    },
  });
  const times = { start_time: "2090-01-01T00:00:00Z", end_time: "2090-01-02T00:00:00Z" };
  const maintenance = { type: "maintenance_window", description: stray, ...times };
  await add("POST /maintenance_windows", {
    maintenance_window: { ...maintenance, services: [{ id, type: "service_reference" }] },
  });
  return id;
}
