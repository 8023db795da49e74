import { z } from "zod";
import { aliasOf, digestOf } from "../identity/text.ts";
import { isMarked, type Collector, type InventoryObject } from "../inventory-object.ts";
import type { PagerDutyClient } from "../pagerduty-client.ts";

/** Type tokens of what PagerDuty holds. */
export const pagerdutyKinds = {
  user: "pagerduty:index/user:User",
  contactMethod: "pagerduty:index/userContactMethod:UserContactMethod",
  notificationRule: "pagerduty:index/userNotificationRule:UserNotificationRule",
  team: "pagerduty:index/team:Team",
  teamMembership: "pagerduty:index/teamMembership:TeamMembership",
  schedule: "pagerduty:index/schedule:Schedule",
  escalationPolicy: "pagerduty:index/escalationPolicy:EscalationPolicy",
  service: "pagerduty:index/service:Service",
  integration: "pagerduty:index/serviceIntegration:ServiceIntegration",
  businessService: "pagerduty:index/businessService:BusinessService",
  dependency: "pagerduty:index/serviceDependency:ServiceDependency",
  maintenanceWindow: "pagerduty:index/maintenanceWindow:MaintenanceWindow",
  alertGrouping: "pagerduty:index/alertGroupingSetting:AlertGroupingSetting",
  orchestration: "pagerduty:index/eventOrchestration:EventOrchestration",
} as const;

const item = z.object({
  id: z.string(),
  name: z.string().nullish(),
  summary: z.string().nullish(),
  description: z.string().nullish(),
});
type Item = z.infer<typeof item>;
const user = item.extend({ role: z.string().optional(), email: z.string().nullish() });
const contact = z.object({
  id: z.string(),
  type: z.string(),
  label: z.string().nullish(),
  address: z.string().nullish(),
});
const rule = z.object({
  id: z.string(),
  contact_method: z.object({ id: z.string() }).nullish(),
  urgency: z.string().optional(),
  start_delay_in_minutes: z.number().optional(),
});
const member = z.object({
  user: z.object({ id: z.string(), summary: z.string().nullish() }),
  role: z.string().nullish(),
});
const integration = item.extend({ type: z.string().optional() });
const service = item.extend({ status: z.string().optional(), integrations: z.array(integration).optional() });
const reference = z.object({ id: z.string() });
const window = item.extend({
  start_time: z.string(),
  end_time: z.string(),
  services: z.array(reference.extend({ summary: z.string().nullish() })).optional(),
});
const relationships = z.object({
  relationships: z
    .array(z.object({ id: z.string(), supporting_service: reference, dependent_service: reference }))
    .nullish(),
});

/** Lists that are read alike: an address, a key, a kind. */
const plainLists = [
  [pagerdutyKinds.schedule, "/schedules", "schedules", "schedules"],
  [pagerdutyKinds.escalationPolicy, "/escalation_policies", "escalation_policies", "escalation policies"],
  [pagerdutyKinds.alertGrouping, "/alert_grouping_settings", "alert_grouping_settings", "alert grouping settings"],
  [pagerdutyKinds.orchestration, "/event_orchestrations", "orchestrations", "event orchestrations"],
] as const;

/** Everything of an account at PagerDuty. */
export async function readPagerDuty(client: PagerDutyClient, into: Collector): Promise<void> {
  const plain = plainLists.map(([kind, path, key, what]) =>
    into.take(kind, undefined, () => client.list(`list the ${what}`, path, key, item), objectOf),
  );
  await Promise.all([
    ...plain,
    readUsers(client, into),
    readTeams(client, into),
    readServices(client, into),
    readBusinessServices(client, into),
    readWindows(client, into),
  ]);
}

async function readUsers(client: PagerDutyClient, into: Collector): Promise<void> {
  const users = await into.take(
    pagerdutyKinds.user,
    undefined,
    () => client.list("list the users", "/users", "users", user),
    (each) => ({
      ...objectOf(each),
      ...(each.email ? { alias: digestOf(each.email) } : {}),
      ...(each.role === undefined ? {} : { remark: each.role }),
    }),
  );
  await Promise.all(users.map((each) => readUser(client, into, each)));
}

