import type { PluginRow } from "../../row.ts";
import { alertGroupingSetting } from "./alert-grouping-setting.ts";
import { businessService } from "./business-service.ts";
import { escalationPolicy } from "./escalation-policy.ts";
import { eventOrchestrationService } from "./event-orchestration-service.ts";
import { eventOrchestrationRouter } from "./event-orchestration-router.ts";
import { eventOrchestration } from "./event-orchestration.ts";
import { maintenanceWindow } from "./maintenance-window.ts";
import { schedule } from "./schedule.ts";
import { service } from "./service.ts";
import { serviceDependency } from "./service-dependency.ts";
import { serviceIntegration } from "./service-integration.ts";
import { team } from "./team.ts";
import { teamMembership } from "./team-membership.ts";
import { user } from "./user.ts";
import { userContactMethod } from "./user-contact-method.ts";
import { userNotificationRule } from "./user-notification-rule.ts";

/** Types of the PagerDuty provider. */
export const pagerDutyRows: readonly PluginRow[] = [
  alertGroupingSetting,
  businessService,
  escalationPolicy,
  eventOrchestration,
  eventOrchestrationRouter,
  eventOrchestrationService,
  maintenanceWindow,
  schedule,
  service,
  serviceDependency,
  serviceIntegration,
  team,
  teamMembership,
  user,
  userContactMethod,
  userNotificationRule,
];
