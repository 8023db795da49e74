import type { OverlayCase } from "../overlay-case.ts";

/** What the schema alone refuses: unknown keys, wrong kinds, bad spelling, values out of range. */
export const schemaCases: readonly OverlayCase[] = [
  { name: "unknown key at the root", yaml: "servces: {}", problems: ["schema.unknown-key servces"] },
  {
    name: "unknown key in a stage",
    yaml: "stages: { prod: { rolbackWindow: 1 day } }",
    problems: ["schema.unknown-key stages.prod.rolbackWindow"],
  },
  {
    name: "unknown vendor",
    yaml: "vendors: { gitlab: { plan: free } }",
    problems: ["schema.unknown-key vendors.gitlab"],
  },
  {
    name: "two unknown keys in one place",
    yaml: "release: { speed: 1, mood: good }",
    problems: ["schema.unknown-key release.mood", "schema.unknown-key release.speed"],
  },
  {
    name: "unknown keys do not hide what else is wrong",
    yaml: "stages: { prod: { budgett: 1, approval: { adminsBypass: true } }, dev: { budget: null } }",
    problems: [
      "approvals.admin-bypass-open stages.prod.approval.adminsBypass",
      "budget.missing stages.dev.budget",
      "schema.unknown-key stages.prod.budgett",
    ],
  },
  {
    name: "wrong kinds do not hide unknown names",
    yaml: "stages: { prod: { traffic: 3, approval: { people: [nobody-here] } } }",
    problems: ["reference.unknown-person stages.prod.approval.people[0]", "schema.not-allowed stages.prod.traffic"],
  },
  {
    name: "list for the people",
    yaml: "organization: { people: [ada] }",
    problems: ["schema.wrong-type organization.people"],
  },
  {
    name: "text for a map",
    yaml: "organization: { product: MVP }",
    problems: ["schema.wrong-type organization.product"],
  },
  { name: "list for a stage", yaml: "stages: { dev: [] }", problems: ["schema.wrong-type stages.dev"] },
  { name: "map for a list", yaml: "release: { ramp: { first: 0 } }", problems: ["schema.wrong-type release.ramp"] },
  {
    name: "text for a number",
    yaml: "stages: { dev: { budget: { monthlyUsd: '50' } } }",
    problems: ["schema.wrong-type stages.dev.budget.monthlyUsd"],
  },
  { name: "number for text", yaml: "organization: { title: 7 }", problems: ["schema.wrong-type organization.title"] },
  {
    name: "text for true or false",
    yaml: "stages: { prod: { approval: { adminsBypass: 'no' } } }",
    problems: ["schema.wrong-type stages.prod.approval.adminsBypass"],
  },
  {
    name: "NaN for a number",
    yaml: "stages: { dev: { budget: { monthlyUsd: .nan } } }",
    problems: ["schema.wrong-type stages.dev.budget.monthlyUsd"],
  },
  {
    name: "infinity for a number",
    yaml: "stages: { dev: { thresholdFactor: .inf } }",
    problems: ["schema.wrong-type stages.dev.thresholdFactor"],
  },
  {
    name: "fraction for a whole number",
    yaml: "onCall: { escalations: { web: { loops: 1.5 } } }",
    problems: ["schema.wrong-type onCall.escalations.web.loops"],
  },
  { name: "missing section", yaml: "drills: null", problems: ["schema.missing drills"] },
  {
    name: "missing key",
    yaml: "services: { web: { title: null } }",
    problems: ["schema.missing services.web.title"],
  },
  {
    name: "missing person data",
    yaml: "organization: { people: { ada-brandt: { github: null, timeZone: null } } }",
    problems: [
      "schema.missing organization.people.ada-brandt.github",
      "schema.missing organization.people.ada-brandt.timeZone",
    ],
  },
  {
    name: "unknown zone",
    yaml: "organization: { people: { ada-brandt: { timeZone: Europe/Atlantis } } }",
    problems: ["calendar.unknown-zone organization.people.ada-brandt.timeZone"],
  },
  {
    name: "zone as abbreviation",
    yaml: "organization: { timeZone: CET }",
    problems: ["calendar.unknown-zone organization.timeZone"],
  },
  {
    name: "zone as offset",
    yaml: "onCall: { rotations: { platform-primary: { timeZone: '+01:00' } } }",
    problems: ["calendar.unknown-zone onCall.rotations.platform-primary.timeZone"],
  },
  {
    name: "duration without unit",
    yaml: "stages: { prod: { rollbackWindow: 14 } }",
    problems: ["schema.bad-format stages.prod.rollbackWindow"],
  },
  {
    name: "duration in months",
    yaml: "stages: { prod: { rollbackWindow: 2 months } }",
    problems: ["schema.bad-format stages.prod.rollbackWindow"],
  },
  {
    name: "negative duration",
    yaml: "release: { watch: { duration: -1 day } }",
    problems: ["schema.bad-format release.watch.duration"],
  },
  {
    name: "duration in ISO 8601",
    yaml: "release: { watch: { duration: PT24H } }",
    problems: ["schema.bad-format release.watch.duration"],
  },
  {
    name: "day that does not exist",
    yaml: "release: { risks: { penetration-test: { expires: 2027-02-29 } } }",
    problems: ["schema.bad-format release.risks.penetration-test.expires"],
  },
  {
    name: "day in another spelling",
    yaml: "release: { risks: { penetration-test: { expires: 30.06.2028 } } }",
    problems: ["schema.bad-format release.risks.penetration-test.expires"],
  },
  {
    name: "moment with an offset where the zone stands beside it",
    yaml: "release: { freeze: { windows: { year-end: { start: '2026-12-18T12:00Z' } } } }",
    problems: ["schema.bad-format release.freeze.windows.year-end.start"],
  },
  {
    name: "moment at 24:00",
    yaml: "onCall: { maintenance: { neon-upgrade-rehearsal: { start: '2027-01-16T24:00' } } }",
    problems: ["schema.bad-format onCall.maintenance.neon-upgrade-rehearsal.start"],
  },
  {
    name: "wall clock of three digits",
    yaml: "stages: { staging: { supportHours: { start: '8:00' } } }",
    problems: ["schema.bad-format stages.staging.supportHours.start"],
  },
  {
    name: "week day 0",
    yaml: "stages: { staging: { supportHours: { daysOfWeek: [0, 1] } } }",
    problems: ["schema.out-of-range stages.staging.supportHours.daysOfWeek[0]"],
  },
  {
    name: "no week day",
    yaml: "stages: { staging: { supportHours: { daysOfWeek: [] } } }",
    problems: ["schema.out-of-range stages.staging.supportHours.daysOfWeek"],
  },
  {
    name: "percent above 100",
    yaml: "services: { web: { signals: { errorRatePercent: 101 } } }",
    problems: ["schema.out-of-range services.web.signals.errorRatePercent"],
  },
  {
    name: "percent below 0",
    yaml: "services: { web: { signals: { saturationPercent: -1 } } }",
    problems: ["schema.out-of-range services.web.signals.saturationPercent"],
  },
  {
    name: "target of 100",
    yaml: "services: { web: { slos: { availability: { target: 100 } } } }",
    problems: ["schema.out-of-range services.web.slos.availability.target"],
  },
  {
    name: "period that Datadog does not know",
    yaml: "services: { web: { slos: { availability: { period: 14 days } } } }",
    problems: ["schema.not-allowed services.web.slos.availability.period"],
  },
  {
    name: "unknown stage kind",
    yaml: "stages: { dev: { kind: test } }",
    problems: ["schema.not-allowed stages.dev.kind"],
  },
  {
    name: "unknown traffic mode",
    yaml: "stages: { prod: { traffic: slow } }",
    problems: ["schema.not-allowed stages.prod.traffic"],
  },
  {
    name: "deployment retention that Vercel does not know",
    yaml: "stages: { prod: { deploymentRetention: 45d } }",
    problems: ["schema.not-allowed stages.prod.deploymentRetention"],
  },
  {
    name: "vendor plan that does not exist",
    yaml: "vendors: { neon: { plan: gold } }",
    problems: ["schema.not-allowed vendors.neon.plan"],
  },
  {
    name: "GitHub login with an underscore",
    yaml: "organization: { people: { ada-brandt: { github: ada_brandt } } }",
    problems: ["schema.bad-format organization.people.ada-brandt.github"],
  },
  {
    name: "camel-cased PagerDuty role",
    yaml: "organization: { people: { ada-brandt: { pagerDutyRole: limitedUser } } }",
    problems: ["schema.not-allowed organization.people.ada-brandt.pagerDutyRole"],
  },
  {
    name: "id with capitals",
    yaml: "organization: { teams: { Platform: { title: P, description: D, members: [ada-brandt] } } }",
    problems: ["schema.bad-key organization.teams.Platform"],
  },
  {
    name: "id with a blank",
    yaml: "onCall: { escalations: { 'my web': { title: W, team: platform, levels: [] } } }",
    problems: ['schema.bad-key onCall.escalations["my web"]'],
  },
  {
    name: "id of 41 characters",
    yaml: `stages: { ${"a".repeat(41)}: { title: T } }`,
    problems: [`schema.bad-key stages.${"a".repeat(41)}`],
  },
  {
    name: "empty key",
    yaml: "release: { risks: { '': { title: T } } }",
    problems: ['schema.bad-key release.risks[""]'],
  },
  { name: "empty title", yaml: "organization: { title: '  ' }", problems: ["schema.out-of-range organization.title"] },
  {
    name: "endless title",
    yaml: `organization: { title: ${"x".repeat(5000)} }`,
    problems: ["schema.out-of-range organization.title"],
  },
  {
    name: "http address",
    yaml: "release: { notesUrl: 'http://example.com/notes' }",
    problems: ["schema.bad-format release.notesUrl"],
  },
  {
    name: "no address at all",
    yaml: "organization: { runbookBase: docs/runbooks }",
    problems: ["schema.bad-format organization.runbookBase"],
  },
  {
    name: "domain with a scheme",
    yaml: "organization: { domain: 'https://example.com' }",
    problems: ["schema.bad-format organization.domain"],
  },
  {
    name: "colour with a hash",
    yaml: "organization: { labels: { incident: { color: '#5319e7' } } }",
    problems: ["schema.bad-format organization.labels.incident.color"],
  },
  {
    name: "no reviewer list but one name",
    yaml: "stages: { prod: { approval: { teams: release-approvers } } }",
    problems: ["schema.wrong-type stages.prod.approval.teams"],
  },
  {
    name: "ramp of one step",
    yaml: "release: { ramp: [{ percent: 100, observation: 1 hour, abort: { errorRatePercent: 1, latencyP95Milliseconds: 900, burnRate: 6 } }] }",
    problems: ["schema.out-of-range release.ramp"],
  },
  {
    name: "ramp step without thresholds",
    yaml: "release: { ramp: [{ percent: 0, observation: 1 hour }, { percent: 100, observation: 1 hour }] }",
    problems: ["schema.missing release.ramp[0].abort", "schema.missing release.ramp[1].abort"],
  },
  {
    name: "release type that does not exist",
    yaml: "release: { types: { hotfix: { title: Hotfix } } }",
    problems: ["schema.unknown-key release.types.hotfix"],
  },
  {
    name: "release type removed",
    yaml: "release: { types: { patch: null } }",
    problems: ["schema.missing release.types.patch"],
  },
  {
    name: "override by one person",
    yaml: "release: { freeze: { override: { approvals: 1 } } }",
    problems: ["schema.out-of-range release.freeze.override.approvals"],
  },
  {
    name: "four tries of a pipeline",
    yaml: "release: { pipelineTries: 4 }",
    problems: ["schema.out-of-range release.pipelineTries"],
  },
  {
    name: "requirement id in another spelling",
    yaml: "release: { checklist: { window: { requirements: [r4] } } }",
    problems: ["schema.bad-format release.checklist.window.requirements[0]"],
  },
  {
    name: "unknown rollback act",
    yaml: "release: { rollback: { steps: [{ title: Hope, acts: hope }] } }",
    problems: ["schema.not-allowed release.rollback.steps[0].acts"],
  },
  {
    name: "escalation without level",
    yaml: "onCall: { escalations: { web: { levels: [] } } }",
    problems: ["schema.out-of-range onCall.escalations.web.levels"],
  },
  {
    name: "target that is neither rota nor person",
    yaml: "onCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ team: platform }] }] } } }",
    problems: [
      "schema.missing onCall.escalations.drill.levels[0].targets[0].rotation",
      "schema.unknown-key onCall.escalations.drill.levels[0].targets[0].team",
    ],
  },
  {
    name: "layer without people",
    yaml: "onCall: { rotations: { platform-primary: { layers: { weekly: { people: [] } } } } }",
    problems: ["schema.out-of-range onCall.rotations.platform-primary.layers.weekly.people"],
  },
  {
    name: "rota without layer",
    yaml: "onCall: { rotations: { platform-primary: { layers: { weekly: null } } } }",
    problems: ["schema.bad-format onCall.rotations.platform-primary.layers"],
  },
  {
    name: "restriction of an unknown kind",
    yaml: "onCall: { rotations: { platform-primary: { layers: { weekly: { restrictions: [{ kind: monthly, start: '09:00', duration: 1 hour }] } } } } }",
    problems: ["schema.wrong-type onCall.rotations.platform-primary.layers.weekly.restrictions[0].kind"],
  },
  {
    name: "notification by pigeon",
    yaml: "onCall: { notifications: { low: [{ method: pigeon, after: 0 minutes }] } }",
    problems: ["schema.not-allowed onCall.notifications.low[0].method"],
  },
  {
    name: "smoke path without slash",
    yaml: "services: { web: { smoke: { steps: [{ title: T, path: health }] } } }",
    problems: ["schema.bad-format services.web.smoke.steps[0].path"],
  },
  {
    name: "no smoke step",
    yaml: "services: { web: { smoke: { steps: [] } } }",
    problems: ["schema.out-of-range services.web.smoke.steps"],
  },
  {
    name: "status 99",
    yaml: "services: { web: { smoke: { steps: [{ title: T, path: /, expectStatus: 99 }] } } }",
    problems: ["schema.out-of-range services.web.smoke.steps[0].expectStatus"],
  },
  {
    name: "variable in lower case",
    yaml: "services: { web: { vercel: { environment: { debug: { value: 'off' } } } } }",
    problems: ["schema.bad-key services.web.vercel.environment.debug"],
  },
  {
    name: "variable as bare text",
    yaml: "services: { web: { vercel: { environment: { STAGE: prod } } } }",
    problems: ["schema.wrong-type services.web.vercel.environment.STAGE"],
  },
  {
    name: "no kill switch",
    yaml: "services: { web: { vercel: { killSwitches: { write-freeze: null, video-fallback: null } } } }",
    problems: ["schema.bad-format services.web.vercel.killSwitches"],
  },
  {
    name: "Postgres 13",
    yaml: "services: { web: { neon: { pgVersion: 13 } } }",
    problems: ["schema.out-of-range services.web.neon.pgVersion"],
  },
  {
    name: "database name with a hyphen",
    yaml: "services: { web: { neon: { database: web-db } } }",
    problems: ["schema.bad-format services.web.neon.database"],
  },
  {
    name: "region of another cloud",
    yaml: "services: { web: { neon: { region: gcp-europe } } }",
    problems: ["schema.bad-format services.web.neon.region"],
  },
  {
    name: "camel-cased protection",
    yaml: "stages: { prod: { deploymentProtection: allDeployments } }",
    problems: ["schema.not-allowed stages.prod.deploymentProtection"],
  },
  {
    name: "location of no cloud",
    yaml: "stages: { dev: { syntheticLocations: [berlin] } }",
    problems: ["schema.bad-format stages.dev.syntheticLocations[0]"],
  },
  {
    name: "logs for 401 days",
    yaml: "organization: { complianceClasses: { standard: { logRetentionDays: 401 } } }",
    problems: ["schema.out-of-range organization.complianceClasses.standard.logRetentionDays"],
  },
  {
    name: "artifacts for 500 days",
    yaml: "organization: { complianceClasses: { standard: { artifactRetentionDays: 500 } } }",
    problems: ["schema.out-of-range organization.complianceClasses.standard.artifactRetentionDays"],
  },
  {
    name: "host name for an address block",
    yaml: "organization: { complianceClasses: { regulated: { databaseAllowedIps: [office.example] } } }",
    problems: ["schema.bad-format organization.complianceClasses.regulated.databaseAllowedIps[0]"],
  },
  {
    name: "stack of an unknown kind",
    yaml: "stacks: { dev: { kind: region } }",
    problems: ["schema.wrong-type stacks.dev.kind"],
  },
  {
    name: "stack without services",
    yaml: "stacks: { dev: { services: [] } }",
    problems: ["schema.out-of-range stacks.dev.services"],
  },
  {
    name: "key __proto__ in a map of ids",
    yaml: "organization: { people: { __proto__: { polluted: true } } }",
    problems: ["schema.bad-key organization.people.__proto__"],
  },
  {
    name: "key __proto__ at the root",
    yaml: "__proto__: { polluted: true }",
    problems: ["schema.bad-key __proto__", "schema.unknown-key __proto__"],
  },
  {
    name: "key constructor at the root",
    yaml: "constructor: { prototype: {} }",
    problems: ["schema.unknown-key constructor"],
  },
  {
    name: "person called constructor without data",
    yaml: "organization: { people: { constructor: {} } }",
    problems: [
      "schema.missing organization.people.constructor.contact",
      "schema.missing organization.people.constructor.github",
      "schema.missing organization.people.constructor.jobTitle",
      "schema.missing organization.people.constructor.name",
      "schema.missing organization.people.constructor.timeZone",
    ],
  },
  { name: "account id in the model", yaml: "vercelTeam: team_1", problems: ["config.key-in-both vercelTeam"] },
  {
    name: "token of a vendor in the model",
    yaml: "vendors: { github: { githubToken: abc } }",
    problems: ["config.key-in-both vendors.github.githubToken"],
  },
  {
    name: "endpoint in a stage",
    yaml: "stages: { prod: { datadogSite: datadoghq.com } }",
    problems: ["config.key-in-both stages.prod.datadogSite"],
  },
];
