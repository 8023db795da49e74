import type { OverlayCase } from "../overlay-case.ts";

const field = (name: string, yaml: string, ...problems: string[]): OverlayCase => ({ name, yaml, problems });

/** One case a reference field of the model, and names that every object inherits. */
export const referenceCases: readonly OverlayCase[] = [
  field(
    "member",
    "organization: { teams: { operations: { members: [ines-jansen, jonas-krug, helena-ivo, karin-lopez] } } }",
    "reference.unknown-person organization.teams.operations.members[3]",
  ),
  field(
    "member called constructor",
    "organization: { teams: { operations: { members: [jonas-krug, constructor] } } }",
    "reference.unknown-person organization.teams.operations.members[1]",
  ),
  field(
    "maintainer",
    "organization: { teams: { operations: { maintainers: [ghost] } } }",
    "reference.unknown-person organization.teams.operations.maintainers[0]",
    "teams.maintainer-not-member organization.teams.operations.maintainers[0]",
  ),
  field(
    "parent team",
    "organization: { teams: { operations: { parent: board } } }",
    "reference.unknown-team organization.teams.operations.parent",
  ),
  field(
    "holder",
    "organization: { roles: { ux-designer: { holders: [ghost, greta-hahn] } } }",
    "reference.unknown-person organization.roles.ux-designer.holders[0]",
  ),
  field(
    "deputy",
    "organization: { roles: { ux-designer: { deputies: [ghost] } } }",
    "reference.unknown-person organization.roles.ux-designer.deputies[0]",
  ),
  field(
    "role to differ from",
    "organization: { roles: { ux-designer: { differsFrom: [art-director] } } }",
    "reference.unknown-role organization.roles.ux-designer.differsFrom[0]",
  ),
  field(
    "owner of the rules",
    "organization: { rulesRepository: { owner: board } }",
    "reference.unknown-team organization.rulesRepository.owner",
  ),
  field(
    "class of the rules",
    "organization: { rulesRepository: { complianceClass: secret-class } }",
    "reference.unknown-compliance-class organization.rulesRepository.complianceClass",
  ),
  field("owner of a service", "services: { web: { owner: frontend } }", "reference.unknown-team services.web.owner"),
  field(
    "class of a service",
    "services: { web: { complianceClass: regulatd } }",
    "reference.unknown-compliance-class services.web.complianceClass",
  ),
  field(
    "required deployment",
    "services: { web: { repository: { requiredDeployments: [stage] } } }",
    "reference.unknown-stage services.web.repository.requiredDeployments[0]",
  ),
  field(
    "escalation of a service",
    "services: { web: { pagerDuty: { escalation: frontend } } }",
    "reference.unknown-escalation services.web.pagerDuty.escalation",
  ),
  field(
    "business service",
    "services: { web: { pagerDuty: { businessService: shop } } }",
    "reference.unknown-business-service services.web.pagerDuty.businessService",
  ),
  field(
    "debug variable",
    "services: { web: { vercel: { debugVariables: [VERBOSE] } } }",
    "reference.unknown-variable services.web.vercel.debugVariables[0]",
  ),
  field(
    "reviewer",
    "stages: { prod: { approval: { people: [ada-brand] } } }",
    "reference.unknown-person stages.prod.approval.people[0]",
  ),
  field(
    "reviewing team",
    "stages: { staging: { approval: { teams: [approvers] } } }",
    "reference.unknown-team stages.staging.approval.teams[0]",
  ),
  field(
    "sign-off",
    "release: { types: { patch: { signOffs: [qa-leed] } } }",
    "reference.unknown-role release.types.patch.signOffs[0]",
  ),
  field(
    "checklist item",
    "release: { types: { patch: { checklist: [backup, coffee] } } }",
    "reference.unknown-checklist-item release.types.patch.checklist[1]",
  ),
  field("decision owner", "release: { decisionOwners: [chief] }", "reference.unknown-role release.decisionOwners[0]"),
  field(
    "rollback authority",
    "release: { rollbackAuthority: chief }",
    "reference.unknown-role release.rollbackAuthority",
  ),
  field(
    "stage of a window",
    "release: { freeze: { windows: { year-end: { stages: [prod, production] } } } }",
    "reference.unknown-stage release.freeze.windows.year-end.stages[1]",
  ),
  field(
    "override role",
    "release: { freeze: { override: { roles: [technical-delivery-lead, chief] } } }",
    "reference.unknown-role release.freeze.override.roles[1]",
  ),
  field("stage in scope", "release: { scope: { stages: [pilot] } }", "reference.unknown-stage release.scope.stages[0]"),
  field(
    "owner of a risk",
    "release: { risks: { penetration-test: { owner: nobody } } }",
    "reference.unknown-person release.risks.penetration-test.owner",
  ),
  field(
    "owner of a risk who is a role",
    "release: { risks: { penetration-test: { owner: qa-lead } } }",
    "reference.unknown-person release.risks.penetration-test.owner",
  ),
  field(
    "owner of a checklist item",
    "release: { checklist: { backup: { owner: chief } } }",
    "reference.unknown-role release.checklist.backup.owner",
  ),
  field(
    "hand-off from",
    "release: { handOffs: { qa-to-devops: { from: qa } } }",
    "reference.unknown-role release.handOffs.qa-to-devops.from",
  ),
  field(
    "hand-off to",
    "release: { handOffs: { qa-to-devops: { to: ops } } }",
    "reference.unknown-role release.handOffs.qa-to-devops.to",
  ),
  field(
    "service of planned work",
    "release: { plannedWork: { weekly-index-maintenance: { services: [api] } } }",
    "reference.unknown-service release.plannedWork.weekly-index-maintenance.services[0]",
  ),
  field(
    "stage of planned work",
    "release: { plannedWork: { weekly-index-maintenance: { stages: [live] } } }",
    "reference.unknown-stage release.plannedWork.weekly-index-maintenance.stages[0]",
  ),
  field(
    "team of a rota",
    "onCall: { rotations: { platform-primary: { team: sre } } }",
    "reference.unknown-team onCall.rotations.platform-primary.team",
  ),
  field(
    "person of a layer",
    "onCall: { rotations: { platform-primary: { layers: { weekly: { people: [david-ernst, ghost] } } } } }",
    "reference.unknown-person onCall.rotations.platform-primary.layers.weekly.people[1]",
  ),
  field(
    "team of an escalation",
    "onCall: { escalations: { web: { team: sre } } }",
    "reference.unknown-team onCall.escalations.web.team",
  ),
  field(
    "rota of a level",
    "onCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ rotation: drill }] }] } } }",
    "reference.unknown-rotation onCall.escalations.drill.levels[0].targets[0].rotation",
  ),
  field(
    "person of a level",
    "onCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ person: ghost }] }] } } }",
    "reference.unknown-person onCall.escalations.drill.levels[0].targets[0].person",
  ),
  field(
    "escalation of drills",
    "onCall: { drillEscalation: rehearsal }",
    "reference.unknown-escalation onCall.drillEscalation",
  ),
  field(
    "team of a business service",
    "onCall: { businessServices: { pilot-app: { team: sales } } }",
    "reference.unknown-team onCall.businessServices.pilot-app.team",
  ),
  field(
    "point of contact",
    "onCall: { businessServices: { pilot-app: { pointOfContact: hotline } } }",
    "reference.unknown-person onCall.businessServices.pilot-app.pointOfContact",
  ),
  field(
    "service under maintenance",
    "onCall: { maintenance: { neon-upgrade-rehearsal: { services: [worker] } } }",
    "reference.unknown-service onCall.maintenance.neon-upgrade-rehearsal.services[0]",
  ),
  field(
    "stage under maintenance",
    "onCall: { maintenance: { neon-upgrade-rehearsal: { stage: qa } } }",
    "reference.unknown-stage onCall.maintenance.neon-upgrade-rehearsal.stage",
  ),
  field(
    "service of a drill",
    "drills: { catalogue: { neon-outage: { services: [mux] } } }",
    "reference.unknown-service drills.catalogue.neon-outage.services[0]",
  ),
  field(
    "owner of a drill",
    "drills: { catalogue: { neon-outage: { owner: chaos-monkey } } }",
    "reference.unknown-role drills.catalogue.neon-outage.owner",
  ),
  field(
    "owner of a compensation",
    "vendors: { datadog: { compensations: [{ feature: cost-budgets, gate: G, owner: finance }] } }",
    "reference.unknown-team vendors.datadog.compensations[0].owner",
  ),
  field(
    "stage of a stack",
    "stacks: { dev: { stage: develop } }",
    "reference.unknown-stage stacks.dev.stage",
    "stacks.stage-without-stack stages.dev",
  ),
  field(
    "service of a stack",
    "stacks: { dev: { services: [web, bridge-api, worker] } }",
    "reference.unknown-service stacks.dev.services[2]",
  ),
  field(
    "member named twice",
    "organization: { teams: { operations: { members: [jonas-krug, jonas-krug] } } }",
    "reference.duplicate organization.teams.operations.members[1]",
  ),
  field(
    "person removed who is used everywhere",
    "organization: { people: { karin-lopes: null } }",
    "reference.unknown-person organization.roles.legal-compliance.holders[0]",
    "reference.unknown-person organization.teams.operations.members[3]",
    "reference.unknown-person release.risks.penetration-test.owner",
    "role.unheld organization.roles.legal-compliance.holders",
  ),
  field(
    "stage named twice in a window",
    "release: { freeze: { windows: { year-end: { stages: [prod, prod] } } } }",
    "reference.duplicate release.freeze.windows.year-end.stages[1]",
  ),
];
