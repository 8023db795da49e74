/**
 * Every code of a problem or refusal that `packages/core` may report, with its meaning: what docs/problems.md is made from.
 * A test keeps the table equal to the codes in use.
 */
export const problemCodes = {
  "schema.bad-format": "Text is not written as the field asks, such as an id, an address or a day.",
  "schema.bad-key": "A key of a map is not one that the map may have.",
  "schema.missing": "A key that the model needs is missing.",
  "schema.not-allowed": "The value is not one of those allowed.",
  "schema.not-plain":
    "The data hold something that is no text, number, list or map, contain themselves, or nest too deeply.",
  "schema.out-of-range": "A number, or the length of a text or list, is outside its range.",
  "schema.unknown-key": "The model knows no such key; the nearest one is named.",
  "schema.wrong-type": "The value is of another kind than the field, such as a list in place of a map.",

  "file.empty": "The file holds no key.",
  "file.not-a-map": "The file holds a list or a single value where a map of keys belongs.",
  "file.not-plain": "The file holds a value of a kind that a model does not have, or contains itself.",
  "file.not-yaml": "The file is not YAML, or uses a tag that nothing here knows.",
  "file.too-deep": "Maps and lists of the file are nested too deeply.",
  "file.too-long": "The file is longer than any model.",

  "config.key-in-both": "A key stands in the model and in Pulumi.<stack>.yaml, or in the wrong one of them.",
  "config.log-archive-missing": "Logs are to be archived, but the shared stack does not say where.",
  "config.plain-secret": "A secret stands unencrypted in Pulumi.<stack>.yaml.",
  "config.unknown-key": "Pulumi.<stack>.yaml holds a key that neither a stack nor the engine reads.",
  "config.wrong-type": "A setting of Pulumi.<stack>.yaml is of the wrong kind.",

  "model.invalid": "The model has the problems listed.",
  "stack.unknown": "There is no stack of that name.",

  "reference.duplicate": "A name stands twice in a list.",
  "reference.unknown-business-service": "A business service is named that is not declared.",
  "reference.unknown-checklist-item": "A checklist item is named that is not declared.",
  "reference.unknown-compliance-class": "A compliance class is named that is not declared.",
  "reference.unknown-escalation": "An escalation is named that is not declared.",
  "reference.unknown-person": "A person is named who is not declared.",
  "reference.unknown-role": "A role is named that is not declared.",
  "reference.unknown-rotation": "A rotation is named that is not declared.",
  "reference.unknown-service": "A service is named that is not declared.",
  "reference.unknown-stage": "A stage is named that is not declared.",
  "reference.unknown-team": "A team is named that is not declared.",
  "reference.unknown-variable": "A debug variable is named that the service does not have.",

  "secret.plain-text":
    "A credential stands in the model in plain text, or text stands where a reference to a secret belongs.",

  "credential.not-yet": "A credential was changed on a day that has not come.",
  "credential.unknown-key": "A credential is declared that no stack reads.",

  "people.duplicate-github": "Two people have one GitHub login.",
  "people.shared-email": "Two people have one e-mail address.",
  "teams.maintainer-not-member": "A maintainer does not belong to the team.",
  "teams.parent-cycle": "A team is above itself.",

  "role.deputy-is-holder": "A holder of a role is also its deputy.",
  "role.differs-from-itself": "A role must differ from itself.",
  "role.duties-missing": "A sign-off role has no duties.",
  "role.not-separated": "One person may act in two roles that must differ, as holder or deputy.",
  "role.sign-off-missing": "One of the seven sign-off roles is missing.",
  "role.signs-nothing": "A role signs releases, but nothing says what its signature confirms.",
  "role.unheld": "Nobody holds a role.",

  "services.locked-out": "A service is not among the addresses that may reach its own database.",
  "services.no-write-freeze": "A service has no switch that refuses new writes.",
  "variables.debug-on": "A debug switch is not off.",
  "variables.no-source": "A variable takes its value from a database that the service does not have.",

  "slo.latency-without-threshold": "A latency objective does not say how slow is too slow.",
  "slo.page-unreachable": "At its target no burn rate of an objective can ever page anybody.",
  "slo.threshold-unused": "An availability objective has a latency threshold.",
  "slo.invalid-count": "Counts of good and all events do not fit together.",
  "slo.invalid-period": "The period of an objective is not between 1 and 366 days.",
  "slo.invalid-target": "The target of an objective is not between 0 and 100 percent.",
  "dependency.warning-above-critical": "A dependency would page before it warns.",

  "smoke.repeated-variable": "Two smoke steps take a value under one name.",
  "smoke.unknown-variable": "A smoke step uses a value that no earlier step has taken.",

  "stages.compute-beyond-plan": "A database may grow beyond what the Neon plan has.",
  "stages.compute-range": "The least compute of a database is more than its most.",
  "stages.drill-pages-people": "A drill stage would page the people on call.",
  "stages.one-production": "There is no stage of kind production, or more than one.",
  "stages.production-lax": "Alert thresholds of production are loosened.",
  "stages.production-ungated": "Traffic of production does not move by the ramp.",
  "stages.production-unpaged": "Nobody on call is paged for production.",
  "stages.production-unprotected": "The production database can be deleted or reset by accident.",
  "stages.repeated-location": "A location of the smoke suite is named twice.",
  "stages.support-hours-empty": "Support hours end before they begin.",
  "stages.support-hours-repeated-day": "Support hours name a day twice.",
  "stages.too-few-locations": "The smoke suite of a stage runs from one location only.",

  "approvals.admin-bypass-open": "Administrators may skip the approval of production.",
  "approvals.any-branch": "Any branch may deploy into production.",
  "approvals.self-review-open": "People may approve their own change into production.",
  "approvals.too-few-approvers": "Fewer than two people can approve in production.",
  "approvals.too-many-reviewers": "A stage names more reviewers than GitHub takes.",

  "retention.archive-short": "The log archive is kept shorter than the searchable logs.",
  "retention.artifacts-beyond-vendor": "Artifacts should be kept longer than GitHub can.",
  "retention.deployments-short": "Deployments are deleted before a release can no longer be undone.",
  "retention.restore-window-beyond-plan": "Data should be restorable for longer than the Neon plan allows.",
  "retention.restore-window-short": "Data cannot be restored as far back as a release can be undone.",
  "retention.snapshots-gap": "A snapshot is deleted before the next one is taken.",
  "retention.snapshots-short": "Snapshots are deleted before a release can no longer be undone.",

  "budget.alerts-not-rising": "The shares of a budget at which people are told do not rise.",
  "budget.missing": "A stage has no budget.",

  "ramp.burn-unreachable": "The burn rate that should abort a step cannot be reached at a target of the services.",
  "ramp.fraction": "A step of the ramp is not a whole number of percent.",
  "ramp.no-evidence": "A step with visitors passes without a single request.",
  "ramp.not-dark-first": "The ramp does not start at 0 percent.",
  "ramp.not-full-last": "The ramp does not end at 100 percent.",
  "ramp.not-rising": "A step of the ramp is not more than the one before.",

  "calendar.impossible-recurrence": "A recurrence cannot be read or never comes.",
  "calendar.invalid-instant": "A moment is not ISO 8601 with an offset.",
  "calendar.invalid-interval": "The end of a time asked for is not after its start.",
  "calendar.invalid-span": "A calendar entry cannot be read.",
  "calendar.invalid-wall-clock": "A wall-clock moment cannot be read.",
  "calendar.never-open": "Production is in no allow window for some release type, so that it is closed for ever.",
  "calendar.no-release-type": "A freeze window lists no release type and says nothing.",
  "calendar.override-too-few-people": "Fewer people can agree to an override than it asks for.",
  "calendar.unknown-zone": "The time zone is not one that the zone data know.",

  "risk.expired": "The last day of a risk has passed.",

  "waiver.not-yet": "A waiver was granted on a day that has not come.",
  "waiver.over-limit": "More waivers hold in a stack than its stage allows.",
  "waiver.repeated": "Two waivers excuse one resource from one rule.",
  "waiver.too-long": "A waiver ends before it begins, or lives longer than 90 days.",
  "waiver.unknown-stack": "A waiver names a stack that is not declared.",

  "rollback.step-missing": "A step that every rollback needs is missing.",
  "rollback.step-order": "Steps of the rollback stand in an order that loses data or opens writes too soon.",
  "rollback.step-repeated": "A step of the rollback stands twice.",
  "rollback.trigger-missing": "A source of rollback triggers is not declared.",
  "hand-offs.no-time": "A hand-off is due before it may begin.",
  "hand-offs.same-role": "A role hands over to itself.",
  "drills.rto-beyond-life": "A drill may take longer to recover than its stack lives.",

  "on-call.all-levels-one-person": "At some minute every level of an escalation reaches one and the same person.",
  "on-call.cannot-respond": "Somebody on call has a read-only PagerDuty role.",
  "on-call.drill-escalation-in-use": "A service pages by an escalation for drills.",
  "on-call.drill-escalation-real": "Drills page by an escalation that is not for drills.",
  "on-call.drill-pages-people": "An escalation for drills reaches a rota of people on call.",
  "on-call.escalates-unheard": "A page goes on to the next level before anybody is told.",
  "on-call.level-uncovered": "A level of an escalation reaches nobody at some minute of the next 12 weeks.",
  "on-call.no-contact": "Somebody on call lacks a contact that notifications use.",
  "on-call.no-seat": "Somebody on call has no PagerDuty seat.",
  "on-call.page-reaches-drill": "A real escalation reaches a rota for drills.",
  "on-call.repeated-notification": "A notification is sent twice at a time in one way.",
  "on-call.single-person": "A rota hangs on one person.",
  "on-call.too-few-levels": "An escalation has fewer than two levels.",
  "on-call.uncovered": "A rota has a minute without anybody in the next 12 weeks.",
  "on-call.unknown-escalation": "There is no escalation of that name.",

  "vendor-plan.gap": "The model wants a feature that the vendor plan lacks, and no gate stands in for it.",
  "vendor-plan.repeated-compensation": "A feature has two compensations.",
  "vendor-plan.unknown-feature": "A compensation names a feature that the vendor does not have.",
  "vendor-plan.unused-compensation": "A compensation stands in for a feature that the plan has.",

  "stacks.ephemeral-production": "The production stack may be destroyed by command.",
  "stacks.one-shared": "There is no stack of kind shared, or more than one.",
  "stacks.overlap": "Two stacks make one service of one stage.",
  "stacks.service-without-stack": "No stack deploys a service.",
  "stacks.stage-without-stack": "No stack makes a stage.",

  "names.bad-host": "A host label is not one that the domain name system takes.",
  "names.collision": "Two things would get one name at a vendor.",
  "names.reserved": "A repository has a name that GitHub keeps for itself.",

  "duration.not-whole": "A length of time is no whole number of the unit that the vendor counts in.",
  "duration.out-of-range": "A length of time is outside the range of its vendor.",
} as const satisfies Readonly<Record<string, string>>;

/** One of {@link problemCodes}. */
export type ProblemCode = keyof typeof problemCodes;
