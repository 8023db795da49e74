import type { PluginRow } from "../../row.ts";
import { businessService } from "./business-service.ts";
import { team } from "./team.ts";
import { teamMembership } from "./team-membership.ts";
import { user } from "./user.ts";
import { userContactMethod } from "./user-contact-method.ts";
import { userNotificationRule } from "./user-notification-rule.ts";

/** Types of the PagerDuty provider. */
export const pagerDutyRows: readonly PluginRow[] = [
  businessService,
  team,
  teamMembership,
  user,
  userContactMethod,
  userNotificationRule,
];
