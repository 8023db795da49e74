import type { StackModel } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";

/** What a {@link ReleasePlan} is made from. */
export interface ReleasePlanArgs {
  /** The resolved model with its stack. */
  readonly model: StackModel;
}

/** The plan as plain data: what rules and reports read from the graph instead of through a side channel. */
export interface ReleasePlanInputs {
  readonly stack: string;
  /** Null in the shared stack. */
  readonly stage: StackModel["stages"][string] | null;
  readonly stageId: string | null;
  /** Ids of the services in this stack; all of them in the shared stack. */
  readonly services: readonly string[];
  readonly ramp: StackModel["release"]["ramp"];
  readonly watch: StackModel["release"]["watch"];
  readonly freeze: StackModel["release"]["freeze"];
  readonly types: StackModel["release"]["types"];
  readonly roles: Readonly<
    Record<string, { holders: readonly string[]; deputies: readonly string[]; signs: string | null }>
  >;
  readonly decisionOwners: readonly string[];
  readonly rollbackAuthority: string;
  readonly rollback: StackModel["release"]["rollback"];
  readonly scope: StackModel["release"]["scope"];
  readonly risks: StackModel["release"]["risks"];
  readonly plans: Readonly<Record<string, string>>;
  readonly complianceClasses: StackModel["organization"]["complianceClasses"];
}

/** Pure: the part of the model that the graph carries. Holds no secret and no personal data. */
export function releasePlanInputs(model: StackModel): ReleasePlanInputs {
  const { stack, release, organization } = model;
  const stageId = stack.kind === "stage" ? stack.stage : null;
  const roles = Object.entries(organization.roles).map(
    ([id, { holders, deputies, signs }]) => [id, { holders, deputies, signs: signs ?? null }] as const,
  );
  return {
    stack: model.stackName,
    stage: stageId === null ? null : (model.stages[stageId] ?? null),
    stageId,
    services: stack.kind === "stage" ? stack.services : Object.keys(model.services),
    ramp: release.ramp,
    watch: release.watch,
    freeze: release.freeze,
    types: release.types,
    roles: Object.fromEntries(roles),
    decisionOwners: release.decisionOwners,
    rollbackAuthority: release.rollbackAuthority,
    rollback: release.rollback,
    scope: release.scope,
    risks: release.risks,
    plans: Object.fromEntries(Object.entries(model.vendors).map(([vendor, { plan }]) => [vendor, plan])),
    complianceClasses: organization.complianceClasses,
  };
}

/** Puts the release plan into the resource graph of every stack, so that policies judge what will really be applied. */
export class ReleasePlan extends Component {
  constructor(name: string, args: ReleasePlanArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:release:ReleasePlan", name, { ...releasePlanInputs(args.model) }, options);
    this.registerOutputs({});
  }
}
