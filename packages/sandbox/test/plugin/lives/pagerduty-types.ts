/** Types of PagerDuty. */
export const types = {
  user: "pagerduty:index/user:User",
  team: "pagerduty:index/team:Team",
  membership: "pagerduty:index/teamMembership:TeamMembership",
  method: "pagerduty:index/userContactMethod:UserContactMethod",
  rule: "pagerduty:index/userNotificationRule:UserNotificationRule",
  business: "pagerduty:index/businessService:BusinessService",
  schedule: "pagerduty:index/schedule:Schedule",
  policy: "pagerduty:index/escalationPolicy:EscalationPolicy",
  service: "pagerduty:index/service:Service",
  orchestration: "pagerduty:index/eventOrchestration:EventOrchestration",
  router: "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter",
  rules: "pagerduty:index/eventOrchestrationService:EventOrchestrationService",
  integration: "pagerduty:index/serviceIntegration:ServiceIntegration",
  dependency: "pagerduty:index/serviceDependency:ServiceDependency",
  maintenance: "pagerduty:index/maintenanceWindow:MaintenanceWindow",
  grouping: "pagerduty:index/alertGroupingSetting:AlertGroupingSetting",
} as const;
