import { DateTime } from "luxon";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf } from "./tools.ts";

/** Risks somebody answers for, until a day. */
export const riskRules: readonly ModelRule[] = [
  {
    id: "risks",
    title: "No risk stands beyond its last day, counted in the organisation's zone; the last day still holds.",
    codes: ["risk.expired"],
    requirements: ["R8"],
    check: ({ model, at }) => {
      const today = DateTime.fromJSDate(at, { zone: model.organization.timeZone }).toISODate() ?? "9999-12-31";
      return Object.entries(model.release.risks).flatMap(([id, risk]) =>
        problemIf(!(today <= risk.expires), () =>
          problem(
            "risk.expired",
            ["release", "risks", id, "expires"],
            risk.expires,
            `${today} or a later day`,
            "Close the risk, or have its owner look at it again and set a new day.",
          ),
        ),
      );
    },
  },
];
