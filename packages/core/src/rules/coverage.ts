import { days, hours, minutes } from "../domain/duration.ts";
import { soleReach } from "../domain/escalation-reach.ts";
import { isoIn, zoneNamed } from "../domain/recurrence-wall-clock.ts";
import { coverage } from "../domain/rotation-coverage.ts";
import type { CoverageGap } from "../domain/rotation-gaps.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { OnCall, Rotation } from "../schema/on-call.ts";
import type { ModelRule } from "./rule.ts";
import { problem } from "./tools.ts";

/** How far ahead rotas are looked through, days: 12 weeks. */
export const coverageDays = 84;

/** Whether turns can be counted at all; lengths out of range are told as `duration.out-of-range`. */
function isCountable({ layers }: Rotation): boolean {
  return Object.values(layers).every(
    ({ turn, restrictions }) =>
      hours(turn) >= 1 &&
      days(turn) <= 365 &&
      restrictions.every(({ kind, duration }) => minutes(duration) >= 1 && days(duration) < (kind === "daily" ? 1 : 7)),
  );
}

/** The rotas that can be counted, and the escalations whose rotas all are among them: the rest is told by other rules. */
function countable({ rotations, escalations }: OnCall): Pick<OnCall, "rotations" | "escalations"> {
  const kept = Object.fromEntries(Object.entries(rotations).filter(([, each]) => isCountable(each)));
  const isKept = (target: object): boolean => !("rotation" in target) || Object.hasOwn(kept, String(target.rotation));
  return {
    rotations: kept,
    escalations: Object.fromEntries(
      Object.entries(escalations).filter(([, { levels }]) => levels.every(({ targets }) => targets.every(isKept))),
    ),
  };
}

function pathOf({ rotation, escalation, level }: CoverageGap): KeyPath {
  if (escalation === null) return ["onCall", "rotations", rotation ?? "", "layers"];
  const levels = ["onCall", "escalations", escalation, "levels"];
  return level === null ? levels : [...levels, level - 1];
}

/** One problem for each rota, level and escalation with gaps, telling the first; a level only where its rota is not told. */
function gapProblems(gaps: readonly CoverageGap[]): Problem[] {
  const rotas = new Set(gaps.flatMap((gap) => (gap.escalation === null ? [gap.rotation] : [])));
  const told = gaps.filter((gap) => gap.escalation === null || !rotas.has(gap.rotation));
  const byPlace = Map.groupBy(told, (gap) => JSON.stringify(pathOf(gap)));
  return [...byPlace.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const more = same.length > 1 ? `, and ${String(same.length - 1)} more` : "";
    return [
      problem(
        first.escalation === null ? "on-call.uncovered" : "on-call.level-uncovered",
        pathOf(first),
        `nobody from ${first.from} to ${first.to}${more}`,
        "somebody on call at every minute of the next 12 weeks",
        "Add people, a layer or longer hours that cover the gap; hours left out on purpose need mustCover: false.",
      ),
    ];
  });
}

/** One problem for each escalation whose levels all reach one and the same person, telling the first such time; not of people who are not declared, which is told as such. */
function soleProblems(
  onCall: Pick<OnCall, "rotations" | "escalations">,
  isKnown: (person: string) => boolean,
  from: number,
  to: number,
): Problem[] {
  return Object.entries(onCall.escalations).flatMap(([id, escalation]) => {
    const [first] = soleReach(onCall, escalation, from, to);
    if (!first || !isKnown(first.person)) return [];
    const [begin, end] = [first.from, first.to].map((at) => isoIn(at, zoneNamed("UTC")));
    return [
      problem(
        "on-call.all-levels-one-person",
        ["onCall", "escalations", id, "levels"],
        `only ${first.person} from ${begin ?? ""} to ${end ?? ""}`,
        "at every minute of the next 12 weeks at least two people among all levels",
        "Name somebody else in one of the levels: a page that goes on must reach somebody new.",
      ),
    ];
  });
}

/** The rotas have no hole. */
export const coverageRules: readonly ModelRule[] = [
  {
    id: "on-call-coverage",
    title:
      "In the next 12 weeks somebody is on call at every minute in every rota and level, and neither a rota nor an escalation hangs on one person.",
    codes: ["on-call.uncovered", "on-call.level-uncovered", "on-call.single-person", "on-call.all-levels-one-person"],
    requirements: ["O1", "D4"],
    check: ({ model, at }) => {
      const isKnown = (person: string): boolean => Object.hasOwn(model.organization.people, person);
      const counted = countable(model.onCall);
      const to = new Date(at.getTime() + coverageDays * 86_400_000);
      const { gaps, singlePerson } = coverage(counted, at, to);
      return [
        ...gapProblems(gaps),
        ...soleProblems(counted, isKnown, at.getTime(), to.getTime()),
        ...singlePerson.map((id) =>
          problem(
            "on-call.single-person",
            ["onCall", "rotations", id, "layers"],
            id,
            "two people or more who take turns",
            "Add a second person: one alone is never off call.",
          ),
        ),
      ];
    },
  },
];
