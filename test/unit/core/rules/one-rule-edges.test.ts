/** Edges of the rules that gates rest on, each rule by itself: what counts and what does not, and what is said (P3, R8, L1, L2, T2). */
import { describe, expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { told } from "../../malformed/overlay-case.ts";
import { found } from "./read-model.ts";

const waiver = (stack: string, resource: string, granted = "2026-11-20", expires = "2026-12-20"): string =>
  `{ rule: github-environment-require-approvers, stack: ${stack}, resource: ${resource}, owner: ada-brandt, reason: The approvers change over this month., link: https://example.com/1, granted: ${granted}, expires: ${expires}, timeZone: Europe/Berlin }`;
const waivers = (...each: readonly string[]): string =>
  `release: { waivers: { ${each.map((one, index) => `w${String(index)}: ${one}`).join(", ")} } }`;

describe("approvals", () => {
  it("only people who exist can approve", () => {
    const yaml = "stages: { prod: { approval: { people: [ada-brandt, nobody], teams: [no-team] } } }";
    expect(found("approval-reviewers", yaml).map(({ code, value }) => [code, value])).toEqual([
      ["approvals.too-few-approvers", "ada-brandt"],
    ]);
  });

  it.for([
    { pattern: "**/**", any: true },
    { pattern: "*/*/*", any: true },
    { pattern: "*-hotfix", any: false },
    { pattern: "*/main", any: false },
    { pattern: "release/*", any: false },
  ])("the pattern $pattern", ({ pattern, any }) => {
    const yaml = `stages: { prod: { branchPolicy: { branches: ['${pattern}'], tags: [] } } }`;
    expect(told(found("approval-doors", yaml))).toEqual(any ? ["approvals.any-branch stages.prod.branchPolicy"] : []);
  });
});

describe("the calendar", () => {
  it("need not open a stage that is not production", () => {
    const { windows } = model.release.freeze;
    const allowing = Object.entries(windows).filter(([, { kind }]) => kind === "allow");
    const only = (stage: string): string => allowing.map(([id]) => `${id}: { stages: [${stage}] }`).join(", ");
    const yaml = (stage: string): string => `release: { freeze: { windows: { ${only(stage)} } } }`;
    expect(told(found("freeze-calendar", yaml("prod")))).toEqual([]);
    expect(told(found("freeze-calendar", yaml("dev")))).toEqual(["calendar.never-open release.freeze.windows"]);
  });

  it("is overridden only by people who exist, in roles that exist", () => {
    const roles = "organization: { roles: { qa-lead: { holders: [ada-brandt, nobody], deputies: [] } } }";
    const override = "release: { freeze: { override: { approvals: 2, roles: [qa-lead, no-role] } } }";
    expect(told(found("freeze-override", `${roles}\n${override}`))).toEqual([
      "calendar.override-too-few-people release.freeze.override.approvals",
    ]);
    const both = roles.replace("nobody", "bruno-costa");
    expect(told(found("freeze-override", `${both}\n${override}`))).toEqual([]);
  });
});

describe("risks", () => {
  const yaml = (zone: string): string =>
    `organization: { timeZone: ${zone} }\nrelease: { risks: { penetration-test: { expires: 2026-11-21 } } }`;
  const ended = ["risk.expired release.risks.penetration-test.expires"];

  it.for([
    { moment: "2026-11-21T22:59:59Z", zone: "Europe/Berlin", problems: [] },
    { moment: "2026-11-21T23:00:00Z", zone: "Europe/Berlin", problems: ended },
    { moment: "2026-11-22T02:59:59Z", zone: "America/Sao_Paulo", problems: [] },
    { moment: "2026-11-21T10:00:00Z", zone: "Pacific/Kiritimati", problems: ended },
  ])("hold to the end of their last day in $zone: $moment", ({ moment, zone, problems }) => {
    expect(told(found("risks", yaml(zone), new Date(moment)))).toEqual(problems);
  });

  it("have all ended at a moment that is none", () => {
    const all = Object.keys(model.release.risks).map((id) => `risk.expired release.risks.${id}.expires`);
    expect(told(found("risks", yaml("Europe/Berlin"), new Date(Number.NaN)))).toEqual(all.sort());
  });
});

it("no credential was changed at a moment that is none", () => {
  const changed = Object.entries(model.organization.credentials ?? {}).flatMap(([key, { rotatedOn }]) =>
    Object.keys(rotatedOn ?? {}).map(
      (stack) => `credential.not-yet organization.credentials.${key}.rotatedOn.${stack}`,
    ),
  );
  expect(changed.length).toBeGreaterThan(0);
  const yaml = "organization: { title: Motion Mavericks }";
  expect(told(found("credentials", yaml, new Date(Number.NaN)))).toEqual(changed.sort());
});

it("one request is evidence enough for a step of the ramp", () => {
  const step = (percent: number, requests: number): string =>
    `{ percent: ${String(percent)}, observation: 10 minutes, minimumRequests: ${String(requests)}, abort: { errorRatePercent: 1, latencyP95Milliseconds: 900, burnRate: 6 } }`;
  const ramp = (requests: number): string => `release: { ramp: [${step(0, 0)}, ${step(100, requests)}] }`;
  expect(told(found("ramp-evidence", ramp(1)))).toEqual([]);
  expect(told(found("ramp-evidence", ramp(0)))).toEqual(["ramp.no-evidence release.ramp[1].minimumRequests"]);
});

describe("production", () => {
  it("says what each of its settings must be", () => {
    const yaml =
      "stages: { prod: { traffic: on-merge, paging: nobody, thresholdFactor: 2, database: { protected: false } } }";
    const wanted: readonly (readonly [code: string, key: string, value: unknown, expected: string, fix: string])[] = [
      ["ungated", "traffic", "on-merge", '"gated" in production', "Let traffic move by the ramp."],
      ["unpaged", "paging", "nobody", '"people" in production', "Page the people on call."],
      [
        "unprotected",
        "database.protected",
        false,
        "true in production",
        "Protect the root branch: nothing else keeps it from being deleted or reset by accident.",
      ],
      [
        "lax",
        "thresholdFactor",
        2,
        "1 in production",
        "Remove the key, and write the wanted thresholds into the services.",
      ],
    ];
    expect(found("production", yaml)).toEqual(
      wanted.map(([code, key, value, expected, fix]) => ({
        code: `stages.production-${code}`,
        path: `stages.prod.${key}`,
        value,
        expected,
        fix,
      })),
    );
  });
});

describe("retention", () => {
  it("is limited by a Neon plan, and by none where there is no Neon", () => {
    const beyond = (plan: string): string[] =>
      told(found("retention-rollback", `vendors: { neon: { plan: ${plan} } }`)).filter((each) =>
        each.startsWith("retention.restore-window-beyond-plan stages.prod."),
      );
    expect(beyond("launch")).toEqual(["retention.restore-window-beyond-plan stages.prod.database.restoreWindow"]);
    expect(beyond("none")).toEqual([]);
  });

  it.for([
    { retention: "1 day", problems: [] },
    { retention: "23 hours", problems: ["retention.snapshots-gap stages.prod.database.snapshots.retention"] },
  ])("a daily snapshot kept for $retention", ({ retention, problems }) => {
    const yaml = `stages: { prod: { rollbackWindow: 1 hour, database: { snapshots: { retention: ${retention} } } } }`;
    expect(told(found("retention-rollback", yaml))).toEqual(problems);
  });
});

it.for([
  { within: "1441 minutes", problems: [] },
  { within: "24 hours", problems: ["hand-offs.no-time release.handOffs.customer-success-to-product.within"] },
])("a hand-off that begins after 24 hours and is due after $within", ({ within, problems }) => {
  const yaml = `release: { handOffs: { customer-success-to-product: { within: ${within} } } }`;
  expect(told(found("hand-offs", yaml))).toEqual(problems);
});

describe("waivers", () => {
  it("say how long they may be", () => {
    expect(found("waivers", waivers(waiver("prod", "one", "2026-11-01", "2027-01-31")))).toEqual([
      {
        code: "waiver.too-long",
        path: "release.waivers.w0.expires",
        value: "2027-01-31",
        expected: "a day from 2026-11-01 to 90 days later",
        fix: "A waiver is short: set an earlier end, and have it granted again when it is still needed.",
      },
    ]);
  });

  const ended = waiver("prod", "old", "2026-09-01", "2026-10-01");
  const three = ["one", "two", "three"].map((each) => waiver("prod", each));

  it("that have ended do not count, nor do those of other stacks", () => {
    expect(found("waivers", waivers(ended, ...three, waiver("staging", "one")))).toEqual([]);
  });

  it("of the shared stack may be five", () => {
    const six = ["one", "two", "three", "four", "five", "six"].map((each) => waiver("shared", each));
    expect(found("waivers", waivers(...six.slice(1)))).toEqual([]);
    expect(told(found("waivers", waivers(...six)))).toEqual(["waiver.over-limit release.waivers.w5"]);
  });

  it("say how many may hold", () => {
    expect(found("waivers", waivers(ended, ...three, waiver("prod", "four")))).toEqual([
      {
        code: "waiver.over-limit",
        path: "release.waivers.w4",
        value: "github-environment-require-approvers",
        expected: 'at most 3 waivers that hold in stack "prod", there are 4',
        fix: "Mend what one of them excuses; more exceptions than that are no longer exceptions.",
      },
    ]);
  });
});
