import type { Resource } from "../../../resource-table/resource.ts";
import { alertGroupingSetting } from "./alert-grouping-setting.ts";
import { businessService } from "./business-service.ts";
import { integration } from "./integration.ts";
import { maintenanceWindow } from "./maintenance-window.ts";
import { serviceDependency } from "./service-dependency.ts";
import { service } from "./service.ts";
import { vendor } from "./vendor.ts";
import { eventOrchestration, orchestrationIntegration } from "./event-orchestration.ts";
import {
  orchestrationGlobal,
  orchestrationRouter,
  orchestrationService,
  orchestrationUnrouted,
  serviceOrchestrationActive,
} from "./orchestration-path.ts";
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
  service,
  integration,
  vendor,
  businessService,
  serviceDependency,
  maintenanceWindow,
  alertGroupingSetting,
  eventOrchestration,
  orchestrationIntegration,
  orchestrationRouter,
  orchestrationGlobal,
  orchestrationUnrouted,
  orchestrationService,
  serviceOrchestrationActive,
];
