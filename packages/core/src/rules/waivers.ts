import { waiverStanding } from "../domain/waiver.ts";
import type { Problem } from "../errors.ts";
import { suggestion } from "../load/nearest.ts";
import type { Model } from "../schema/model.ts";
import { SHARED_WAIVER_LIMIT, WAIVER_MAX_DAYS } from "../schema/waivers.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

type Entry = readonly [id: string, waiver: Model["release"]["waivers"][string]];

const entriesOf = (model: Model): Entry[] => Object.entries(model.release.waivers);

function stackProblems(model: Model, [id, { stack }]: Entry): Problem[] {
  return problemIf(own(model.stacks, stack) === undefined, () =>
    problem(
      "waiver.unknown-stack",
      ["release", "waivers", id, "stack"],
      stack,
      "a stack of the model",
      suggestion(stack, Object.keys(model.stacks)),
    ),
  );
}

function dayProblems([id, waiver]: Entry, at: Date): Problem[] {
  const standing = waiverStanding(waiver, at);
  const path = ["release", "waivers", id] as const;
  if (standing === "too-long") {
    const expected = `a day from ${waiver.granted} to ${String(WAIVER_MAX_DAYS)} days later`;
    const fix = "A waiver is short: set an earlier end, and have it granted again when it is still needed.";
    return [problem("waiver.too-long", [...path, "expires"], waiver.expires, expected, fix)];
  }
  return problemIf(standing === "not-yet", () =>
    problem(
      "waiver.not-yet",
      [...path, "granted"],
      waiver.granted,
      "a day that is not in the future",
      "Write the day on which it was granted.",
    ),
  );
}

function repeated(model: Model): Problem[] {
  const keyOf = ([, { rule, stack, resource }]: Entry): string => `${stack} ${rule} ${resource}`;
  const all = entriesOf(model);
  const keys = all.map(keyOf);
  return all
    .filter((entry, index) => keys.indexOf(keyOf(entry)) < index)
    .map(([id, { rule }]) =>
      problem(
        "waiver.repeated",
        ["release", "waivers", id, "rule"],
        rule,
        "one waiver for a rule and a resource",
        "Remove one of the two.",
      ),
    );
}

/** Most waivers that may hold at once in a stack. */
function limitOf(model: Model, stackName: string): number {
  const stack = own(model.stacks, stackName);
  if (stack?.kind !== "stage") return SHARED_WAIVER_LIMIT;
  return own(model.stages, stack.stage)?.waiverLimit ?? 0;
}

function overLimit(model: Model, at: Date): Problem[] {
  const holding = entriesOf(model).filter(([, waiver]) => waiverStanding(waiver, at) === "holds");
  return Object.keys(model.stacks).flatMap((stackName) => {
    const here = holding.filter(([, { stack }]) => stack === stackName);
    const limit = limitOf(model, stackName);
    const first = here[limit];
    if (first === undefined) return [];
    const expected = `at most ${String(limit)} waivers that hold in stack "${stackName}", there are ${String(here.length)}`;
    const fix = "Mend what one of them excuses; more exceptions than that are no longer exceptions.";
    return [problem("waiver.over-limit", ["release", "waivers", first[0]], first[1].rule, expected, fix)];
  });
}

/** Exceptions from policy rules: exact, short, few. Whether the rule exists is judged by the policy pack itself. */
export const waiverRules: readonly ModelRule[] = [
  {
    id: "waivers",
    title: "A waiver names a stack of the model, lives 90 days at most, stands once, and few hold at a time.",
    codes: ["waiver.unknown-stack", "waiver.too-long", "waiver.not-yet", "waiver.repeated", "waiver.over-limit"],
    requirements: ["R8", "A3"],
    check: ({ model, at }) => [
      ...entriesOf(model).flatMap((entry) => [...stackProblems(model, entry), ...dayProblems(entry, at)]),
      ...repeated(model),
      ...overLimit(model, at),
    ],
  },
];
