/** Values that one input takes on the wire. */
export interface WireRow {
  readonly type: string;
  /** Path of the input; `[]` stands for every member of a list. */
  readonly path: string;
  readonly values: readonly (string | number)[];
  /** Where the values are known from. */
  readonly source: string;
}

const facts = "providers' own validators, as read for the project";
type Rows = Readonly<Record<string, readonly (string | number)[]>>;

function rows(type: string, paths: Rows, source = facts): WireRow[] {
  return Object.entries(paths).map(([path, values]) => ({ type, path, values, source }));
}

const enabled = ["enabled", "disabled"];
const urgencies = ["high", "low"];
const contactMethods = [
  "email_contact_method",
  "phone_contact_method",
  "sms_contact_method",
  "push_notification_contact_method",
];
const dependencyTypes = ["service", "business_service", "service_reference", "business_service_reference"];
const retention = ["1d", "1w", "1m", "2m", "3m", "6m", "1y", "unlimited"];
const firewallActions = ["deny", "challenge", "log", "bypass", "rate_limit", "redirect"];
const managedActions = ["deny", "challenge", "log"];

const github: readonly WireRow[] = [
  ...rows("github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel", {
    accessLevel: ["none", "user", "organization", "enterprise"],
  }),
  ...rows("github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions", {
    allowedActions: ["all", "local_only", "selected"],
  }),
  ...rows("github:index/organizationSettings:OrganizationSettings", {
    defaultRepositoryPermission: ["read", "write", "admin", "none"],
  }),
  ...rows("github:index/repository:Repository", {
    visibility: ["public", "private", "internal"],
    mergeCommitMessage: ["PR_BODY", "PR_TITLE", "BLANK"],
    mergeCommitTitle: ["PR_TITLE", "MERGE_MESSAGE"],
    squashMergeCommitMessage: ["PR_BODY", "COMMIT_MESSAGES", "BLANK"],
    squashMergeCommitTitle: ["PR_TITLE", "COMMIT_OR_PR_TITLE"],
    "securityAndAnalysis.advancedSecurity.status": enabled,
    "securityAndAnalysis.codeSecurity.status": enabled,
    "securityAndAnalysis.secretScanning.status": enabled,
    "securityAndAnalysis.secretScanningPushProtection.status": enabled,
    "securityAndAnalysis.secretScanningAiDetection.status": enabled,
    "securityAndAnalysis.secretScanningNonProviderPatterns.status": enabled,
  }),
  ...rows("github:index/repositoryRuleset:RepositoryRuleset", {
    target: ["branch", "tag", "push"],
    // `evaluate` exists for organisations only.
    enforcement: ["disabled", "active"],
    "bypassActors[].actorType": [
      "RepositoryRole",
      "Team",
      "Integration",
      "OrganizationAdmin",
      "DeployKey",
      "EnterpriseOwner",
      "User",
    ],
    "bypassActors[].bypassMode": ["always", "pull_request", "exempt"],
    "rules.pullRequest.allowedMergeMethods[]": ["merge", "squash", "rebase"],
    "rules.requiredCodeScanning.requiredCodeScanningTools[].alertsThreshold": [
      "none",
      "errors",
      "errors_and_warnings",
      "all",
    ],
    "rules.requiredCodeScanning.requiredCodeScanningTools[].securityAlertsThreshold": [
      "none",
      "critical",
      "high_or_higher",
      "medium_or_higher",
      "all",
    ],
    "rules.mergeQueue.mergeMethod": ["MERGE", "SQUASH", "REBASE"],
    "rules.mergeQueue.groupingStrategy": ["ALLGREEN", "HEADGREEN"],
  }),
  ...rows("github:index/team:Team", {
    privacy: ["secret", "closed"],
    notificationSetting: ["notifications_enabled", "notifications_disabled"],
  }),
  ...rows("github:index/teamMembership:TeamMembership", { role: ["member", "maintainer"] }),
  ...rows("github:index/teamRepository:TeamRepository", {
    permission: ["pull", "triage", "push", "maintain", "admin"],
  }),
  ...rows("github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions", {
    defaultWorkflowPermissions: ["read", "write"],
  }),
];

