import type { PluginRow } from "../../row.ts";
import { businessService } from "./business-service.ts";
import { escalationPolicy } from "./escalation-policy.ts";
import { schedule } from "./schedule.ts";
import { team } from "./team.ts";
import { teamMembership } from "./team-membership.ts";
import { user } from "./user.ts";
import { userContactMethod } from "./user-contact-method.ts";
import { userNotificationRule } from "./user-notification-rule.ts";

/** Types of the PagerDuty provider. */
export const pagerDutyRows: readonly PluginRow[] = [
  businessService,
  escalationPolicy,
  schedule,
  team,
  teamMembership,
  user,
  userContactMethod,
  userNotificationRule,
];
