import { DateTime } from "luxon";
import { definePlanRule } from "./define-plan-rule.ts";

/** A credential that everybody has seen for years is none (S2, S3). */
export const limitSecretAge = definePlanRule({
  id: "plan-secret-limit-age",
  title: "Every credential of a stack is rotated before it is too old",
  cause: "A secret that the stack reads has no limit of age, no day of its last rotation, or that day is too long ago.",
  why: "A token that left with somebody two years ago still opens production, and nobody knows who else has it.",
  fix: "Rotate it (new, deploy, verify, revoke) and note the day in organization.credentials.<key>.rotatedOn.",
  requirements: ["S2", "S3"],
  severity: "high",
  levels: { development: "advisory", drill: "off" },
  tags: ["secrets"],
  check: ({ credentials, ephemeral, timeZone }, { now }) => {
    // A throw-away stack reads the secrets of the stack that it is made from, which is judged for them.
    if (ephemeral) return [];
    const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
    return Object.entries(credentials).flatMap(([key, { maxAgeDays, rotatedOn }]) => {
      if (maxAgeDays === null) return [`nothing says how old "${key}" may become`];
      if (rotatedOn === null) return [`nobody noted when "${key}" was changed in this stack`];
      const age = today.diff(DateTime.fromISO(rotatedOn, { zone: timeZone }), "days").days;
      if (!(age >= 0)) return [`"${key}" was changed on ${rotatedOn}, which is no day of the past`];
      return age <= maxAgeDays
        ? []
        : [`"${key}" is ${String(Math.floor(age))} days old, ${String(maxAgeDays)} are allowed`];
    });
  },
});
