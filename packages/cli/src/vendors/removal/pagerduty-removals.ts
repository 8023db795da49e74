import { pagerdutyKinds as pd } from "../inventories/pagerduty.ts";
import { type RemovalRows, type Remove, parts } from "./remove.ts";

const atPagerDuty =
  (what: string, path: string): Remove =>
  (removers, { id }) =>
    removers.pagerduty(what, `${path}/${id}`);
const ofUser =
  (what: string, path: string): Remove =>
  (removers, { id, within = "" }) =>
    removers.pagerduty(what, `/users/${within}/${path}/${id}`);

/** How each kind of PagerDuty is removed. */
export const pagerdutyRemovals: RemovalRows = {
  [pd.user]: "it may be in rotas and has a history: remove it in the account's users",
  [pd.team]: "delete it in the account's teams: rights go with it",
  [pd.service]: "it holds incidents: disable or delete it in the service directory",
  [pd.businessService]: "delete it in the service directory",
  [pd.integration]: "alerts may still arrive by it: delete it in the service",
  [pd.dependency]: "take it off in the service graph",
  [pd.contactMethod]: ofUser("a contact method", "contact_methods"),
  [pd.notificationRule]: ofUser("a notification rule", "notification_rules"),
  [pd.teamMembership]: (removers, { id }) => {
    const [user, team] = parts(id);
    return removers.pagerduty("a member of a team", `/teams/${team}/users/${user}`);
  },
  [pd.schedule]: atPagerDuty("a rota", "/schedules"),
  [pd.escalationPolicy]: atPagerDuty("an escalation policy", "/escalation_policies"),
  [pd.maintenanceWindow]: atPagerDuty("a maintenance window", "/maintenance_windows"),
  [pd.alertGrouping]: atPagerDuty("an alert grouping", "/alert_grouping_settings"),
  [pd.orchestration]: atPagerDuty("an event orchestration", "/event_orchestrations"),
};
