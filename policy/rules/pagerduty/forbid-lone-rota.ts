import { defineRule, when } from "../../define-rule.ts";

/** Nobody is on call for ever (O1). */
export const forbidLoneRota = defineRule({
  id: "pagerduty-schedule-forbid-lone",
  title: "Two people or more share a rota",
  cause: "The layers of a schedule name fewer than two different people.",
  why: "One person carries the pager every night, until the person or the page is lost.",
  fix: "Add people to onCall.rotations.<id>.layers.",
  requirements: ["O1"],
  severity: "high",
  types: ["pagerduty:index/schedule:Schedule"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/schedule-basics",
  scope: "resource",
  check: (schedule) => {
    const people = new Set(schedule.items("layers").flatMap((each) => each.texts("users")));
    return when(people.size < 2, `rota "${schedule.text("name") ?? schedule.name}" has ${String(people.size)} people`);
  },
});
