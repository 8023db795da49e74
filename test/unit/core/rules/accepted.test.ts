import { describe, expect, it } from "vitest";
import { judgeOverlay, problemsOf, told } from "../../malformed/overlay-case.ts";
import { accepted } from "./accepted.tables.ts";

describe("what the rules let pass", () => {
  it.for(accepted)("$name", ({ yaml }) => {
    expect(told(problemsOf(judgeOverlay(yaml)))).toEqual([]);
  });

  it.for([
    { moment: "2026-11-21T22:59:59Z", zone: "Europe/Berlin", expired: false },
    { moment: "2026-11-21T23:00:00Z", zone: "Europe/Berlin", expired: true },
    { moment: "2026-11-22T02:59:59Z", zone: "America/Sao_Paulo", expired: false },
    { moment: "2026-11-22T03:00:00Z", zone: "America/Sao_Paulo", expired: true },
    { moment: "2026-11-21T09:59:59Z", zone: "Pacific/Kiritimati", expired: false },
    { moment: "2026-11-21T10:00:00Z", zone: "Pacific/Kiritimati", expired: true },
  ])("a risk holds to the end of its last day in $zone: $moment", ({ moment, zone, expired }) => {
    const yaml = `organization: { timeZone: ${zone} }\nrelease: { risks: { penetration-test: { expires: 2026-11-21 } } }`;
    const problems = told(problemsOf(judgeOverlay(yaml, new Date(moment))));
    expect(problems).toEqual(expired ? ["risk.expired release.risks.penetration-test.expires"] : []);
  });

  it("looks 12 weeks ahead and no further", () => {
    const gap = (week: string): string =>
      `onCall: { rotations: { platform-primary: { layers: { weekly: { restrictions: [{ kind: weekly, dayOfWeek: 1, start: '00:00', duration: 10079 minutes }] } } } } }\n# ${week}`;
    expect(told(problemsOf(judgeOverlay(gap("every week"))))).toEqual([
      "on-call.uncovered onCall.rotations.platform-primary.layers",
    ]);
    const late = "onCall: { rotations: { platform-primary: { layers: { weekly: { start: '2027-02-13T11:00' } } } } }";
    const message = problemsOf(judgeOverlay(late))[0]?.value;
    expect(message).toBe("nobody from 2026-11-21T11:00:00+01:00 to 2027-02-13T11:00:00+01:00");
  });
});
