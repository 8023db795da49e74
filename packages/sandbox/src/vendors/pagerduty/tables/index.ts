import type { Resource } from "../../../resource-table/resource.ts";
import { contactMethod } from "./contact-method.ts";
import { escalationPolicy } from "./escalation-policy.ts";
import { notificationRule } from "./notification-rule.ts";
import { schedule } from "./schedule.ts";
import { teamMembership } from "./team-membership.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Every kind of thing that PagerDuty keeps here. */
export const resources: readonly Resource[] = [
  user,
  contactMethod,
  notificationRule,
  team,
  teamMembership,
  schedule,
  escalationPolicy,
];