async function readUser(client: PagerDutyClient, into: Collector, each: Item): Promise<void> {
  const parent = { kind: pagerdutyKinds.user, id: each.id, name: nameOf(each) };
  const at = `/users/${each.id}`;
  const methods = await into.take(
    pagerdutyKinds.contactMethod,
    parent,
    () =>
      client.list(`list the contact methods of ${parent.name}`, `${at}/contact_methods`, "contact_methods", contact),
    // Neither address nor number: personal data (house decision 10).
    ({ id, type, label, address }) => ({
      id,
      alias: aliasOf(each.id, type, digestOf(address ?? "")),
      name: `${parent.name} ${label ?? type}`,
      vendorMade: isFirst({ type, label }),
    }),
  );
  const first = methods.find(isFirst)?.id;
  await into.take(
    pagerdutyKinds.notificationRule,
    parent,
    () =>
      client.list(
        `list the notification rules of ${parent.name}`,
        `${at}/notification_rules`,
        "notification_rules",
        rule,
      ),
    ({ id, urgency = "any", start_delay_in_minutes: delay = 0, contact_method: method }) => ({
      id,
      alias: aliasOf(each.id, method?.id, urgency, delay),
      name: `${parent.name} ${urgency} urgency after ${String(delay)} min`,
      vendorMade: delay === 0 && first !== undefined && method?.id === first,
    }),
  );
}

/** The e-mail that PagerDuty gives a new user. */
function isFirst({ type, label }: Pick<z.infer<typeof contact>, "type" | "label">): boolean {
  return label === "Default" && type === "email_contact_method";
}

async function readTeams(client: PagerDutyClient, into: Collector): Promise<void> {
  const teams = await into.take(
    pagerdutyKinds.team,
    undefined,
    () => client.list("list the teams", "/teams", "teams", item),
    objectOf,
  );
  await Promise.all(
    teams.map((each) => {
      const parent = { kind: pagerdutyKinds.team, id: each.id, name: nameOf(each) };
      const read = () =>
        client.list(`list the members of team ${parent.name}`, `/teams/${each.id}/members`, "members", member);
      return into.take(pagerdutyKinds.teamMembership, parent, read, ({ user: who, role }) => ({
        id: `${who.id}:${each.id}`,
        name: `${who.summary ?? who.id} in ${parent.name}`,
        ...(role ? { remark: role } : {}),
      }));
    }),
  );
}

async function readServices(client: PagerDutyClient, into: Collector): Promise<void> {
  const query = { "include[]": "integrations" };
  const services = await into.take(
    pagerdutyKinds.service,
    undefined,
    () => client.list("list the services", "/services", "services", service, query),
    (each) => ({ ...objectOf(each), ...(each.status === "disabled" ? { remark: "disabled: pages nobody" } : {}) }),
  );
  for (const each of services)
    for (const one of each.integrations ?? [])
      into.add({
        kind: pagerdutyKinds.integration,
        id: one.id,
        alias: aliasOf(each.id, nameOf(one)),
        name: `${nameOf(each)} ${nameOf(one)}`,
        parent: { kind: pagerdutyKinds.service, id: each.id },
      });
}

async function readBusinessServices(client: PagerDutyClient, into: Collector): Promise<void> {
  const services = await into.take(
    pagerdutyKinds.businessService,
    undefined,
    () => client.list("list the business services", "/business_services", "business_services", item),
    objectOf,
  );
  await Promise.all(
    services.map((each) => {
      const parent = { kind: pagerdutyKinds.businessService, id: each.id, name: nameOf(each) };
      const what = `list what business service ${parent.name} depends on`;
      const read = async () =>
        (await client.call(what, "get", `/service_dependencies/business_services/${each.id}`, relationships))
          .relationships ?? [];
      return into.take(
        pagerdutyKinds.dependency,
        parent,
        read,
        ({ id, supporting_service: below, dependent_service: above }) => ({
          id,
          alias: aliasOf(above.id, below.id),
          name: `${parent.name} depends on ${below.id}`,
        }),
      );
    }),
  );
}

async function readWindows(client: PagerDutyClient, into: Collector): Promise<void> {
  const read = () =>
    client.list("list the maintenance windows", "/maintenance_windows", "maintenance_windows", window, {
      filter: "open",
    });
  const windows = await into.list(pagerdutyKinds.maintenanceWindow, "the account", read);
  for (const each of windows) {
    const [only, ...others] = each.services ?? [];
    const within: Pick<InventoryObject, "parent"> =
      only !== undefined && others.length === 0 ? { parent: { kind: pagerdutyKinds.service, id: only.id } } : {};
    const silent = `nobody is paged from ${each.start_time} to ${each.end_time}`;
    const alias = aliasOf(
      each.start_time,
      each.end_time,
      each.services?.map(({ id }) => id),
      each.description,
    );
    into.add({ kind: pagerdutyKinds.maintenanceWindow, ...objectOf(each), alias, remark: silent, ...within });
  }
}

function objectOf(each: Item): Pick<InventoryObject, "id" | "name" | "managedTag"> {
  return { id: each.id, name: nameOf(each), managedTag: isMarked(each.description) };
}

function nameOf({ id, name, summary, description }: Item): string {
  return [name, summary, description].find((each): each is string => typeof each === "string" && each !== "") ?? id;
}