const vercel: readonly WireRow[] = [
  ...rows("vercel:index/project:Project", {
    framework: ["nextjs", "vite", "remix", "astro", "sveltekit", "nuxtjs", "hono", "express", "nestjs", "fastify"],
    "gitRepository.type": ["github", "gitlab", "bitbucket"],
    nodeVersion: ["18.x", "20.x", "22.x", "24.x"],
    "oidcTokenConfig.issuerMode": ["team", "global"],
    skewProtection: ["30 minutes", "4 hours", "12 hours", "1 day", "7 days"],
    "vercelAuthentication.deploymentType": [
      "standard_protection_new",
      "standard_protection",
      "all_deployments",
      "only_preview_deployments",
      "none",
    ],
    "trustedIps.protectionMode": ["trusted_ip_required", "trusted_ip_optional"],
  }),
  ...rows("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable", {
    "targets[]": ["production", "preview", "development"],
  }),
  ...rows("vercel:index/projectRollingRelease:ProjectRollingRelease", {
    advancementType: ["automatic", "manual-approval"],
  }),
  ...rows("vercel:index/projectDeploymentRetention:ProjectDeploymentRetention", {
    expirationProduction: retention,
    expirationPreview: retention,
    expirationCanceled: retention,
    expirationErrored: retention,
  }),
  ...rows("vercel:index/logDrain:LogDrain", {
    deliveryFormat: ["json", "ndjson"],
    // Its documentation reads like a choice; it is the address of Datadog's intake.
    endpoint: ["https://http-intake.logs.datadoghq.eu/api/v2/logs?ddsource=vercel"],
    "environments[]": ["production", "preview"],
    "sources[]": ["static", "edge", "external", "build", "lambda", "firewall", "redirect"],
  }),
  ...rows("vercel:index/firewallConfig:FirewallConfig", {
    "managedRulesets.aiBots.action": managedActions,
    "managedRulesets.botProtection.action": managedActions,
    "rules.rules[].action.action": firewallActions,
    "rules.rules[].action.rateLimit.action": firewallActions,
    "rules.rules[].action.rateLimit.algo": ["fixed_window", "token_bucket"],
    "rules.rules[].action.rateLimit.keys[]": ["ip", "ja4"],
    "rules.rules[].conditionGroups[].conditions[].op": [
      "eq",
      "neq",
      "re",
      "pre",
      "suf",
      "inc",
      "ninc",
      "sub",
      "ex",
      "nex",
      "gt",
      "gte",
      "lt",
      "lte",
    ],
    "rules.rules[].conditionGroups[].conditions[].type": [
      "host",
      "path",
      "method",
      "header",
      "query",
      "cookie",
      "target_path",
      "ip_address",
      "protocol",
      "user_agent",
      "environment",
      "region",
      "geo_continent",
      "geo_country",
      "geo_country_region",
      "geo_city",
      "geo_as_number",
      "ja4_digest",
      "ja3_digest",
      "rate_limit_api_id",
    ],
  }),
  ...rows("vercel:index/accessGroupProject:AccessGroupProject", {
    role: ["ADMIN", "PROJECT_DEVELOPER", "PROJECT_VIEWER"],
  }),
];

