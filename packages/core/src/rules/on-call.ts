import { milliseconds } from "../domain/duration.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Escalation } from "../schema/on-call.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

const escalationPath = (id: string): KeyPath => ["onCall", "escalations", id];

/** A target of an escalation with its place. */
const targetsOf = (id: string, { levels }: Escalation) =>
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
        escalation.drill ? "a drill rotation" : "a rotation that is not for drills: those are left out of coverage",
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

/** Everybody whom a rota or an escalation may page, with the first place that says so. */
function paged({ onCall }: Model): Map<string, KeyPath> {
  const places: [string, KeyPath][] = [
    ...Object.entries(onCall.rotations).flatMap(([id, { layers }]) =>
      Object.entries(layers).flatMap(([layer, { people }]) =>
        people.map((person, index): [string, KeyPath] => [
          person,
          ["onCall", "rotations", id, "layers", layer, "people", index],
        ]),
      ),
    ),
    ...Object.entries(onCall.escalations).flatMap(([id, escalation]) =>
      targetsOf(id, escalation).flatMap(({ target, path }): [string, KeyPath][] =>
        "person" in target ? [[target.person, [...path, "person"]]] : [],
      ),
    ),
  ];
  return new Map(places.reverse());
}

const cannotRespond = new Set(["read_only_user", "read_only_limited_user"]);

function unreachablePeople(model: Model): Problem[] {
  const { high, low } = model.onCall.notifications;
  const methods = [...new Set([...high, ...low].map(({ method }) => method))];
  return [...paged(model)].flatMap(([id, path]) => {
    const person = own(model.organization.people, id);
    if (!person) return [];
    const personPath: KeyPath = ["organization", "people", id];
    return [
      ...problemIf(!person.paged, () =>
        problem(
          "on-call.no-seat",
          path,
          id,
          "a person with a PagerDuty seat",
          `Set "paged" of "${id}" to true, or name somebody else.`,
        ),
      ),
      ...problemIf(person.paged && cannotRespond.has(person.pagerDutyRole), () =>
        problem(
          "on-call.cannot-respond",
          [...personPath, "pagerDutyRole"],
          person.pagerDutyRole,
          "a role that can be on call: not one of the read-only roles",
          `Give "${id}" a responder role, or name somebody else in the rota.`,
        ),
      ),
      ...methods
        .filter((method) => person.contact[method] === undefined)
        .map((method) =>
          problem(
            "on-call.no-contact",
            [...personPath, "contact", method],
            undefined,
            `a contact by ${method}: onCall.notifications tells people so`,
            `Add "contact.${method}" of "${id}" as a reference to a secret.`,
          ),
        ),
    ];
  });
}

function notificationProblems({ onCall }: Model): Problem[] {
  const repeated = (["high", "low"] as const).flatMap((urgency) =>
    onCall.notifications[urgency].flatMap((each, index, all) =>
      problemIf(
        all.findIndex(
          (other) => other.method === each.method && milliseconds(other.after) === milliseconds(each.after),
        ) < index,
        () =>
          problem(
            "on-call.repeated-notification",
            ["onCall", "notifications", urgency, index],
            `${each.method} after ${each.after}`,
            "each method once at a time",
            "Remove the second mention, or let it come later.",
          ),
      ),
    ),
  );
  const first = Math.min(...onCall.notifications.high.map(({ after }) => milliseconds(after)));
  const late = Object.entries(onCall.escalations).flatMap(([id, { levels }]) =>
    levels.flatMap(({ after }, index) =>
      problemIf(milliseconds(after) <= first, () =>
        problem(
          "on-call.escalates-unheard",
          [...escalationPath(id), "levels", index, "after"],
          after,
          "longer than it takes until the first notification of high urgency",
          "Lengthen the level or tell people sooner: as it is nobody is told before the next level.",
        ),
      ),
    ),
  );
  return [...repeated, ...late];
}

/** Who is paged. */
export const onCallRules: readonly ModelRule[] = [
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
  {
    id: "on-call-people",
    title: "Everybody on call has a seat, a role that can respond and every contact that notifications use.",
    codes: ["on-call.no-seat", "on-call.cannot-respond", "on-call.no-contact"],
    requirements: ["O1", "D4"],
    check: ({ model }) => unreachablePeople(model),
  },
  {
    id: "notifications",
    title: "People are told before a page goes on to the next level, and not twice at a time in one way.",
    codes: ["on-call.repeated-notification", "on-call.escalates-unheard"],
    requirements: ["O1"],
    check: ({ model }) => notificationProblems(model),
  },
];
