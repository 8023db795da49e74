import { checkRecurrence } from "../domain/recurrence.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import { releaseTypeIds, type FreezeWindow } from "../schema/release.ts";
import type { ModelRule } from "./rule.ts";
import { enumerate, problem, problemIf } from "./tools.ts";

interface Recurring {
  readonly timeZone: string;
  readonly start: string;
  readonly recurrence?: string | undefined;
}

const spansOf = ({ release }: Model): { path: KeyPath; span: Recurring }[] => [
  ...Object.entries(release.freeze.windows).map(([id, span]) => ({ path: ["release", "freeze", "windows", id], span })),
  ...Object.entries(release.plannedWork).map(([id, span]) => ({ path: ["release", "plannedWork", id], span })),
];

function recurrenceProblems(path: KeyPath, { recurrence, start, timeZone }: Recurring): Problem[] {
  if (recurrence === undefined) return [];
  const reason = checkRecurrence(recurrence, { start, timeZone });
  return problemIf(reason !== null, () =>
    problem(
      "calendar.impossible-recurrence",
      [...path, "recurrence"],
      recurrence,
      "an RFC 5545 recurrence that comes at least once, such as FREQ=WEEKLY;BYDAY=MO,TU",
      `Correct it: ${String(reason)}.`,
    ),
  );
}

const speaksOf = (window: FreezeWindow, type: (typeof releaseTypeIds)[number]): boolean =>
  window.releaseTypes?.includes(type) ?? true;

function neverOpen({ release, stages }: Model): Problem[] {
  const allowing = Object.values(release.freeze.windows).filter(({ kind }) => kind === "allow");
  return Object.entries(stages).flatMap(([id, stage]) => {
    if (stage.kind !== "production") return [];
    const listed = allowing.filter((window) => window.stages.includes(id));
    const closed = releaseTypeIds.filter((type) => !listed.some((window) => speaksOf(window, type)));
    return problemIf(closed.length > 0, () =>
      problem(
        "calendar.never-open",
        ["release", "freeze", "windows"],
        id,
        `a window of kind allow that lists "${id}" for ${enumerate(closed)} releases`,
        `Add "${id}" to an allow window: a stage that nobody listed is closed for ever.`,
      ),
    );
  });
}

function emptyTypeLists({ release }: Model): Problem[] {
  return Object.entries(release.freeze.windows).flatMap(([id, window]) =>
    problemIf(window.releaseTypes?.length === 0, () =>
      problem(
        "calendar.no-release-type",
        ["release", "freeze", "windows", id, "releaseTypes"],
        [],
        "at least one release type, or no such key for all of them",
        "Name a type or remove the key: as it is the window says nothing.",
      ),
    ),
  );
}

function silentOverride({ release, organization }: Model): Problem[] {
  const { approvals, roles } = release.freeze.override;
  const held = roles.flatMap((id) => {
    const role = Object.hasOwn(organization.roles, id) ? organization.roles[id] : undefined;
    return role ? [...role.holders, ...role.deputies] : [];
  });
  const able = [...new Set(held)].filter((id) => Object.hasOwn(organization.people, id));
  return problemIf(able.length < approvals, () =>
    problem(
      "calendar.override-too-few-people",
      ["release", "freeze", "override", "approvals"],
      approvals,
      `at most ${String(able.length)}, the people who hold the override roles or stand in`,
      "Name more roles, or ask for fewer approvals; two are the least.",
    ),
  );
}

/** When releases may happen. */
export const calendarRules: readonly ModelRule[] = [
  {
    id: "recurrences",
    title: "Every recurrence can be read and comes at least once.",
    codes: ["calendar.impossible-recurrence"],
    requirements: ["L1"],
    structure: true,
    check: ({ model }) => spansOf(model).flatMap(({ path, span }) => recurrenceProblems(path, span)),
  },
  {
    id: "freeze-calendar",
    title: "Production is open at some time for every release type, and every window speaks of one.",
    codes: ["calendar.never-open", "calendar.no-release-type"],
    requirements: ["L1"],
    check: ({ model }) => [...neverOpen(model), ...emptyTypeLists(model)],
  },
  {
    id: "freeze-override",
    title: "Enough people can agree to an emergency override.",
    codes: ["calendar.override-too-few-people"],
    requirements: ["L2"],
    check: ({ model }) => silentOverride(model),
  },
];