const pagerduty: readonly WireRow[] = [
  ...rows("pagerduty:index/user:User", {
    role: [
      "admin",
      "limited_user",
      "observer",
      "owner",
      "read_only_user",
      "read_only_limited_user",
      "restricted_access",
      "user",
    ],
  }),
  ...rows("pagerduty:index/userContactMethod:UserContactMethod", { type: contactMethods }),
  ...rows("pagerduty:index/userNotificationRule:UserNotificationRule", {
    urgency: urgencies,
    "contactMethod.type": contactMethods,
  }),
  ...rows("pagerduty:index/teamMembership:TeamMembership", { role: ["observer", "responder", "manager"] }),
  ...rows("pagerduty:index/schedule:Schedule", {
    "layers[].restrictions[].type": ["daily_restriction", "weekly_restriction"],
  }),
  ...rows("pagerduty:index/escalationPolicy:EscalationPolicy", {
    "rules[].targets[].type": ["user_reference", "schedule_reference"],
  }),
  ...rows("pagerduty:index/service:Service", {
    alertCreation: ["create_alerts_and_incidents"],
    "alertGroupingParameters.type": ["time", "intelligent", "content_based"],
    "incidentUrgencyRule.type": ["constant", "use_support_hours"],
    "incidentUrgencyRule.urgency": [...urgencies, "severity_based"],
    "incidentUrgencyRule.duringSupportHours.type": ["constant"],
    "incidentUrgencyRule.duringSupportHours.urgency": [...urgencies, "severity_based"],
    "incidentUrgencyRule.outsideSupportHours.type": ["constant"],
    "incidentUrgencyRule.outsideSupportHours.urgency": [...urgencies, "severity_based"],
    "scheduledActions[].type": ["urgency_change"],
    "scheduledActions[].toUrgency": urgencies,
    "scheduledActions[].ats[].type": ["named_time"],
    "scheduledActions[].ats[].name": ["support_hours_start", "support_hours_end"],
    "supportHours.type": ["fixed_time_per_day"],
    "autoPauseNotificationsParameters.timeout": [120, 180, 300, 600, 900],
  }),
  ...rows("pagerduty:index/serviceIntegration:ServiceIntegration", { type: ["events_api_v2_inbound_integration"] }),
  ...rows("pagerduty:index/serviceDependency:ServiceDependency", {
    "dependency.dependentServices[].type": dependencyTypes,
    "dependency.supportingServices[].type": dependencyTypes,
  }),
  ...rows("pagerduty:index/alertGroupingSetting:AlertGroupingSetting", {
    type: ["content_based", "content_based_intelligent", "intelligent", "time"],
    "config.aggregate": ["all", "any"],
  }),
  ...rows("pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter", {
    "catchAll.actions.routeTo": ["unrouted"],
    "set.id": ["start"],
    "set.rules[].actions.dynamicRouteTos[].lookupBy": ["service_id", "service_name"],
  }),
  ...rows("pagerduty:index/eventOrchestrationService:EventOrchestrationService", {
    "sets[].rules[].actions.severity": ["info", "warning", "error", "critical"],
    "sets[].rules[].actions.eventAction": ["trigger", "resolve"],
  }),
];

const neon: readonly WireRow[] = [
  ...rows("neon:index:Branch", { initSource: ["parent-data", "schema-only"] }),
  ...rows("neon:index:Endpoint", { type: ["read_write", "read_only"] }),
  ...rows("neon:index:SnapshotSchedule", {
    "schedule[].frequency": ["hourly", "daily", "weekly", "monthly", "yearly"],
  }),
];

/** What Datadog's API describes does not say, and this SDK's documentation does. */
const datadogBeyondApi: readonly WireRow[] = [
  ...rows("datadog:index/monitor:Monitor", { priority: ["1", "2", "3", "4", "5"] }),
  ...rows("datadog:index/syntheticsTest:SyntheticsTest", {
    "apiSteps[].requestDefinition.method": ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"],
  }),
  ...rows("datadog:index/logsArchive:LogsArchive", {
    "s3Archive.encryptionType": ["NO_OVERRIDE", "SSE_S3", "SSE_KMS"],
  }),
  ...rows("datadog:index/logsMetric:LogsMetric", { "compute.aggregationType": ["count", "distribution"] }),
];

/** Wire values of every input that takes one of a few words; for Datadog see {@link datadogEnums} too. */
export const wireValues: readonly WireRow[] = [...github, ...vercel, ...pagerduty, ...neon, ...datadogBeyondApi];

