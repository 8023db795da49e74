import { milliseconds } from "../domain/duration.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import { escalationPath, targetsOf } from "./escalations.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

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

/** The people who are paged, and how they are told. */
export const onCallRules: readonly ModelRule[] = [
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
