/** Edges of rules over people, services, stages and money, each rule by itself (P1, P3, O1, O5, S2). */
import { describe, expect, it } from "vitest";
import { told } from "../../malformed/overlay-case.ts";
import { found } from "./read-model.ts";

interface Edge {
  readonly rule: string;
  readonly name: string;
  readonly yaml: string;
  /** Every problem that the rule reports and no other: `<code> <key path>`. */
  readonly problems: readonly string[];
}

const prod = "stages.prod";
const compute = (plan: string, units: number): string =>
  `vendors: { neon: { plan: ${plan} } }\nstages: { dev: null, staging: null, drill: null, prod: { database: { minComputeUnits: 1, maxComputeUnits: ${String(units)} } } }`;
const notifications = (high: string): string => `onCall: { notifications: { high: [${high}] } }`;
const debug = (value: string): string =>
  `services: { web: { vercel: { debugVariables: [DEBUG], environment: { DEBUG: { value: '${value}' } } } } }`;
const team = (id: string, parent: string): string =>
  `${id}: { title: ${id}, description: A team., members: [ada-brandt], parent: ${parent} }`;

const edges: readonly Edge[] = [
  {
    rule: "budgets",
    name: "one share twice",
    yaml: "stages: { prod: { budget: { alertPercents: [50, 50] } } }",
    problems: [`budget.alerts-not-rising ${prod}.budget.alertPercents[1]`],
  },
  {
    rule: "credentials",
    name: "changed today, on the organisation's clock",
    yaml: "organization: { timeZone: Pacific/Kiritimati, credentials: { mux-token: { rotatedOn: { prod: 2026-11-22 } } } }",
    problems: [],
  },
  {
    rule: "credentials",
    name: "changed tomorrow, on the organisation's clock",
    yaml: "organization: { timeZone: America/New_York, credentials: { mux-token: { rotatedOn: { prod: 2026-11-22 } } } }",
    problems: ["credential.not-yet organization.credentials.mux-token.rotatedOn.prod"],
  },
  {
    rule: "addresses",
    name: "open database",
    yaml: "stages: { prod: { database: { restrictAddresses: false } } }\nservices: { bridge-api: { vercel: { staticEgress: [] } } }",
    problems: [],
  },
  ...["", "0", "false", "no", "none", " Off "].map((value) => ({
    rule: "service-variables",
    name: `off written as "${value}"`,
    yaml: debug(value),
    problems: [],
  })),
  {
    rule: "service-variables",
    name: "on",
    yaml: debug("on"),
    problems: ["variables.debug-on services.web.vercel.environment.DEBUG"],
  },
  { rule: "stage-settings", name: "all the compute of a plan", yaml: compute("launch", 16), problems: [] },
  {
    rule: "stage-settings",
    name: "more compute than a plan has",
    yaml: compute("launch", 17),
    problems: [`stages.compute-beyond-plan ${prod}.database.maxComputeUnits`],
  },
  { rule: "stage-settings", name: "compute where there is no Neon", yaml: compute("none", 17), problems: [] },
  {
    rule: "stage-settings",
    name: "support hours of no length",
    yaml: "stages: { staging: { supportHours: { start: '08:00', end: '08:00' } } }",
    problems: ["stages.support-hours-empty stages.staging.supportHours.end"],
  },
  {
    rule: "teams",
    name: "team below a circle that it is no part of",
    yaml: `organization: { teams: { ${team("one", "two")}, ${team("two", "three")}, ${team("three", "two")} } }`,
    problems: [
      "teams.parent-cycle organization.teams.three.parent",
      "teams.parent-cycle organization.teams.two.parent",
    ],
  },
  {
    rule: "on-call-people",
    name: "person without seat, paged by an escalation alone",
    yaml: "organization: { people: { karin-lopes: { paged: false } } }\nonCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ person: karin-lopes }] }] } } }",
    problems: ["on-call.no-seat onCall.escalations.drill.levels[0].targets[0].person"],
  },
  {
    rule: "on-call-people",
    name: "person on call who may read a little",
    yaml: "organization: { people: { david-ernst: { pagerDutyRole: read_only_limited_user } } }",
    problems: ["on-call.cannot-respond organization.people.david-ernst.pagerDutyRole"],
  },
  {
    rule: "notifications",
    name: "one method at two times, two methods at one",
    yaml: notifications(
      "{ method: sms, after: 0 minutes }, { method: sms, after: 5 minutes }, { method: email, after: 0 minutes }",
    ),
    problems: [],
  },
  {
    rule: "notifications",
    name: "one method twice at one time",
    yaml: notifications(
      "{ method: sms, after: 60 minutes }, { method: phone, after: 0 minutes }, { method: sms, after: 1 hour }",
    ),
    problems: ["on-call.repeated-notification onCall.notifications.high[2]"],
  },
];

describe("one rule", () => {
  it.for(edges)("$rule: $name", ({ rule: id, yaml, problems }) => {
    expect(told(found(id, yaml))).toEqual(problems);
  });
});

it("of three people with one login both later ones hear of the first", () => {
  const yaml = "ada-brandt: { github: One }, bruno-costa: { github: one }, clara-dias: { github: ONE }";
  const fix = '"ada-brandt" has it already: one login is one person, or nobody could tell who approved.';
  expect(
    found("people-identities", `organization: { people: { ${yaml} } }`).map((each) => [each.value, each.fix]),
  ).toEqual([
    ["one", fix],
    ["ONE", fix],
  ]);
});
