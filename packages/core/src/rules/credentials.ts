import { DateTime } from "luxon";
import type { Problem } from "../errors.ts";
import { suggestion } from "../load/nearest.ts";
import { knownCredentialKeys } from "../load/needed-settings.ts";
import type { Model } from "../schema/model.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf } from "./tools.ts";

type Entry = readonly [key: string, credential: Model["organization"]["credentials"][string]];

function keyProblems([key]: Entry, known: readonly string[]): Problem[] {
  return problemIf(!known.includes(key), () =>
    problem(
      "credential.unknown-key",
      ["organization", "credentials", key],
      key,
      "an account key that is secret, or a secret of a service",
      suggestion(key, known),
    ),
  );
}

function dayProblems([key, { rotatedOn }]: Entry, today: string): Problem[] {
  return Object.entries(rotatedOn).flatMap(([stack, day]) =>
    problemIf(!(day <= today), () =>
      problem(
        "credential.not-yet",
        ["organization", "credentials", key, "rotatedOn", stack],
        day,
        `${today} or an earlier day`,
        "Write the day on which it was changed.",
      ),
    ),
  );
}

/** Credentials are declared for what reads them. Whether each is declared, for each stack, and young enough is judged by the policy pack. */
export const credentialRules: readonly ModelRule[] = [
  {
    id: "credentials",
    title: "A declared credential is one that stacks read, and was changed on days that have come.",
    codes: ["credential.not-yet", "credential.unknown-key"],
    requirements: ["S2"],
    check: ({ model, at }) => {
      const today = DateTime.fromJSDate(at, { zone: model.organization.timeZone }).toISODate() ?? "";
      const known = knownCredentialKeys(model);
      return Object.entries(model.organization.credentials).flatMap((entry) => [
        ...keyProblems(entry, known),
        ...dayProblems(entry, today),
      ]);
    },
  },
];
