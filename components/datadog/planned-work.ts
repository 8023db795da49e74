import { budgetExemptions, downtimeLength, nextOccurrence, type Problem, type Release } from "@launchgate/core";
import * as datadog from "@pulumi/datadog";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import type { AlertContext } from "./alert-context.ts";
import { standardTags } from "./tags.ts";
import { wire, type NotifyEndState, type NotifyEndType, type SloCorrectionCategory } from "./wire.ts";

type Work = Release["plannedWork"][string];

/** Planned work on one service in one stage. */
export interface PlannedWorkArgs {
  readonly context: AlertContext;
  /** The works that concern the service and the stage, by their id. */
  readonly works: Readonly<Record<string, Work>>;
  /** SLO id in the model to Datadog's id. */
  readonly sloIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** See `ServiceObservabilityArgs.at`. */
  readonly at?: Date;
}

/** The works of the release that concern one service in one stage. */
export function worksOf(release: Release, serviceId: string, stageId: string): Record<string, Work> {
  return Object.fromEntries(
    Object.entries(release.plannedWork).filter(
      ([, work]) => work.services.includes(serviceId) && work.stages.includes(stageId),
    ),
  );
}

/** Problems of works: a recurrence that Datadog cannot hold is `datadog.planned-work-recurrence`. */
export function plannedWorkProblems(works: Readonly<Record<string, Work>>): Problem[] {
  return Object.entries(works).flatMap(([id, work]) => {
    const result = budgetExemptions(work);
    if (result.ok) return [];
    return [
      {
        code: "datadog.planned-work-recurrence",
        path: `release.plannedWork.${id}.recurrence`,
        value: work.recurrence,
        expected: "FREQ with INTERVAL, COUNT or UNTIL, or FREQ=WEEKLY with BYDAY and without COUNT",
        fix: `${result.reason}. Split the work into several, each with a simpler recurrence.`,
      },
    ];
  });
}

/**
 * Planned work costs no error budget and pages nobody (O2): an SLO correction for each objective, and for recurring work a downtime.
 * Work that happens once has no downtime: once over it would stand in the state as something to make again, in the past. Its
 * incidents are held by the maintenance window that `ServicePager` makes from the same work.
 */
export class PlannedWork extends Component {
  readonly #args: PlannedWorkArgs;

  constructor(name: string, args: PlannedWorkArgs, options?: pulumi.ComponentResourceOptions) {
    const { serviceId, stageId, team } = args.context;
    const inputs = { service: serviceId, stage: stageId, owner: team, works: Object.keys(args.works) };
    super("launchgate:datadog:PlannedWork", name, inputs, options);
    this.#args = args;
    for (const [id, work] of Object.entries(args.works)) {
      this.#corrections(id, work);
      this.#downtime(id, work);
    }
    this.registerOutputs({});
  }

  #corrections(id: string, work: Work): void {
    const result = budgetExemptions(work);
    for (const exemption of result.ok ? result.exemptions : []) {
      const { start, end, rrule, durationSeconds } = exemption;
      for (const [slo, sloId] of Object.entries(this.#args.sloIds)) {
        new datadog.SloCorrection(
          this.child(`${id}-${exemption.id}-${slo}`),
          {
            sloId,
            category: wire<SloCorrectionCategory>("Scheduled Maintenance"),
            description: this.#description(work),
            start,
            timezone: work.timeZone,
            ...(end === undefined ? {} : { end }),
            ...(rrule === undefined ? {} : { rrule }),
            ...(durationSeconds === undefined ? {} : { duration: durationSeconds }),
          },
          this.under(),
        );
      }
    }
  }

  #downtime(id: string, work: Work): void {
    const { context, at } = this.#args;
    const start = work.recurrence === undefined ? undefined : at ? nextOccurrence(work, at) : `${work.start}:00`;
    if (work.recurrence === undefined || start === undefined) return;
    new datadog.DowntimeSchedule(
      this.child(id),
      {
        // The monitor tags say which; a narrower scope would miss SLO alerts and composites, which query no tags.
        scope: "*",
        monitorIdentifier: { monitorTags: standardTags(context) },
        recurringSchedule: {
          timezone: work.timeZone,
          recurrences: [{ rrule: work.recurrence, duration: downtimeLength(work), start }],
        },
        // Set although optional: the provider sends an empty one else, and sees drift for ever.
        displayTimezone: work.timeZone,
        message: this.#description(work),
        muteFirstRecoveryNotification: true,
        notifyEndStates: [wire<NotifyEndState>("alert"), wire<NotifyEndState>("no data"), wire<NotifyEndState>("warn")],
        notifyEndTypes: [wire<NotifyEndType>("expired")],
      },
      // The first occurrence moves on with time; what was declared once stays.
      this.under({ ignoreChanges: ["recurringSchedule.recurrences[0].start"] }),
    );
  }

  #description(work: Work): string {
    const { serviceId, stageId, team } = this.#args.context;
    return `${work.title}: service ${serviceId}, stage ${stageId}, owner team ${team}. Managed by Launchgate.`;
  }
}
