import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Escalation } from "../schema/on-call.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

/** Key path of an escalation. */
export const escalationPath = (id: string): KeyPath => ["onCall", "escalations", id];

/** A target of an escalation with its place. */
export const targetsOf = (id: string, { levels }: Escalation) =>
  levels.flatMap(({ targets }, level) =>
    targets.map((target, index) => ({ target, path: [...escalationPath(id), "levels", level, "targets", index] })),
  );

function tooFewLevels(id: string, { drill, levels }: Escalation): Problem[] {
  return problemIf(!drill && levels.length < 2, () =>
    problem(
      "on-call.too-few-levels",
      [...escalationPath(id), "levels"],
      levels.length,
      "two levels or more",
      "Add a level: somebody must be told when the first does not answer.",
    ),
  );
}

/** Drill and real paging stay apart: a drill never wakes the people on call, a page never ends with the drill team. */
function mixedTargets({ onCall }: Model, id: string, escalation: Escalation): Problem[] {
  return targetsOf(id, escalation).flatMap(({ target, path }) => {
    const rotation = "rotation" in target ? own(onCall.rotations, target.rotation) : undefined;
    if (!rotation || rotation.drill === escalation.drill) return [];
    return [
      problem(
        escalation.drill ? "on-call.drill-pages-people" : "on-call.page-reaches-drill",
        [...path, "rotation"],
        "rotation" in target ? target.rotation : undefined,
        escalation.drill ? "a drill rotation" : "a rotation that is not for drills",
        "Name another rotation.",
      ),
    ];
  });
}

function escalationUse({ onCall, services }: Model): Problem[] {
  const drill = own(onCall.escalations, onCall.drillEscalation);
  const ofServices = Object.entries(services).flatMap(([id, { pagerDuty }]) =>
    problemIf(own(onCall.escalations, pagerDuty.escalation)?.drill === true, () =>
      problem(
        "on-call.drill-escalation-in-use",
        ["services", id, "pagerDuty", "escalation"],
        pagerDuty.escalation,
        "an escalation that is not for drills",
        "Name the escalation of the team that is on call for the service.",
      ),
    ),
  );
  const ofDrills = problemIf(drill?.drill === false, () =>
    problem(
      "on-call.drill-escalation-real",
      ["onCall", "drillEscalation"],
      onCall.drillEscalation,
      "an escalation with drill: true",
      "Name an escalation that pages drill people only.",
    ),
  );
  return [...ofServices, ...ofDrills];
}

/** Whom a page reaches, level by level. */
export const escalationRules: readonly ModelRule[] = [
  {
    id: "escalations",
    title: "An escalation has two levels, and drills and real pages keep to their own people.",
    codes: [
      "on-call.too-few-levels",
      "on-call.drill-pages-people",
      "on-call.page-reaches-drill",
      "on-call.drill-escalation-in-use",
      "on-call.drill-escalation-real",
    ],
    requirements: ["O1", "D1", "D4"],
    check: ({ model }) => [
      ...Object.entries(model.onCall.escalations).flatMap(([id, each]) => [
        ...tooFewLevels(id, each),
        ...mixedTargets(model, id, each),
      ]),
      ...escalationUse(model),
    ],
  },
];
