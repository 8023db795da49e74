import type { Slo } from "@launchgate/core";
import * as datadog from "@pulumi/datadog";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import type { AlertContext } from "./alert-context.ts";
import { AlertGroup } from "./alert-group.ts";
import { objectiveAlerts } from "./burn-monitors.ts";
import { sloQueries, timeframes } from "./slo-queries.ts";
import { standardTags } from "./tags.ts";
import { wire, type SloType } from "./wire.ts";

/** One objective of a service in a stage. */
export interface ServiceObjectiveArgs {
  readonly context: AlertContext;
  /** Id of the SLO in the model. */
  readonly id: string;
  readonly slo: Slo;
  /** Tags that name the rollback triggers of SLOs (B2). */
  readonly triggerTags: readonly string[];
  /** The SLO cannot be deleted by the program: its history would be gone. */
  readonly protect: boolean;
}

/** An SLO and everything that watches it (O2). */
export class ServiceObjective extends Component {
  /** Datadog's id of the SLO. */
  readonly sloId: pulumi.Output<string>;
  /** Alert id to Datadog's id. */
  readonly monitorIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ServiceObjectiveArgs, options?: pulumi.ComponentResourceOptions) {
    const { context, id, slo } = args;
    const { serviceId, stageId, team } = context;
    super(
      "launchgate:datadog:ServiceObjective",
      name,
      { service: serviceId, stage: stageId, owner: team, slo: id, target: slo.target, period: slo.period },
      options,
    );
    this.sloId = this.#slo(args);
    this.monitorIds = new AlertGroup(
      this.child("alerts"),
      { context, prefix: `${id}-`, alerts: objectiveAlerts({ ...args, sloId: this.sloId }) },
      { parent: this },
    ).monitorIds;
    this.registerOutputs({ sloId: this.sloId, monitorIds: this.monitorIds });
  }

  #slo({ context, id, slo, protect }: ServiceObjectiveArgs): pulumi.Output<string> {
    const counts = sloQueries(context, slo);
    const timeframe = timeframes[slo.period];
    return new datadog.ServiceLevelObjective(
      this.child("objective"),
      {
        name: `[${context.stageId}] ${context.serviceTitle}: ${slo.title}`,
        type: wire<SloType>("metric"),
        description: `Service ${context.serviceId}, stage ${context.stageId}, owner team ${context.team}. Managed by Launchgate.`,
        query: { numerator: counts.good, denominator: counts.all },
        thresholds: [{ timeframe, target: slo.target }],
        timeframe,
        targetThreshold: slo.target,
        tags: standardTags(context, [`slo:${id}`]),
        // Else the provider asks Datadog's API at preview.
        validate: false,
      },
      this.under({ protect }),
    ).id;
  }
}
