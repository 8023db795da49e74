import type { OverlayCase } from "../overlay-case.ts";

const smoke = (...steps: readonly string[]): string => `services: { web: { smoke: { steps: [${steps.join(", ")}] } } }`;

/** Stages, retention, services, stacks, names and vendor plans. */
export const stageCases: readonly OverlayCase[] = [
  { name: "no production", yaml: "stages: { prod: { kind: staging } }", problems: ["stages.one-production stages"] },
  {
    name: "two productions",
    yaml: "stages: { staging: { kind: production, traffic: gated, thresholdFactor: 1, approval: { teams: [release-approvers] } } }\nrelease: { freeze: { windows: { prod-working-hours: { stages: [prod, staging] } } } }\n",
    problems: [
      "names.collision services.bridge-api.vercel.host",
      "names.collision services.web.vercel.host",
      "stages.one-production stages",
    ],
  },
  {
    name: "production on merge",
    yaml: "stages: { prod: { traffic: on-merge } }",
    problems: ["stages.production-ungated stages.prod.traffic"],
  },
  {
    name: "production pages nobody",
    yaml: "stages: { prod: { paging: nobody } }",
    problems: ["stages.production-unpaged stages.prod.paging"],
  },
  {
    name: "production pages the drill team",
    yaml: "stages: { prod: { paging: drill } }",
    problems: ["stages.production-unpaged stages.prod.paging"],
  },
  {
    name: "unprotected production database",
    yaml: "stages: { prod: { database: { protected: false } } }",
    problems: ["stages.production-unprotected stages.prod.database.protected"],
  },
  {
    name: "lax production",
    yaml: "stages: { prod: { thresholdFactor: 3 } }",
    problems: ["stages.production-lax stages.prod.thresholdFactor"],
  },
  {
    name: "production watched from one place",
    yaml: "stages: { prod: { syntheticLocations: ['aws:eu-central-1'] } }",
    problems: ["stages.too-few-locations stages.prod.syntheticLocations"],
  },
  {
    name: "one place named twice",
    yaml: "stages: { prod: { syntheticLocations: ['aws:eu-central-1', 'aws:eu-central-1'] } }",
    problems: [
      "stages.repeated-location stages.prod.syntheticLocations[1]",
      "stages.too-few-locations stages.prod.syntheticLocations",
    ],
  },
  {
    name: "paged staging watched from one place",
    yaml: "stages: { staging: { syntheticLocations: ['aws:eu-central-1'] } }",
    problems: ["stages.too-few-locations stages.staging.syntheticLocations"],
  },
  {
    name: "development and drills watched from one place",
    yaml: "stages: { dev: { syntheticLocations: ['aws:eu-central-1'] }, drill: { syntheticLocations: ['aws:eu-central-1'] } }",
    problems: [
      "stages.too-few-locations stages.dev.syntheticLocations",
      "stages.too-few-locations stages.drill.syntheticLocations",
    ],
  },
  {
    name: "least compute above the most",
    yaml: "stages: { dev: { database: { minComputeUnits: 2 } } }",
    problems: ["stages.compute-range stages.dev.database.minComputeUnits"],
  },
  {
    name: "service without fixed addresses before a restricted database",
    yaml: "services: { bridge-api: { vercel: { staticEgress: [] } } }",
    problems: ["services.locked-out services.bridge-api.vercel.staticEgress"],
  },
  {
    name: "fixed address that the class does not list",
    yaml: "services: { bridge-api: { vercel: { staticEgress: ['203.0.113.10', '192.0.2.1'] } } }",
    problems: ["services.locked-out services.bridge-api.vercel.staticEgress[1]"],
  },
  {
    name: "compute beyond the plan",
    yaml: "vendors: { neon: { plan: launch } }\nstages: { staging: { database: { suspendAfter: 5 minutes } }, prod: { database: { maxComputeUnits: 20, restoreWindow: 7 days, restrictAddresses: false, snapshots: { retention: 7 days } }, rollbackWindow: 7 days } }",
    problems: ["stages.compute-beyond-plan stages.prod.database.maxComputeUnits"],
  },
  {
    name: "drill that pages people",
    yaml: "stages: { drill: { paging: people, syntheticLocations: ['aws:eu-central-1', 'aws:sa-east-1'] } }",
    problems: ["stages.drill-pages-people stages.drill.paging"],
  },
  {
    name: "support hours over midnight",
    yaml: "stages: { staging: { supportHours: { start: '22:00', end: '06:00' } } }",
    problems: ["stages.support-hours-empty stages.staging.supportHours.end"],
  },
  {
    name: "support day named twice",
    yaml: "stages: { staging: { supportHours: { daysOfWeek: [1, 1] } } }",
    problems: ["stages.support-hours-repeated-day stages.staging.supportHours.daysOfWeek[1]"],
  },
  {
    name: "suspension after more than a week",
    yaml: "stages: { dev: { database: { suspendAfter: 8 days } } }",
    problems: ["duration.out-of-range stages.dev.database.suspendAfter"],
  },
  {
    name: "suspension after a second",
    yaml: "stages: { dev: { database: { suspendAfter: 1 second } } }",
    problems: ["duration.out-of-range stages.dev.database.suspendAfter"],
  },
  {
    name: "preview branches for ever",
    yaml: "stages: { staging: { database: { previewBranches: { expiresAfter: 90 days } } } }",
    problems: ["duration.out-of-range stages.staging.database.previewBranches.expiresAfter"],
  },
  {
    name: "stage without budget",
    yaml: "stages: { prod: { budget: null } }",
    problems: ["budget.missing stages.prod.budget"],
  },
  {
    name: "budget of nothing",
    yaml: "stages: { prod: { budget: { monthlyUsd: 0 } } }",
    problems: ["schema.out-of-range stages.prod.budget.monthlyUsd"],
  },
  {
    name: "budget alerts out of order",
    yaml: "stages: { prod: { budget: { alertPercents: [80, 50, 100] } } }",
    problems: ["budget.alerts-not-rising stages.prod.budget.alertPercents[1]"],
  },

  {
    name: "restore window shorter than the rollback window",
    yaml: "stages: { prod: { database: { restoreWindow: 7 days } } }",
    problems: ["retention.restore-window-short stages.prod.database.restoreWindow"],
  },
  {
    name: "rollback window beyond everything",
    yaml: "stages: { prod: { rollbackWindow: 120 days } }",
    problems: [
      "retention.deployments-short stages.prod.deploymentRetention",
      "retention.restore-window-short stages.prod.database.restoreWindow",
      "retention.snapshots-short stages.prod.database.snapshots.retention",
    ],
  },
  {
    name: "restore window beyond 30 days",
    yaml: "stages: { prod: { database: { restoreWindow: 31 days } } }",
    problems: [
      "duration.out-of-range stages.prod.database.restoreWindow",
      "retention.restore-window-beyond-plan stages.prod.database.restoreWindow",
    ],
  },
  {
    name: "restore window beyond a smaller plan",
    yaml: "vendors: { neon: { plan: launch, compensations: [{ feature: neon-ip-allow, gate: G, owner: platform }, { feature: neon-idle-time, gate: G, owner: platform }] } }",
    problems: ["retention.restore-window-beyond-plan stages.prod.database.restoreWindow"],
  },
  {
    name: "deployments deleted too soon",
    yaml: "stages: { prod: { deploymentRetention: 7d } }",
    problems: ["retention.deployments-short stages.prod.deploymentRetention"],
  },
  {
    name: "snapshots deleted too soon",
    yaml: "stages: { prod: { database: { snapshots: { retention: 7 days } } } }",
    problems: ["retention.snapshots-short stages.prod.database.snapshots.retention"],
  },
  {
    name: "weekly snapshots kept three days",
    yaml: "stages: { dev: { database: { snapshots: { frequency: weekly, retention: 3 days } } } }",
    problems: ["retention.snapshots-gap stages.dev.database.snapshots.retention"],
  },
  {
    name: "archive shorter than the logs",
    yaml: "organization: { complianceClasses: { regulated: { archiveRetentionDays: 30 } } }",
    problems: ["retention.archive-short organization.complianceClasses.regulated.archiveRetentionDays"],
  },
  {
    name: "artifacts of a public repository for half a year",
    yaml: "services: { bridge-api: { repository: { visibility: public } } }",
    problems: ["retention.artifacts-beyond-vendor services.bridge-api.complianceClass"],
  },
  {
    name: "public repository of the rules",
    yaml: "organization: { rulesRepository: { visibility: public } }",
    problems: ["retention.artifacts-beyond-vendor organization.rulesRepository.complianceClass"],
  },

  {
    name: "latency without threshold",
    yaml: "services: { web: { slos: { latency: { thresholdMilliseconds: null } } } }",
    problems: ["slo.latency-without-threshold services.web.slos.latency.thresholdMilliseconds"],
  },
  {
    name: "availability with threshold",
    yaml: "services: { web: { slos: { availability: { thresholdMilliseconds: 500 } } } }",
    problems: ["slo.threshold-unused services.web.slos.availability.thresholdMilliseconds"],
  },
  {
    name: "target at which nobody is paged",
    yaml: "services: { web: { slos: { availability: { target: 80 } } } }",
    problems: [
      "ramp.burn-unreachable release.ramp[0].abort.burnRate",
      "ramp.burn-unreachable release.ramp[1].abort.burnRate",
      "ramp.burn-unreachable release.ramp[2].abort.burnRate",
      "ramp.burn-unreachable release.ramp[3].abort.burnRate",
      "slo.page-unreachable services.web.slos.availability.target",
    ],
  },
  {
    name: "no objective",
    yaml: "services: { web: { slos: { availability: null, latency: null } } }",
    problems: ["schema.bad-format services.web.slos"],
  },
  {
    name: "dependency that pages before it warns",
    yaml: "services: { bridge-api: { dependencies: { notification-queue: { warning: 5000 } } } }",
    problems: ["dependency.warning-above-critical services.bridge-api.dependencies.notification-queue.warning"],
  },
  {
    name: "variable of a smoke step used before it is taken",
    yaml: smoke(
      "{ title: A, path: '/orders/{{ ORDER_ID }}' }",
      "{ title: B, path: /orders, method: POST, extract: { name: ORDER_ID, jsonPath: $.id } }",
    ),
    problems: ["smoke.unknown-variable services.web.smoke.steps[0].path"],
  },
  {
    name: "variable of a smoke step used in the step that takes it",
    yaml: smoke(
      '{ title: B, path: /orders, method: POST, body: \'{"id":"{{ ORDER_ID }}"}\', extract: { name: ORDER_ID, jsonPath: $.id } }',
    ),
    problems: ["smoke.unknown-variable services.web.smoke.steps[0].body"],
  },
  {
    name: "misspelt variable of a smoke step",
    yaml: smoke(
      "{ title: B, path: /orders, extract: { name: ORDER_ID, jsonPath: $.id } }",
      "{ title: C, path: '/orders/{{ORDERID}}', expectBody: '{{ oops }}' }",
    ),
    problems: [
      "smoke.unknown-variable services.web.smoke.steps[1].expectBody",
      "smoke.unknown-variable services.web.smoke.steps[1].path",
    ],
  },
  {
    name: "variable of a smoke step taken twice",
    yaml: smoke(
      "{ title: B, path: /a, extract: { name: ID, jsonPath: $.id } }",
      "{ title: C, path: /b, extract: { name: ID, jsonPath: $.id } }",
    ),
    problems: ["smoke.repeated-variable services.web.smoke.steps[1].extract.name"],
  },
  {
    name: "smoke suite every second",
    yaml: "services: { web: { smoke: { every: 1 second } } }",
    problems: ["duration.out-of-range services.web.smoke.every"],
  },
  {
    name: "smoke step that may take an hour",
    yaml: smoke("{ title: A, path: /, within: 1 hour }"),
    problems: ["duration.out-of-range services.web.smoke.steps[0].within"],
  },
  {
    name: "debug switch on",
    yaml: "services: { web: { vercel: { environment: { DEBUG: { value: 'on' } } } } }",
    problems: ["variables.debug-on services.web.vercel.environment.DEBUG"],
  },
  {
    name: "debug switch that is a secret",
    yaml: "services: { web: { vercel: { debugVariables: [DEBUG, MUX_TOKEN] } } }",
    problems: ["variables.debug-on services.web.vercel.environment.MUX_TOKEN"],
  },
  {
    name: "debug switch removed but still named",
    yaml: "services: { web: { vercel: { environment: { DEBUG: null } } } }",
    problems: ["reference.unknown-variable services.web.vercel.debugVariables[0]"],
  },
  {
    name: "variable of a database that is not there",
    yaml: "services: { web: { neon: null } }",
    problems: ["variables.no-source services.web.vercel.environment.DATABASE_URL.from"],
  },
  {
    name: "no write freeze",
    yaml: "services: { web: { vercel: { killSwitches: { write-freeze: { kind: feature } } } } }",
    problems: ["services.no-write-freeze services.web.vercel.killSwitches"],
  },
  {
    name: "acknowledgement for a week",
    yaml: "services: { web: { pagerDuty: { acknowledgementTimeout: 1 week } } }",
    problems: ["duration.out-of-range services.web.pagerDuty.acknowledgementTimeout"],
  },

  { name: "stage without stack", yaml: "stacks: { dev: null }", problems: ["stacks.stage-without-stack stages.dev"] },
  {
    name: "service without stack",
    yaml: "stacks: { dev: { services: [web] }, staging: { services: [web] }, prod: { services: [web] }, drill: { services: [web] } }",
    problems: ["stacks.service-without-stack services.bridge-api"],
  },
  { name: "no shared stack", yaml: "stacks: { shared: null }", problems: ["stacks.one-shared stacks"] },
  { name: "two shared stacks", yaml: "stacks: { common: { kind: shared } }", problems: ["stacks.one-shared stacks"] },
  {
    name: "stage made by two stacks",
    yaml: "stacks: { prod-eu: { kind: stage, stage: prod, services: [web] } }",
    problems: ["stacks.overlap stacks.prod-eu.services"],
  },
  {
    name: "throw-away production",
    yaml: "stacks: { prod: { ephemeral: true } }",
    problems: ["stacks.ephemeral-production stacks.prod.ephemeral"],
  },
  {
    name: "service twice in a stack",
    yaml: "stacks: { dev: { services: [web, bridge-api, web] } }",
    problems: ["reference.duplicate stacks.dev.services[2]"],
  },

  {
    name: "two services at one address",
    yaml: "services: { bridge-api: { vercel: { host: app } } }",
    problems: ["names.collision services.bridge-api.vercel.host"],
  },
  {
    name: "apex of a stage against a host of that name",
    yaml: "services: { web: { vercel: { host: '@' } }, bridge-api: { vercel: { host: staging } } }",
    problems: ["names.collision services.bridge-api.vercel.host"],
  },
  {
    name: "host with a hyphen at its end",
    yaml: "services: { web: { vercel: { host: app- } } }",
    problems: ["names.bad-host services.web.vercel.host"],
  },
  {
    name: "host of 60 letters",
    yaml: `services: { web: { vercel: { host: ${"a".repeat(60)} } } }`,
    problems: ["names.bad-host services.web.vercel.host"],
  },
  {
    name: "two services in one repository",
    yaml: "services: { bridge-api: { repository: { name: WEB } } }",
    problems: ["names.collision services.bridge-api.repository.name"],
  },
  {
    name: "service in the repository of the rules",
    yaml: "services: { web: { repository: { name: release-operations } } }",
    problems: ["names.collision services.web.repository.name"],
  },
  {
    name: "repository called ..",
    yaml: "services: { web: { repository: { name: '..' } } }",
    problems: ["names.reserved services.web.repository.name"],
  },
  {
    name: "two rotas with one title",
    yaml: "onCall: { rotations: { platform-secondary: { title: 'platform, FIRST on call' } } }",
    problems: ["names.collision onCall.rotations.platform-secondary.title"],
  },
  {
    name: "two escalations with one title",
    yaml: "onCall: { escalations: { web: { title: Bridge API } } }",
    problems: ["names.collision onCall.escalations.bridge-api.title"],
  },

  {
    name: "approvals that the GitHub plan lacks",
    yaml: "vendors: { github: { plan: team } }",
    problems: ["vendor-plan.gap vendors.github.plan"],
  },
  {
    name: "merge queue that the GitHub plan lacks",
    yaml: "vendors: { github: { plan: team, compensations: [{ feature: environment-reviewers, gate: G, owner: platform }] } }\nservices: { web: { repository: { history: merge-queue } } }",
    problems: ["vendor-plan.gap vendors.github.plan"],
  },
  {
    name: "GitHub for nothing",
    yaml: "vendors: { github: { plan: free } }",
    problems: Array<string>(5).fill("vendor-plan.gap vendors.github.plan"),
  },
  {
    name: "rolling release that the Vercel plan lacks",
    yaml: "vendors: { vercel: { plan: hobby } }",
    problems: Array<string>(3).fill("vendor-plan.gap vendors.vercel.plan"),
  },
  {
    name: "address list and idle time that the Neon plan lacks",
    yaml: "vendors: { neon: { plan: launch } }\nstages: { prod: { rollbackWindow: 7 days, database: { restoreWindow: 7 days } } }",
    problems: Array<string>(2).fill("vendor-plan.gap vendors.neon.plan"),
  },
  {
    name: "no PagerDuty",
    yaml: "vendors: { pagerduty: { plan: none } }",
    problems: Array<string>(4).fill("vendor-plan.gap vendors.pagerduty.plan"),
  },
  {
    name: "PagerDuty without orchestration",
    yaml: "vendors: { pagerduty: { plan: professional } }",
    problems: Array<string>(3).fill("vendor-plan.gap vendors.pagerduty.plan"),
  },
  {
    name: "no Datadog",
    yaml: "vendors: { datadog: { plan: none } }",
    problems: Array<string>(4).fill("vendor-plan.gap vendors.datadog.plan"),
  },
  {
    name: "compensation for nothing known",
    yaml: "vendors: { neon: { compensations: [{ feature: time-travel, gate: G, owner: platform }] } }",
    problems: ["vendor-plan.unknown-feature vendors.neon.compensations[0].feature"],
  },
  {
    name: "compensation at the wrong vendor",
    yaml: "vendors: { neon: { compensations: [{ feature: merge-queue, gate: G, owner: platform }] } }",
    problems: ["vendor-plan.unknown-feature vendors.neon.compensations[0].feature"],
  },
  {
    name: "compensation for what the plan has",
    yaml: "vendors: { neon: { compensations: [{ feature: neon-snapshots, gate: G, owner: platform }] } }",
    problems: ["vendor-plan.unused-compensation vendors.neon.compensations[0].feature"],
  },
  {
    name: "feature compensated twice",
    yaml: "vendors: { datadog: { compensations: [{ feature: cost-budgets, gate: G, owner: platform }, { feature: cost-budgets, gate: H, owner: platform }] } }",
    problems: ["vendor-plan.repeated-compensation vendors.datadog.compensations[1].feature"],
  },
  {
    name: "compensation removed",
    yaml: "vendors: { datadog: { compensations: [] } }",
    problems: ["vendor-plan.gap vendors.datadog.plan"],
  },
];
