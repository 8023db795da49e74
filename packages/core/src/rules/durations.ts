import { isDuration, milliseconds } from "../domain/duration.ts";
import type { Problem } from "../errors.ts";
import { formatPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Restriction } from "../schema/on-call.ts";
import { durationFields, type DurationField } from "./duration-fields.ts";
import type { ModelRule } from "./rule.ts";
import { placesOf, problem, problemIf, type Place } from "./tools.ts";

const unitMilliseconds = { millisecond: 1, second: 1_000, minute: 60_000 } as const;

function ofPlace({ path, value }: Place, { least, most, whole, source }: DurationField): Problem[] {
  // "never" and whatever else is no length of time is judged by the schema.
  if (typeof value !== "string" || !isDuration(value)) return [];
  const length = milliseconds(value);
  if (length < milliseconds(least) || length > milliseconds(most)) {
    const expected = `${least} to ${most} (${source})`;
    const fix = `Change "${formatPath(path)}" to a length within that range.`;
    return [problem("duration.out-of-range", path, value, expected, fix)];
  }
  return problemIf(length % unitMilliseconds[whole] !== 0, () =>
    problem(
      "duration.not-whole",
      path,
      value,
      `a whole number of ${whole}s (${source})`,
      `Round "${formatPath(path)}" to whole ${whole}s.`,
    ),
  );
}

const longest = { daily: { ms: 86_400_000, text: "24 hours" }, weekly: { ms: 604_800_000, text: "7 days" } } as const;

function restrictionProblems(model: Model): Problem[] {
  return placesOf(model, "onCall.rotations.*.layers.*.restrictions.*").flatMap(({ path, value }) => {
    const { kind, duration } = value as Restriction;
    const length = milliseconds(duration);
    return problemIf(length < 60_000 || length >= longest[kind].ms || length % 60_000 !== 0, () =>
      problem(
        "duration.out-of-range",
        [...path, "duration"],
        duration,
        `whole minutes from 1 minute to less than ${longest[kind].text} (PagerDuty)`,
        "Shorten the restriction, or leave it out where the layer is always on call.",
      ),
    );
  });
}

/** Lengths of time within what their vendor takes. */
export const durationRules: readonly ModelRule[] = [
  {
    id: "durations",
    title: "Every length of time is within the range of its vendor, in the unit that it counts in.",
    codes: ["duration.out-of-range", "duration.not-whole"],
    requirements: ["P3", "T1", "O1", "L2"],
    structure: true,
    check: ({ model }) => [
      ...durationFields.flatMap((each) => placesOf(model, each.at).flatMap((place) => ofPlace(place, each))),
      ...restrictionProblems(model),
    ],
  },
];
