/** A what-if that nothing is wrong with. */
export interface Accepted {
  readonly name: string;
  readonly yaml: string;
}

const step = (percent: number, more = ""): string =>
  `{ percent: ${String(percent)}, observation: 10 minutes${more}, abort: { errorRatePercent: 1, latencyP95Milliseconds: 900, burnRate: 6 } }`;

/** The last value that each rule lets pass. */
export const accepted: readonly Accepted[] = [
  { name: "the reference organisation", yaml: "organization: { title: Motion Mavericks }" },
  {
    name: "six reviewers",
    yaml: "stages: { prod: { approval: { people: [ada-brandt, bruno-costa, clara-dias, david-ernst, elif-faber] } } }",
  },
  {
    name: "two approvers by name",
    yaml: "stages: { prod: { approval: { teams: [], people: [ada-brandt, bruno-costa] } } }",
  },
  {
    name: "two approvers, one by name and one by team",
    yaml: "organization: { teams: { release-approvers: { members: [ada-brandt] } } }\nstages: { prod: { approval: { people: [bruno-costa] } } }",
  },
  {
    name: "self-review outside production",
    yaml: "stages: { dev: { approval: { preventSelfReview: false, adminsBypass: true } } }",
  },
  {
    name: "patterns that are not everything",
    yaml: "stages: { prod: { branchPolicy: { branches: ['release/*'], tags: [] } } }",
  },
  { name: "wait of 30 days", yaml: "stages: { prod: { approval: { wait: 43200 minutes } } }" },
  { name: "ramp of two steps", yaml: `release: { ramp: [${step(0)}, ${step(100)}] }` },
  {
    name: "ramp of ten steps",
    yaml: `release: { ramp: [${[0, 1, 2, 5, 10, 20, 30, 50, 75, 100].map((each) => step(each)).join(", ")}] }`,
  },
  { name: "dark step without requests", yaml: `release: { ramp: [${step(0, ", minimumRequests: 0")}, ${step(100)}] }` },
  {
    name: "burn rate below the ceiling of 99 percent",
    yaml: `release: { ramp: [${step(0)}, ${step(100).replace("burnRate: 6", "burnRate: 99.9")}] }`,
  },
  {
    name: "low target in services that no gated stage deploys",
    yaml: "services: { web: { slos: { availability: { target: 90 } } } }\nstages: { staging: { traffic: on-merge } }\nstacks: { prod: { services: [bridge-api] }, drill: { services: [bridge-api] } }",
  },
  {
    name: "restore window equal to the rollback window",
    yaml: "stages: { prod: { database: { restoreWindow: 14 days, snapshots: { retention: 14 days } } } }",
  },
  {
    name: "deployments as long as the rollback window",
    yaml: "stages: { prod: { rollbackWindow: 30 days, deploymentRetention: 30d } }",
  },
  { name: "no archive", yaml: "organization: { complianceClasses: { standard: { archiveRetentionDays: 0 } } }" },
  {
    name: "archive as long as the logs",
    yaml: "organization: { complianceClasses: { standard: { archiveRetentionDays: 30 } } }",
  },
  {
    name: "public repository with 90 days of artifacts",
    yaml: "services: { web: { repository: { visibility: public } } }",
  },
  {
    name: "artifacts for 400 days",
    yaml: "organization: { complianceClasses: { standard: { artifactRetentionDays: 400 } } }",
  },
  { name: "risk on its last day", yaml: "release: { risks: { penetration-test: { expires: 2026-11-21 } } }" },
  {
    name: "person in two roles that may be one",
    yaml: "organization: { roles: { implementer: { holders: [david-ernst] } } }",
  },
  {
    name: "switches in every spelling of off",
    yaml: "services: { web: { vercel: { environment: { DEBUG: { value: 'FALSE' } } } } }",
  },
  {
    name: "support hours of a minute",
    yaml: "stages: { staging: { supportHours: { start: '08:00', end: '08:01' } } }",
  },
  { name: "equal least and most compute", yaml: "stages: { prod: { database: { minComputeUnits: 4 } } }" },
  { name: "longest suspension", yaml: "stages: { dev: { database: { suspendAfter: 7 days } } }" },
  {
    name: "value of a smoke step used twice later",
    yaml: "services: { web: { smoke: { steps: [{ title: A, path: /, extract: { name: ID, jsonPath: $.id } }, { title: B, path: '/{{ID}}/{{ ID }}' }] } } }",
  },
  { name: "smoke suite every 30 seconds", yaml: "services: { web: { smoke: { every: 30 seconds } } }" },
  {
    name: "window of 370 days, once",
    yaml: "release: { freeze: { windows: { year-end: { duration: 370 days, recurrence: null } } } }",
  },
  { name: "one allow window for every release type", yaml: "release: { freeze: { windows: { prod-patches: null } } }" },
  { name: "override by all who can", yaml: "release: { freeze: { override: { approvals: 4 } } }" },
  {
    name: "rota with hours left out on purpose",
    yaml: "onCall: { rotations: { spare: { title: Spare, team: platform, timeZone: Asia/Kathmandu, mustCover: false, layers: { day: { people: [ada-brandt, leo-martins], start: '2026-01-05T09:00', turn: 1 day, restrictions: [{ kind: daily, start: '09:00', duration: 8 hours }] } } } } }",
  },
  {
    name: "rota for drills with hours left out on purpose, and somebody else behind it",
    yaml: "onCall: { rotations: { drill-team: { mustCover: false, layers: { daily: { restrictions: [{ kind: daily, start: '09:00', duration: 8 hours }] } } } } }",
  },
  {
    name: "levels that share a person but never hang on one alone",
    yaml: "onCall: { escalations: { bridge-api: { levels: [{ after: 10 minutes, targets: [{ rotation: platform-primary }] }, { after: 15 minutes, targets: [{ person: david-ernst }, { person: leo-martins }] }] } } }",
  },
  {
    name: "person without seat who is not on call",
    yaml: "organization: { people: { karin-lopes: { paged: false, contact: { phone: null, sms: null } } } }",
  },
  {
    name: "drill escalation of one level",
    yaml: "onCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ rotation: drill-team }] }] } } }",
  },
  {
    name: "second stack of a stage for other services",
    yaml: "stacks: { prod: { services: [web] }, prod-api: { kind: stage, stage: prod, services: [bridge-api] } }",
  },
  {
    name: "further drill stack",
    yaml: "stacks: { drill-neon-outage: { kind: stage, stage: drill, services: [web, bridge-api], ephemeral: true } }",
  },
  { name: "apex host", yaml: "services: { web: { vercel: { host: '@' } } }" },
  {
    name: "hand-off due right after it may begin",
    yaml: "release: { handOffs: { customer-success-to-product: { within: 1441 minutes } } }",
  },
  { name: "drill as long as its stack", yaml: "drills: { timeToLive: 60 minutes }" },
  {
    name: "smaller plan with a gate for all that it lacks",
    yaml: "vendors: { github: { plan: team, compensations: [{ feature: environment-reviewers, gate: The pipeline asks two people., owner: platform }] } }",
  },
  {
    name: "smaller plan where every repository is public",
    yaml: "vendors: { github: { plan: free } }\norganization: { rulesRepository: { visibility: public, complianceClass: standard } }\nservices: { web: { repository: { visibility: public } }, bridge-api: { complianceClass: standard, repository: { visibility: public } } }",
  },
  { name: "team below another", yaml: "organization: { teams: { platform: { parent: product } } }" },
  {
    name: "values that only look a little like credentials",
    yaml: "services: { web: { vercel: { environment: { NEXT_PUBLIC_API_KEY: { value: q8Zr2LwX0vB7nT4s }, TOKEN_TTL: { value: '3600' }, SESSION_KEY_NAME: { value: motion-mavericks-session }, PASSWORD_RESET_URL: { value: 'https://example.com/reset' }, PASSWORD_LOGIN: { value: 'off' } } } } }",
  },
];
