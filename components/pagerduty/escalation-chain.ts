import * as pagerduty from "@pulumi/pagerduty";
import type * as pulumi from "@pulumi/pulumi";
import { minutes, resolution, valueOrThrow, type Escalation, type Problem, type Resolution } from "@launchgate/core";
import { Component } from "../component.ts";
import { ownedText } from "./descriptions.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { idOf, unknownReference, withoutSeat } from "./problems.ts";
import { forbiddenInPolicyNames, type EscalationTargetType } from "./wire.ts";

/** What an escalation policy is made of. */
export interface EscalationChainArgs {
  /** Id in the model. */
  readonly escalationId: string;
  readonly escalation: Escalation;
  /** PagerDuty ids by person. */
  readonly userIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** PagerDuty ids by rotation. */
  readonly scheduleIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** PagerDuty ids by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * What must exist before and outlive it: the memberships. PagerDuty refuses to take a person off a team while one of the
   * team's policies names the person.
   */
  readonly after: readonly pulumi.Resource[];
  /** The policy cannot be deleted by accident: services page through it. */
  readonly protect: boolean;
}

/** What is checked of a policy before anything exists: ids of the model only. */
export interface EscalationChainPlan extends Pick<EscalationChainArgs, "escalationId" | "escalation"> {
  /** People with a seat. */
  readonly seats: readonly string[];
  readonly rotations: readonly string[];
  readonly teams: readonly string[];
}

/** One level, with ids of the model for its targets. */
export interface EscalationLevel {
  /** Whole minutes until the next level. */
  readonly delayMinutes: number;
  readonly targets: readonly { readonly type: EscalationTargetType; readonly id: string }[];
}

/**
 * Fills in, or tells every problem: `pagerduty.escalation-delay`, `pagerduty.forbidden-characters`,
 * `pagerduty.person-without-seat`, `reference.unknown-rotation`, `reference.unknown-team`.
 */
export function resolveEscalationChain(plan: EscalationChainPlan): Resolution<readonly EscalationLevel[]> {
  const { escalationId, escalation, teams } = plan;
  const path = `onCall.escalations.${escalationId}`;
  const levels = escalation.levels.map(({ after, targets }) => ({
    delayMinutes: minutes(after),
    targets: targets.map(escalationTarget),
  }));
  return resolution(levels, [
    ...nameProblems(`${path}.title`, escalation.title),
    ...unknownReference("team", `${path}.team`, escalation.team, teams),
    ...escalation.levels.flatMap((level, index) => levelProblems(`${path}.levels[${String(index)}]`, level, plan)),
  ]);
}

type Level = Escalation["levels"][number];

function escalationTarget(target: Level["targets"][number]): EscalationLevel["targets"][number] {
  return "rotation" in target
    ? { type: "schedule_reference", id: target.rotation }
    : { type: "user_reference", id: target.person };
}

function nameProblems(path: string, value: string): Problem[] {
  if (!forbiddenInPolicyNames.test(value)) return [];
  const expected = "a name without \\ / & < > and control characters: PagerDuty refuses them in escalation policies";
  return [{ code: "pagerduty.forbidden-characters", path, value, expected, fix: "Write the title without them." }];
}

function levelProblems(path: string, level: Level, { seats, rotations }: EscalationChainPlan): Problem[] {
  const delay = minutes(level.after);
  const delayProblem = {
    code: "pagerduty.escalation-delay",
    path: `${path}.after`,
    value: level.after,
    expected: "whole minutes, at least 1",
    fix: 'Write whole minutes, such as "10 minutes".',
  };
  return [
    ...(Number.isInteger(delay) && delay >= 1 ? [] : [delayProblem]),
    ...level.targets.flatMap((target, index) => {
      const at = `${path}.targets[${String(index)}]`;
      return "rotation" in target
        ? unknownReference("rotation", `${at}.rotation`, target.rotation, rotations)
        : withoutSeat(`${at}.person`, target.person, seats);
    }),
  ];
}

/** Who is paged in which order, as a PagerDuty escalation policy (O1, D4). */
export class EscalationChain extends Component {
  /** PagerDuty id of the policy. */
  readonly policyId: pulumi.Output<string>;

  constructor(name: string, args: EscalationChainArgs, options?: pulumi.ComponentResourceOptions) {
    const { escalationId, escalation, userIds, scheduleIds, teamIds } = args;
    const levels = valueOrThrow(
      resolveEscalationChain({
        escalationId,
        escalation,
        seats: Object.keys(userIds),
        rotations: Object.keys(scheduleIds),
        teams: Object.keys(teamIds),
      }),
    );
    const inputs = { escalationId, drill: escalation.drill, loops: escalation.loops, levels: [...levels] };
    super("launchgate:pagerduty:EscalationChain", name, inputs, options);
    this.policyId = this.#policy(args, levels).id;
    this.registerOutputs({ policyId: this.policyId });
  }

  #policy(args: EscalationChainArgs, levels: readonly EscalationLevel[]): pagerduty.EscalationPolicy {
    const { escalation, teamIds, after, protect } = args;
    return new pagerduty.EscalationPolicy(
      this.child("policy"),
      {
        name: escalation.title,
        description: ownedText(escalation.drill ? "Escalation of drills" : "Escalation", escalation.team),
        numLoops: escalation.loops,
        teams: idOf(teamIds, escalation.team),
        rules: levels.map((level) => policyRule(level, args)),
      },
      this.under({ protect, version: pluginVersion, dependsOn: [...after] }),
    );
  }
}

function policyRule(
  { delayMinutes, targets }: EscalationLevel,
  { userIds, scheduleIds }: EscalationChainArgs,
): pagerduty.types.input.EscalationPolicyRule {
  return {
    escalationDelayInMinutes: delayMinutes,
    targets: targets.map(({ type, id }) => ({
      type,
      id: idOf(type === "schedule_reference" ? scheduleIds : userIds, id),
    })),
  };
}
