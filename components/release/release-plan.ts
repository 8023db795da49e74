import {
  credentialKeys,
  minutes,
  rulesEnvironments,
  rulesRepositoryChecks,
  vendorGaps,
  type ReleasePlanInputs,
  type Service,
  type StackModel,
} from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";

/** What a {@link ReleasePlan} is made from. */
export interface ReleasePlanArgs {
  /** The resolved model with its stack. */
  readonly model: StackModel;
}

/** Pure: the part of the model that the graph carries. Holds no secret and no personal data. */
export function releasePlanInputs(model: StackModel): ReleasePlanInputs {
  const { stack, release, organization, onCall } = model;
  const stageId = stack.kind === "stage" ? stack.stage : null;
  const services = stack.kind === "stage" ? stack.services : Object.keys(model.services);
  const chosen = Object.entries(model.services).filter(([id]) => services.includes(id));
  return {
    stack: model.stackName,
    stage: stageId === null ? null : (model.stages[stageId] ?? null),
    stageId,
    ephemeral: stack.kind === "stage" && stack.ephemeral,
    stageKinds: mapped(model.stages, ({ kind }) => kind),
    services: [...services],
    serviceFacts: mapped(Object.fromEntries(chosen), serviceFacts),
    ramp: release.ramp,
    watch: release.watch,
    freeze: release.freeze,
    types: release.types,
    roles: mapped(organization.roles, ({ holders, deputies, signs }) => ({ holders, deputies, signs: signs ?? null })),
    teams: mapped(organization.teams, ({ members }) => members),
    decisionOwners: release.decisionOwners,
    rollbackAuthority: release.rollbackAuthority,
    rollback: release.rollback,
    scope: release.scope,
    risks: release.risks,
    checklist: release.checklist,
    handOffs: release.handOffs,
    pipelineTries: release.pipelineTries,
    plans: mapped(model.vendors, ({ plan }) => plan),
    gaps: vendorGaps(model),
    credentials: credentials(model),
    complianceClasses: organization.complianceClasses,
    rulesRepository: {
      name: organization.rulesRepository.name,
      complianceClass: organization.rulesRepository.complianceClass,
      requiredChecks: rulesRepositoryChecks(organization),
      environments: Object.fromEntries(
        rulesEnvironments(model).map(({ name, kind, approval }) => [name, { kind, approval }]),
      ),
    },
    timeZone: organization.timeZone,
    runbookBase: organization.runbookBase,
    escalations: mapped(onCall.escalations, ({ team, loops, levels, drill }) => ({
      team,
      loops,
      levelMinutes: levels.map(({ after }) => minutes(after)),
      drill,
    })),
    drillEscalation: onCall.drillEscalation,
    notificationDelays: {
      high: onCall.notifications.high.map(({ after }) => after),
      low: onCall.notifications.low.map(({ after }) => after),
    },
    waivers: Object.fromEntries(Object.entries(release.waivers).filter(([, each]) => each.stack === model.stackName)),
  };
}

function credentials(model: StackModel): ReleasePlanInputs["credentials"] {
  const declared = model.organization.credentials;
  return Object.fromEntries(
    credentialKeys(model).map((key) => {
      const { owner = null, maxAgeDays = null, rotatedOn = {} } = declared[key] ?? {};
      return [key, { owner, maxAgeDays, rotatedOn: rotatedOn[model.stackName] ?? null }];
    }),
  );
}

function serviceFacts(service: Service): ReleasePlanInputs["serviceFacts"][string] {
  const secret = Object.entries(service.vercel.environment).filter(([, value]) => !("value" in value));
  return {
    title: service.title,
    owner: service.owner,
    complianceClass: service.complianceClass,
    repository: service.repository,
    killSwitches: service.vercel.killSwitches,
    debugVariables: Object.fromEntries(service.vercel.debugVariables.map((name) => [name, plainValue(service, name)])),
    secretVariables: secret.map(([name]) => name),
    hasDatabase: service.neon !== undefined,
    escalation: service.pagerDuty.escalation,
    businessService: service.pagerDuty.businessService,
    slos: service.slos,
    dependencies: Object.keys(service.dependencies),
  };
}

function plainValue({ vercel }: Service, name: string): string | null {
  const variable = vercel.environment[name];
  return variable !== undefined && "value" in variable ? variable.value : null;
}

function mapped<T, U>(map: Readonly<Record<string, T>>, of: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, of(value)]));
}

/** Puts the release plan into the resource graph of every stack, so that policies judge what will really be applied. */
export class ReleasePlan extends Component {
  constructor(name: string, args: ReleasePlanArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:release:ReleasePlan", name, { ...releasePlanInputs(args.model) }, options);
    this.registerOutputs({});
  }
}

/**
 * Makes the {@link ReleasePlan} and waits until it is registered: rules that judge a resource before it is written need the stage and the
 * waivers, so the plan comes first.
 */
export async function registerReleasePlan(name: string, args: ReleasePlanArgs): Promise<void> {
  const { urn } = new ReleasePlan(name, args);
  await new Promise<void>((resolve) => urn.apply(() => resolve()));
}
