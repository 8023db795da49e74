/** What a reference may point at, and where such things are declared. */
export const referenceTargets = {
  person: { title: "person", declaredIn: "organization.people" },
  team: { title: "team", declaredIn: "organization.teams" },
  role: { title: "role", declaredIn: "organization.roles" },
  "compliance-class": { title: "compliance class", declaredIn: "organization.complianceClasses" },
  service: { title: "service", declaredIn: "services" },
  stage: { title: "stage", declaredIn: "stages" },
  rotation: { title: "rotation", declaredIn: "onCall.rotations" },
  escalation: { title: "escalation", declaredIn: "onCall.escalations" },
  "business-service": { title: "business service", declaredIn: "onCall.businessServices" },
  "checklist-item": { title: "checklist item", declaredIn: "release.checklist" },
} as const;

/** Kind of thing that a field names. */
export type ReferenceTarget = keyof typeof referenceTargets;

/** A field of the model that names something declared elsewhere. */
export interface ReferenceField {
  /** Where it stands; `*` stands for every key or position. */
  readonly at: string;
  readonly to: ReferenceTarget;
  /** The same name may stand twice in the list: a person may take two turns of a rota. Default false. */
  readonly mayRepeat?: true;
}

/** Every reference field of the model: the one table that references are checked by. */
export const referenceFields: readonly ReferenceField[] = [
  { at: "organization.teams.*.members.*", to: "person" },
  { at: "organization.teams.*.maintainers.*", to: "person" },
  { at: "organization.teams.*.parent", to: "team" },
  { at: "organization.roles.*.holders.*", to: "person" },
  { at: "organization.roles.*.deputies.*", to: "person" },
  { at: "organization.roles.*.differsFrom.*", to: "role" },
  { at: "organization.rulesRepository.owner", to: "team" },
  { at: "organization.credentials.*.owner", to: "team" },
  { at: "organization.rulesRepository.complianceClass", to: "compliance-class" },
  { at: "services.*.owner", to: "team" },
  { at: "services.*.complianceClass", to: "compliance-class" },
  { at: "services.*.repository.requiredDeployments.*", to: "stage" },
  { at: "services.*.pagerDuty.escalation", to: "escalation" },
  { at: "services.*.pagerDuty.businessService", to: "business-service" },
  { at: "stages.*.approval.people.*", to: "person" },
  { at: "stages.*.approval.teams.*", to: "team" },
  { at: "release.types.*.signOffs.*", to: "role" },
  { at: "release.types.*.checklist.*", to: "checklist-item" },
  { at: "release.decisionOwners.*", to: "role" },
  { at: "release.rollbackAuthority", to: "role" },
  { at: "release.freeze.windows.*.stages.*", to: "stage" },
  { at: "release.freeze.override.roles.*", to: "role" },
  { at: "release.scope.stages.*", to: "stage" },
  { at: "release.risks.*.owner", to: "person" },
  { at: "release.waivers.*.owner", to: "person" },
  { at: "release.checklist.*.owner", to: "role" },
  { at: "release.handOffs.*.from", to: "role" },
  { at: "release.handOffs.*.to", to: "role" },
  { at: "release.plannedWork.*.services.*", to: "service" },
  { at: "release.plannedWork.*.stages.*", to: "stage" },
  { at: "onCall.rotations.*.team", to: "team" },
  { at: "onCall.rotations.*.layers.*.people.*", to: "person", mayRepeat: true },
  { at: "onCall.escalations.*.team", to: "team" },
  { at: "onCall.escalations.*.levels.*.targets.*.rotation", to: "rotation" },
  { at: "onCall.escalations.*.levels.*.targets.*.person", to: "person" },
  { at: "onCall.drillEscalation", to: "escalation" },
  { at: "onCall.businessServices.*.team", to: "team" },
  { at: "onCall.businessServices.*.pointOfContact", to: "person" },
  { at: "onCall.maintenance.*.services.*", to: "service" },
  { at: "onCall.maintenance.*.stage", to: "stage" },
  { at: "drills.catalogue.*.services.*", to: "service" },
  { at: "drills.catalogue.*.owner", to: "role" },
  { at: "vendors.*.compensations.*.owner", to: "team" },
  { at: "stacks.*.stage", to: "stage" },
  { at: "stacks.*.services.*", to: "service" },
];
