import type { OverlayCase } from "../overlay-case.ts";

const step = (percent: number, burnRate = 6, minimumRequests = 100, observation = "10 minutes"): string =>
  `{ percent: ${String(percent)}, observation: ${observation}, minimumRequests: ${String(minimumRequests)}, ` +
  `abort: { errorRatePercent: 1, latencyP95Milliseconds: 900, burnRate: ${String(burnRate)} } }`;

const ramp = (...steps: readonly string[]): string => `release: { ramp: [${steps.join(", ")}] }`;

const rollback = (...acts: readonly string[]): string =>
  `release: { rollback: { steps: [${acts.map((act) => `{ title: ${act}, acts: ${act} }`).join(", ")}] } }`;

/** People, roles, approvals, the ramp, the calendar, risks and the rollback. */
export const releaseCases: readonly OverlayCase[] = [
  {
    name: "two people with one login",
    yaml: "organization: { people: { bruno-costa: { github: Ada-Brandt-Example } } }",
    problems: ["people.duplicate-github organization.people.bruno-costa.github"],
  },
  {
    name: "two people with one address",
    yaml: "organization: { people: { bruno-costa: { contact: { email: { secret: person-ada-brandt-email } } } } }",
    problems: ["people.shared-email organization.people.bruno-costa.contact.email"],
  },
  {
    name: "maintainer from elsewhere",
    yaml: "organization: { teams: { platform: { maintainers: [ada-brandt] } } }",
    problems: ["teams.maintainer-not-member organization.teams.platform.maintainers[0]"],
  },
  {
    name: "team above itself",
    yaml: "organization: { teams: { platform: { parent: platform } } }",
    problems: ["teams.parent-cycle organization.teams.platform.parent"],
  },
  {
    name: "teams in a circle",
    yaml: "organization: { teams: { platform: { parent: product }, product: { parent: operations }, operations: { parent: platform } } }",
    problems: [
      "teams.parent-cycle organization.teams.operations.parent",
      "teams.parent-cycle organization.teams.platform.parent",
      "teams.parent-cycle organization.teams.product.parent",
    ],
  },

  {
    name: "role that nobody holds",
    yaml: "organization: { roles: { ux-designer: { holders: [] } } }",
    problems: ["role.unheld organization.roles.ux-designer.holders"],
  },
  {
    name: "role held by a stranger only",
    yaml: "organization: { roles: { ux-designer: { holders: [ghost] } } }",
    problems: [
      "reference.unknown-person organization.roles.ux-designer.holders[0]",
      "role.unheld organization.roles.ux-designer.holders",
    ],
  },
  {
    name: "deputy of oneself",
    yaml: "organization: { roles: { ux-designer: { deputies: [greta-hahn] } } }",
    problems: ["role.deputy-is-holder organization.roles.ux-designer.deputies[0]"],
  },
  {
    name: "one person in two roles that must differ",
    yaml: "organization: { roles: { qa-lead: { holders: [david-ernst] } } }",
    problems: ["role.not-separated organization.roles.devops-engineer.differsFrom[0]"],
  },
  {
    name: "deputy of one role who holds the other",
    yaml: "organization: { roles: { reliability-partner: { deputies: [ada-brandt] } } }",
    problems: ["role.not-separated organization.roles.reliability-partner.differsFrom[0]"],
  },
  {
    name: "separation that only one side names",
    yaml: "organization: { roles: { implementer: { differsFrom: [devops-engineer] } } }",
    problems: ["role.not-separated organization.roles.implementer.differsFrom[0]"],
  },
  {
    name: "role that differs from itself",
    yaml: "organization: { roles: { implementer: { differsFrom: [implementer] } } }",
    problems: ["role.differs-from-itself organization.roles.implementer.differsFrom[0]"],
  },
  {
    name: "sign-off role missing",
    yaml: "organization: { roles: { ux-designer: null } }",
    problems: [
      "reference.unknown-role release.types.major.signOffs[3]",
      "reference.unknown-role release.types.minor.signOffs[3]",
      "role.sign-off-missing organization.roles.ux-designer",
    ],
  },
  {
    name: "sign-off role that signs nothing",
    yaml: "organization: { roles: { ux-designer: { signs: null } } }",
    problems: ["role.signs-nothing organization.roles.ux-designer.signs"],
  },
  {
    name: "further role signs a release without a meaning",
    yaml: "release: { types: { patch: { signOffs: [qa-lead, implementer] } } }",
    problems: ["role.signs-nothing organization.roles.implementer.signs"],
  },
  {
    name: "sign-off role without duties",
    yaml: "organization: { roles: { project-manager: { duties: null } } }",
    problems: ["role.duties-missing organization.roles.project-manager.duties"],
  },

  {
    name: "seven reviewers",
    yaml: "stages: { prod: { approval: { people: [ada-brandt, bruno-costa, clara-dias, david-ernst, elif-faber, felipe-gomes] } } }",
    problems: ["approvals.too-many-reviewers stages.prod.approval"],
  },
  {
    name: "seven reviewers in staging",
    yaml: "stages: { staging: { approval: { people: [ada-brandt, bruno-costa, clara-dias, david-ernst, elif-faber, felipe-gomes, greta-hahn] } } }",
    problems: ["approvals.too-many-reviewers stages.staging.approval"],
  },
  {
    name: "nobody may approve production",
    yaml: "stages: { prod: { approval: { teams: [] } } }",
    problems: ["approvals.too-few-approvers stages.prod.approval"],
  },
  {
    name: "one person twice, by name and by team",
    yaml: "organization: { teams: { release-approvers: { members: [ada-brandt] } } }\nstages: { prod: { approval: { people: [ada-brandt] } } }",
    problems: ["approvals.too-few-approvers stages.prod.approval"],
  },
  {
    name: "self-review open in production",
    yaml: "stages: { prod: { approval: { preventSelfReview: false } } }",
    problems: ["approvals.self-review-open stages.prod.approval.preventSelfReview"],
  },
  {
    name: "administrators bypass production",
    yaml: "stages: { prod: { approval: { adminsBypass: true } } }",
    problems: ["approvals.admin-bypass-open stages.prod.approval.adminsBypass"],
  },
  {
    name: "any branch into production",
    yaml: "stages: { prod: { branchPolicy: { branches: [main, '**'] } } }",
    problems: ["approvals.any-branch stages.prod.branchPolicy"],
  },
  {
    name: "no branch policy in production",
    yaml: "stages: { prod: { branchPolicy: { branches: [], tags: [] } } }",
    problems: ["approvals.any-branch stages.prod.branchPolicy"],
  },
  {
    name: "wait beyond 30 days",
    yaml: "stages: { prod: { approval: { wait: 31 days } } }",
    problems: ["duration.out-of-range stages.prod.approval.wait"],
  },
  {
    name: "wait of half a minute",
    yaml: "stages: { prod: { approval: { wait: 30 seconds } } }",
    problems: ["duration.not-whole stages.prod.approval.wait"],
  },

  {
    name: "ramp without dark launch",
    yaml: ramp(step(10), step(100)),
    problems: ["ramp.not-dark-first release.ramp[0].percent"],
  },
  {
    name: "ramp that stops at 50",
    yaml: ramp(step(0), step(50)),
    problems: ["ramp.not-full-last release.ramp[1].percent"],
  },
  {
    name: "ramp that falls",
    yaml: ramp(step(0), step(50), step(10), step(100)),
    problems: ["ramp.not-rising release.ramp[2].percent"],
  },
  {
    name: "ramp that stands still",
    yaml: ramp(step(0), step(50), step(50), step(100)),
    problems: ["ramp.not-rising release.ramp[2].percent"],
  },
  {
    name: "ramp from 100 to 0",
    yaml: ramp(step(100), step(0)),
    problems: [
      "ramp.not-dark-first release.ramp[0].percent",
      "ramp.not-full-last release.ramp[1].percent",
      "ramp.not-rising release.ramp[1].percent",
    ],
  },
  {
    name: "half a percent",
    yaml: ramp(step(0), step(0.5), step(100)),
    problems: ["ramp.fraction release.ramp[1].percent"],
  },
  {
    name: "step that needs no request",
    yaml: ramp(step(0, 6, 0), step(10, 6, 0), step(100)),
    problems: ["ramp.no-evidence release.ramp[1].minimumRequests"],
  },
  {
    name: "burn rate that 99 percent cannot reach",
    yaml: ramp(step(0), step(10, 100), step(100)),
    problems: ["ramp.burn-unreachable release.ramp[1].abort.burnRate"],
  },
  {
    name: "burn rate beyond a lowered target",
    yaml: "services: { web: { slos: { availability: { target: 93 } } } }",
    problems: [
      "ramp.burn-unreachable release.ramp[0].abort.burnRate",
      "ramp.burn-unreachable release.ramp[1].abort.burnRate",
    ],
  },
  {
    name: "observation beyond Vercel's range",
    yaml: ramp(step(0), step(10, 6, 100, "8 days"), step(100)),
    problems: ["duration.out-of-range release.ramp[1].observation"],
  },
  {
    name: "observation of no time",
    yaml: ramp(step(0), step(10, 6, 100, "0 minutes"), step(100)),
    problems: ["duration.out-of-range release.ramp[1].observation"],
  },
  {
    name: "observation of 90 seconds",
    yaml: ramp(step(0), step(10, 6, 100, "90 seconds"), step(100)),
    problems: ["duration.not-whole release.ramp[1].observation"],
  },

  {
    name: "recurrence in plain words",
    yaml: "release: { freeze: { windows: { year-end: { recurrence: every year } } } }",
    problems: ["calendar.impossible-recurrence release.freeze.windows.year-end.recurrence"],
  },
  {
    name: "30 February",
    yaml: "release: { freeze: { windows: { year-end: { recurrence: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 } } } }",
    problems: ["calendar.impossible-recurrence release.freeze.windows.year-end.recurrence"],
  },
  {
    name: "recurrence that ended before it began",
    yaml: "release: { freeze: { windows: { year-end: { recurrence: FREQ=YEARLY;UNTIL=20200101T000000Z } } } }",
    problems: ["calendar.impossible-recurrence release.freeze.windows.year-end.recurrence"],
  },
  {
    name: "recurrence of no occurrence",
    yaml: "release: { plannedWork: { weekly-index-maintenance: { recurrence: FREQ=WEEKLY;COUNT=0 } } }",
    problems: ["calendar.impossible-recurrence release.plannedWork.weekly-index-maintenance.recurrence"],
  },
  {
    name: "empty recurrence",
    yaml: "release: { plannedWork: { weekly-index-maintenance: { recurrence: '' } } }",
    problems: ["schema.out-of-range release.plannedWork.weekly-index-maintenance.recurrence"],
  },
  {
    name: "window of a year and more",
    yaml: "release: { freeze: { windows: { year-end: { duration: 371 days } } } }",
    problems: ["duration.out-of-range release.freeze.windows.year-end.duration"],
  },
  {
    name: "window of no time",
    yaml: "release: { freeze: { windows: { year-end: { duration: 0 days } } } }",
    problems: ["duration.out-of-range release.freeze.windows.year-end.duration"],
  },
  {
    name: "production in no allow window",
    yaml: "release: { freeze: { windows: { prod-working-hours: null, prod-patches: null } } }",
    problems: ["calendar.never-open release.freeze.windows"],
  },
  {
    name: "production closed for minor and major releases",
    yaml: "release: { freeze: { windows: { prod-working-hours: null } } }",
    problems: ["calendar.never-open release.freeze.windows"],
  },
  {
    name: "window for no release type",
    yaml: "release: { freeze: { windows: { year-end: { releaseTypes: [] } } } }",
    problems: ["calendar.no-release-type release.freeze.windows.year-end.releaseTypes"],
  },
  {
    name: "window for an unknown release type",
    yaml: "release: { freeze: { windows: { year-end: { releaseTypes: [hotfix] } } } }",
    problems: ["schema.not-allowed release.freeze.windows.year-end.releaseTypes[0]"],
  },
  {
    name: "override by more people than there are",
    yaml: "release: { freeze: { override: { approvals: 5 } } }",
    problems: ["calendar.override-too-few-people release.freeze.override.approvals"],
  },
  {
    name: "override that lasts a month",
    yaml: "release: { freeze: { override: { expiresAfter: 30 days } } }",
    problems: ["duration.out-of-range release.freeze.override.expiresAfter"],
  },

  {
    name: "credential that no stack reads",
    yaml: "organization: { credentials: { mux-tokne: { owner: platform } } }",
    problems: ["credential.unknown-key organization.credentials.mux-tokne"],
  },
  {
    name: "credential of an unknown team",
    yaml: "organization: { credentials: { mux-token: { owner: nobody } } }",
    problems: ["reference.unknown-team organization.credentials.mux-token.owner"],
  },
  {
    name: "credential changed tomorrow",
    yaml: "organization: { credentials: { mux-token: { rotatedOn: { prod: 2026-11-22 } } } }",
    problems: ["credential.not-yet organization.credentials.mux-token.rotatedOn.prod"],
  },
  {
    name: "credential that never gets too old",
    yaml: "organization: { credentials: { mux-token: { maxAgeDays: 731 } } }",
    problems: ["schema.out-of-range organization.credentials.mux-token.maxAgeDays"],
  },
  {
    name: "waiver of an unknown person",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: nobody, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["reference.unknown-person release.waivers.one.owner"],
  },
  {
    name: "waiver for an unknown stack",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: pord, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["waiver.unknown-stack release.waivers.one.stack"],
  },
  {
    name: "waiver of 91 days",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-01, expires: 2027-01-31, timeZone: Europe/Berlin } } }",
    problems: ["waiver.too-long release.waivers.one.expires"],
  },
  {
    name: "waiver that ends before it begins",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-11-19, timeZone: Europe/Berlin } } }",
    problems: ["waiver.too-long release.waivers.one.expires"],
  },
  {
    name: "waiver granted tomorrow",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-22, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["waiver.not-yet release.waivers.one.granted"],
  },
  {
    name: "two waivers of one kind",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin }, two: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: bruno-costa, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["waiver.repeated release.waivers.two.rule"],
  },
  {
    name: "four waivers in production",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: r-one, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin }, two: { rule: github-environment-require-approvers, stack: prod, resource: r-two, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin }, three: { rule: github-environment-require-approvers, stack: prod, resource: r-three, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin }, four: { rule: github-environment-require-approvers, stack: prod, resource: r-four, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["waiver.over-limit release.waivers.four"],
  },
  {
    name: "waiver for every resource",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: 'web-*', owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["schema.bad-format release.waivers.one.resource"],
  },
  {
    name: "waiver for every rule",
    yaml: "release: { waivers: { one: { rule: all, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["schema.bad-format release.waivers.one.rule"],
  },
  {
    name: "waiver without an end",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: 2026-11-20, timeZone: Europe/Berlin } } }",
    problems: ["schema.missing release.waivers.one.expires"],
  },
  {
    name: "waiver for a reason of two words",
    yaml: "release: { waivers: { one: { rule: github-environment-require-approvers, stack: prod, resource: web-prod-gate-environment, owner: ada-brandt, reason: not now, link: https://example.com/1, granted: 2026-11-20, expires: 2026-12-20, timeZone: Europe/Berlin } } }",
    problems: ["schema.out-of-range release.waivers.one.reason"],
  },

  {
    name: "risk that ended yesterday",
    yaml: "release: { risks: { penetration-test: { expires: 2026-11-20 } } }",
    problems: ["risk.expired release.risks.penetration-test.expires"],
  },
  {
    name: "accepted risk of the last century",
    yaml: "release: { risks: { manual-operator-controls: { expires: 1999-12-31 } } }",
    problems: ["risk.expired release.risks.manual-operator-controls.expires"],
  },

  {
    name: "rollback without its last step",
    yaml: rollback("freeze-writes", "keep-diagnostics", "return-traffic", "verify", "smoke"),
    problems: ["rollback.step-missing release.rollback.steps"],
  },
  {
    name: "writes before the smoke suite",
    yaml: rollback("freeze-writes", "keep-diagnostics", "return-traffic", "verify", "enable-writes", "smoke"),
    problems: ["rollback.step-order release.rollback.steps[4].acts"],
  },
  {
    name: "data restored while writes go on",
    yaml: rollback(
      "restore-data",
      "freeze-writes",
      "keep-diagnostics",
      "return-traffic",
      "verify",
      "smoke",
      "enable-writes",
    ),
    problems: ["rollback.step-order release.rollback.steps[0].acts"],
  },
  {
    name: "step done twice",
    yaml: rollback("freeze-writes", "keep-diagnostics", "return-traffic", "verify", "smoke", "smoke", "enable-writes"),
    problems: ["rollback.step-repeated release.rollback.steps[5].acts"],
  },
  {
    name: "no manual trigger",
    yaml: "release: { rollback: { triggers: { manual: null } } }",
    problems: ["rollback.trigger-missing release.rollback.triggers"],
  },
  {
    name: "hand-off to oneself",
    yaml: "release: { handOffs: { qa-to-devops: { to: qa-lead } } }",
    problems: ["hand-offs.same-role release.handOffs.qa-to-devops.to"],
  },
  {
    name: "hand-off due before it begins",
    yaml: "release: { handOffs: { customer-success-to-product: { within: 12 hours } } }",
    problems: ["hand-offs.no-time release.handOffs.customer-success-to-product.within"],
  },
  {
    name: "staging for two months",
    yaml: "release: { types: { major: { stagingSoak: 60 days } } }",
    problems: ["duration.out-of-range release.types.major.stagingSoak"],
  },
  {
    name: "drill that outlives its stack",
    yaml: "drills: { timeToLive: 20 minutes }",
    problems: [
      "drills.rto-beyond-life drills.catalogue.escalation-test.rto",
      "drills.rto-beyond-life drills.catalogue.incident-tabletop.rto",
      "drills.rto-beyond-life drills.catalogue.neon-outage.rto",
    ],
  },
  {
    name: "drill stack for a month",
    yaml: "drills: { timeToLive: 30 days }",
    problems: ["duration.out-of-range drills.timeToLive"],
  },
  {
    name: "drill every minute",
    yaml: "drills: { catalogue: { neon-outage: { every: 1 minute } } }",
    problems: ["duration.out-of-range drills.catalogue.neon-outage.every"],
  },
];
