import * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import type { AlertContext } from "./alert-context.ts";
import { monitorArgs, type AlertSpec, type CompositeAlert, type QueryAlert } from "./monitor-spec.ts";

/** Alerts that belong together. */
export interface AlertGroupArgs {
  readonly context: AlertContext;
  /** Beginning of the alert ids that the name of the group says already: `database-` in a group `...-database`. */
  readonly prefix: string;
  /** What to declare; ids are unique within the group. */
  readonly alerts: readonly AlertSpec[];
}

/** Monitors of one subject, such as the golden signals of a service in a stage (O2). */
export class AlertGroup extends Component {
  /** Alert id to Datadog's id, parts of composites included. */
  readonly monitorIds: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #context: AlertContext;
  readonly #prefix: string;

  constructor(name: string, { context, prefix, alerts }: AlertGroupArgs, options?: pulumi.ComponentResourceOptions) {
    const { serviceId, stageId, team } = context;
    const ids = alerts.map((each) => each.id);
    super("launchgate:datadog:AlertGroup", name, { service: serviceId, stage: stageId, owner: team, ids }, options);
    this.#context = context;
    this.#prefix = prefix;
    this.monitorIds = Object.fromEntries(alerts.flatMap((alert) => this.#declare(alert)));
    this.registerOutputs({ monitorIds: this.monitorIds });
  }

  #declare(alert: AlertSpec): [string, pulumi.Output<string>][] {
    return alert.type === "composite" ? this.#composite(alert) : [[alert.id, this.#monitor(alert, alert.query)]];
  }

  #composite(alert: CompositeAlert): [string, pulumi.Output<string>][] {
    const [first, second] = alert.parts.map((part): [QueryAlert, pulumi.Output<string>] => [
      part,
      this.#monitor(part, part.query),
    ]) as [[QueryAlert, pulumi.Output<string>], [QueryAlert, pulumi.Output<string>]];
    const negation = alert.when === "both" ? "" : "!";
    const query = pulumi.interpolate`${first[1]} && ${negation}${second[1]}`;
    return [
      [first[0].id, first[1]],
      [second[0].id, second[1]],
      [alert.id, this.#monitor(alert, query)],
    ];
  }

  #monitor(alert: AlertSpec, query: pulumi.Input<string>): pulumi.Output<string> {
    const role = alert.id.startsWith(this.#prefix) ? alert.id.slice(this.#prefix.length) : alert.id;
    return new datadog.Monitor(this.child(role), monitorArgs(this.#context, alert, query), this.under()).id;
  }
}