/** Inputs of Datadog's resources and the enum of its API that each takes, with the values that the API's description holds. */
export const datadogEnums: readonly (Omit<WireRow, "source"> & { readonly file: string; readonly schema: string })[] = [
  enumRow("monitor:Monitor", "type", "MonitorType", ["composite", "query alert", "slo alert", "metric alert"]),
  enumRow("monitor:Monitor", "onMissingData", "OnMissingDataOption", [
    "default",
    "show_no_data",
    "show_and_notify_no_data",
    "resolve",
  ]),
  enumRow("monitor:Monitor", "draftStatus", "MonitorDraftStatus", ["draft", "published"]),
  enumRow("monitor:Monitor", "assets[].category", "MonitorAssetCategory", ["runbook"]),
  enumRow("monitor:Monitor", "renotifyStatuses[]", "MonitorRenotifyStatusType", ["alert", "warn", "no data"]),
  enumRow("serviceLevelObjective:ServiceLevelObjective", "type", "SLOType", ["metric", "monitor", "time_slice"]),
  enumRow("serviceLevelObjective:ServiceLevelObjective", "timeframe", "SLOTimeframe", ["7d", "30d", "90d", "custom"]),
  enumRow("serviceLevelObjective:ServiceLevelObjective", "thresholds[].timeframe", "SLOTimeframe", [
    "7d",
    "30d",
    "90d",
    "custom",
  ]),
  enumRow("sloCorrection:SloCorrection", "category", "SLOCorrectionCategory", [
    "Scheduled Maintenance",
    "Outside Business Hours",
    "Deployment",
    "Other",
  ]),
  enumRow("syntheticsTest:SyntheticsTest", "type", "SyntheticsTestDetailsType", [
    "api",
    "browser",
    "mobile",
    "network",
  ]),
  enumRow("syntheticsTest:SyntheticsTest", "subtype", "SyntheticsTestDetailsSubType", ["http", "multi"]),
  enumRow("syntheticsTest:SyntheticsTest", "status", "SyntheticsTestPauseStatus", ["live", "paused"]),
  enumRow("syntheticsTest:SyntheticsTest", "apiSteps[].subtype", "SyntheticsAPITestStepSubtype", ["http", "grpc"]),
  enumRow("syntheticsTest:SyntheticsTest", "apiSteps[].assertions[].type", "SyntheticsAssertionType", [
    "statusCode",
    "responseTime",
    "body",
    "header",
  ]),
  enumRow("syntheticsTest:SyntheticsTest", "apiSteps[].assertions[].operator", "SyntheticsAssertionOperator", [
    "is",
    "lessThan",
    "contains",
  ]),
  enumRow(
    "syntheticsTest:SyntheticsTest",
    "apiSteps[].extractedValues[].type",
    "SyntheticsGlobalVariableParseTestOptionsType",
    ["http_body", "http_header", "http_status_code", "local_variable"],
  ),
  enumRow(
    "syntheticsTest:SyntheticsTest",
    "apiSteps[].extractedValues[].parser.type",
    "SyntheticsGlobalVariableParserType",
    ["raw", "json_path", "regex", "x_path"],
  ),
  enumRow("syntheticsTest:SyntheticsTest", "apiSteps[].requestDefinition.bodyType", "SyntheticsTestRequestBodyType", [
    "application/json",
    "text/plain",
  ]),
  enumRow("syntheticsTest:SyntheticsTest", "configVariables[].type", "SyntheticsConfigVariableType", [
    "global",
    "text",
    "email",
  ]),
  enumRow("syntheticsTest:SyntheticsTest", "optionsList.ci.executionRule", "SyntheticsTestExecutionRule", [
    "blocking",
    "non_blocking",
    "skipped",
  ]),
  enumRow("downtimeSchedule:DowntimeSchedule", "notifyEndStates[]", "NotifyEndState", ["alert", "no data", "warn"]),
  enumRow("downtimeSchedule:DowntimeSchedule", "notifyEndTypes[]", "NotifyEndType", ["canceled", "expired"]),
  enumRow(
    "monitorConfigPolicy:MonitorConfigPolicy",
    "policyType",
    "MonitorConfigPolicyType",
    ["tag"],
    "datadog-v2.json",
  ),
  enumRow("webhook:Webhook", "encodeAs", "WebhooksIntegrationEncoding", ["json", "form"]),
];

function enumRow(
  module: string,
  path: string,
  schema: string,
  values: readonly string[],
  file = "datadog-v1.json",
): (typeof datadogEnums)[number] {
  return { type: `datadog:index/${module}`, path, schema, values, file };
}
