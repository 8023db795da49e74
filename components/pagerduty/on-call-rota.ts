import * as pagerduty from "@pulumi/pagerduty";
import type * as pulumi from "@pulumi/pulumi";
import { resolution, valueOrThrow, type Resolution, type Rotation } from "@launchgate/core";
import { Component } from "../component.ts";
import { ownedText } from "./descriptions.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { idOf, unknownReference, unknownZone } from "./problems.ts";
import { layerProblems, rotaLayers, type RotaLayer } from "./rota-layers.ts";
import { pagerDutyTimeZone } from "./time-zones.ts";

/** What a rota is made of. */
export interface OnCallRotaArgs {
  /** Id in the model. */
  readonly rotationId: string;
  readonly rotation: Rotation;
  /** PagerDuty ids by person. */
  readonly userIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** PagerDuty ids by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** The schedule cannot be deleted by accident: without it an escalation level pages nobody. */
  readonly protect: boolean;
}

/** What is checked of a rota before anything exists: ids of the model only. */
export interface OnCallRotaPlan extends Pick<OnCallRotaArgs, "rotationId" | "rotation"> {
  /** People with a seat. */
  readonly seats: readonly string[];
  readonly teams: readonly string[];
}

/** A rota as PagerDuty wants it. */
export interface ResolvedOnCallRota {
  readonly timeZone: string;
  readonly layers: readonly RotaLayer[];
}

/** Fills in, or tells every problem: layers, `pagerduty.unknown-zone`, `reference.unknown-team`. */
export function resolveOnCallRota(plan: OnCallRotaPlan): Resolution<ResolvedOnCallRota> {
  const { rotationId, rotation, seats, teams } = plan;
  const path = `onCall.rotations.${rotationId}`;
  const timeZone = pagerDutyTimeZone(rotation.timeZone);
  return resolution({ timeZone: timeZone ?? rotation.timeZone, layers: rotaLayers(rotation) }, [
    ...(timeZone === undefined ? [unknownZone(`${path}.timeZone`, rotation.timeZone)] : []),
    ...unknownReference("team", `${path}.team`, rotation.team, teams),
    ...layerProblems(path, rotation.layers, seats),
  ]);
}

/**
 * A rota as a PagerDuty schedule (O1). `rotationVirtualStart` is the first handover: PagerDuty counts the turns from it in the
 * schedule's zone, so it never moves by itself.
 *
 * `start` is the same fixed moment in UTC. PagerDuty moves a start that lies in the past to now; the plugin takes two past
 * starts for equal, so this makes no difference to plan. `ignoreChanges` is not used for it: the engine fails an update
 * that adds or removes a layer when a path such as `layers[1].start` exists on one side only.
 *
 * Not managed: overrides, which people arrange among themselves. Changing the list of people counts the turns anew and may
 * put another person on call at once (terraform-provider-pagerduty issues 215, 341, 585).
 */
export class OnCallRota extends Component {
  /** PagerDuty id of the schedule. */
  readonly scheduleId: pulumi.Output<string>;

  constructor(name: string, args: OnCallRotaArgs, options?: pulumi.ComponentResourceOptions) {
    const { rotationId, rotation, userIds, teamIds } = args;
    const plan = { rotationId, rotation, seats: Object.keys(userIds), teams: Object.keys(teamIds) };
    const resolved = valueOrThrow(resolveOnCallRota(plan));
    const inputs = { rotationId, drill: rotation.drill, mustCover: rotation.mustCover, ...resolved };
    super("launchgate:pagerduty:OnCallRota", name, inputs, options);
    this.scheduleId = this.#schedule(args, resolved).id;
    this.registerOutputs({ scheduleId: this.scheduleId });
  }

  #schedule({ rotation, userIds, teamIds, protect }: OnCallRotaArgs, resolved: ResolvedOnCallRota): pagerduty.Schedule {
    return new pagerduty.Schedule(
      this.child("schedule"),
      {
        name: rotation.title,
        description: ownedText(rotation.drill ? "Rota for drills" : "Rota", rotation.team),
        timeZone: resolved.timeZone,
        teams: [idOf(teamIds, rotation.team)],
        layers: resolved.layers.map((layer) => scheduleLayer(layer, userIds)),
      },
      this.under({ protect, version: pluginVersion }),
    );
  }
}

function scheduleLayer(
  { layerId, people, start, turnSeconds, restrictions }: RotaLayer,
  userIds: Readonly<Record<string, pulumi.Input<string>>>,
): pagerduty.types.input.ScheduleLayer {
  return {
    name: layerId,
    start,
    rotationVirtualStart: start,
    rotationTurnLengthSeconds: turnSeconds,
    users: people.map((person) => idOf(userIds, person)),
    ...(restrictions.length === 0 ? {} : { restrictions: restrictions.map((each) => ({ ...each })) }),
  };
}
