/** Edges of the rules over the plan: just enough, just too little, and everything that is wrong at once (P3, L1, T1, T2, R1 to R8). */
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { forbidClosedUpdate } from "../../../policy/rules/plan/forbid-closed-update.ts";
import { forbidDebug } from "../../../policy/rules/plan/forbid-debug.ts";
import { forbidExpiredRisks } from "../../../policy/rules/plan/forbid-expired-risks.ts";
import { limitOpenRisks } from "../../../policy/rules/plan/limit-open-risks.ts";
import { limitOverride } from "../../../policy/rules/plan/limit-override.ts";
import { limitPaging } from "../../../policy/rules/plan/limit-paging.ts";
import { limitSecretAge } from "../../../policy/rules/plan/limit-secret-age.ts";
import { limitTries } from "../../../policy/rules/plan/limit-tries.ts";
import { requireBudget } from "../../../policy/rules/plan/require-budget.ts";
import { requireChecklist } from "../../../policy/rules/plan/require-checklist.ts";
import { requireDarkStart } from "../../../policy/rules/plan/require-dark-start.ts";
import { requireDecisionOwners } from "../../../policy/rules/plan/require-decision-owners.ts";
import { requireEvidence } from "../../../policy/rules/plan/require-evidence.ts";
import { requireHandOffs } from "../../../policy/rules/plan/require-hand-offs.ts";
import { requireOpenWindow } from "../../../policy/rules/plan/require-open-window.ts";
import { requireRetention } from "../../../policy/rules/plan/require-retention.ts";
import { requireRollbackSteps } from "../../../policy/rules/plan/require-rollback-steps.ts";
import { requireRollbackTriggers } from "../../../policy/rules/plan/require-rollback-triggers.ts";
import { requireWatch } from "../../../policy/rules/plan/require-watch.ts";
import { editable } from "../editable.ts";
import { said } from "../hand-made.ts";

const plan = "release-plan";
type Changes = Readonly<Record<string, unknown>>;
const [prod, shared] = [editable("prod"), editable("shared")];

/** What a rule says of the plan of production with changes. */
function told(rule: Rule, changes: Changes, now?: Date): string[] {
  const stack = prod();
  for (const [path, value] of Object.entries(changes)) stack.set(plan, path, value);
  const lines = said(rule, stack.resources, now === undefined ? {} : { now });
  return lines.map((each) => each.replace(`violation ${plan}: `, ""));
}
const get = (path: string): unknown => prod().get(plan, path);

type Case = readonly [rule: Rule, changes: Changes, messages: readonly string[]];
const holders = (...people: readonly string[]) => ({ holders: people, deputies: [], signs: null });
const step = {
  observation: "1 minute",
  minimumRequests: 1,
  percent: 10,
  abort: { errorRatePercent: 99, latencyP95Milliseconds: 1, burnRate: 1 },
};
const debug = (value: string | null): Changes => ({ "serviceFacts.web.debugVariables": { DEBUG: value } });
const override = (approvals: number, expiresAfter: string): Changes => ({
  "freeze.override": { approvals, expiresAfter, roles: ["one", "two", "nobody"] },
  roles: {
    ...(get("roles") as object),
    one: holders("ada-brandt"),
    two: { holders: [], deputies: ["bruno-costa"], signs: null },
  },
});

describe("one field", () => {
  const cases: () => readonly Case[] = () => [
    [limitTries, { pipelineTries: 1 }, []],
    [limitTries, { pipelineTries: 3 }, []],
    [limitTries, { pipelineTries: 0 }, ["a pipeline tries 0 times"]],
    [limitTries, { pipelineTries: 4 }, ["a pipeline tries 4 times"]],
    [requireWatch, { "watch.duration": "1 hour" }, []],
    [requireWatch, { "watch.duration": "59 minutes" }, ["the watch after 100 percent lasts 59 minutes"]],
    [requireBudget, { "stage.budget.alertPercents": [100, 80] }, []],
    [
      requireBudget,
      { "stage.budget.alertPercents": [81, 100] },
      ['stage "prod" tells of its costs from 81 percent on'],
    ],
    [requireEvidence, { ramp: [step, step] }, []],
    [
      requireEvidence,
      {
        ramp: [
          step,
          { ...step, observation: "0 minutes", minimumRequests: 0, abort: { ...step.abort, errorRatePercent: 100 } },
        ],
      },
      [
        "the step at 10 percent aborts at no error rate",
        "the step at 10 percent is watched for 0 minutes",
        "the step at 10 percent passes without a request",
      ],
    ],
    [requireDarkStart, { ramp: [0, 10, 100].map((percent) => ({ ...step, percent })) }, []],
    [
      requireDarkStart,
      { ramp: [5, 5, 90].map((percent) => ({ ...step, percent })) },
      ["step 2 of the ramp does not rise: 5 percent", "the ramp ends at 90 percent", "the ramp starts at 5 percent"],
    ],
    [forbidDebug, debug(" OFF "), []],
    [forbidDebug, debug(""), []],
    [forbidDebug, debug("on"), ['DEBUG of "web" is "on"']],
    [forbidDebug, debug(null), ['DEBUG of "web" is not a plain value']],
  ];
  it("tables", () => {
    for (const [rule, changes, messages] of cases())
      expect([rule.id, changes, told(rule, changes)]).toEqual([rule.id, changes, messages]);
  });

  it("the shared stack pages nobody", () => {
    expect(said(limitPaging, shared().resources)).toEqual([]);
  });
});

describe("risks", () => {
  const risk = {
    title: "Title",
    description: "A risk of the test.",
    impact: "high",
    status: "open",
    owner: "clara-dias",
    mitigation: "Somebody looks.",
    followUp: "Mend it.",
    expires: "2026-11-21",
  };

  it("count to the end of their last day on the organisation's clock", () => {
    const risks = { risks: { one: risk } };
    expect(told(forbidExpiredRisks, risks, new Date("2026-11-21T22:59:59Z"))).toEqual([]);
    const ended = ['risk "one" of clara-dias ended with 2026-11-21'];
    expect(told(forbidExpiredRisks, risks, new Date("2026-11-21T23:00:00Z"))).toEqual(ended);
    const west = { ...risks, timeZone: "America/New_York" };
    expect(told(forbidExpiredRisks, west, new Date("2026-11-22T04:59:00Z"))).toEqual([]);
    expect(told(forbidExpiredRisks, west, new Date("2026-11-22T05:00:00Z"))).toEqual(ended);
  });

  it("have all ended where the clock cannot be read", () => {
    const risks = { one: { ...risk, expires: "2099-12-31" } };
    expect(told(forbidExpiredRisks, { risks, timeZone: "Nowhere/Never" })).toEqual([
      'risk "one" of clara-dias ended with 2099-12-31',
    ]);
  });

  it("that are open and of high impact keep the scope narrow; others do not", () => {
    const risks = { one: risk, two: { ...risk, impact: "medium" }, three: { ...risk, status: "accepted" } };
    expect(told(limitOpenRisks, { risks, "scope.tenants": ["acme", "pilot", "globex"] })).toEqual([
      'risk "one" is open and of high impact, and the scope reaches "acme", "globex"',
    ]);
    expect(told(limitOpenRisks, { risks, "scope.tenants": ["pilot"] })).toEqual([]);
  });
});

describe("who decides", () => {
  it("an override is for two people, for a day at most", () => {
    expect(told(limitOverride, override(2, "24 hours"))).toEqual([]);
    expect(told(limitOverride, override(2, "25 hours"))).toEqual(["an override stays open for 25 hours"]);
    expect(told(limitOverride, override(3, "1 hour"))).toEqual([
      "2 people hold a role that may override, 3 must agree",
    ]);
  });

  it("somebody holds each role that decides, and two may order a rollback", () => {
    const roles = {
      one: holders("ada-brandt"),
      two: { ...holders("ada-brandt"), deputies: ["bruno-costa"] },
      empty: holders(),
    };
    const of = (rollbackAuthority: string, ...decisionOwners: readonly string[]) =>
      told(requireDecisionOwners, { roles, rollbackAuthority, decisionOwners });
    expect(of("two", "one")).toEqual([]);
    expect(of("one", "two")).toEqual(['only one person may order a rollback: "one" has no deputy']);
    expect(of("two", "empty", "missing")).toEqual([
      'nobody holds "empty", which decides',
      'nobody holds "missing", which decides',
    ]);
    expect(of("empty", "empty")).toEqual(['nobody holds "empty", which decides']);
    expect(of("missing", "one")).toEqual(['nobody holds "missing", which decides']);
  });

  it("hand-offs are found by both ends", () => {
    const handOffs = get("handOffs") as Record<string, { from: string; to: string }>;
    const [id, first] = Object.entries(handOffs).find(([, { from }]) => from === "qa-lead") ?? ["", undefined];
    const lack = ['"qa-lead" hands nothing over to "devops-engineer"'];
    expect(told(requireHandOffs, { handOffs: { ...handOffs, [id]: { ...first, to: "product-manager" } } })).toEqual(
      lack,
    );
    expect(told(requireHandOffs, { handOffs: { ...handOffs, [id]: { ...first, from: "product-manager" } } })).toEqual(
      lack,
    );
    expect(told(requireHandOffs, { handOffs: { ...handOffs, [id]: { ...first, within: "48 hours" } } })).toEqual([]);
    expect(told(requireHandOffs, { handOffs: { ...handOffs, [id]: { ...first, within: "49 hours" } } })).toEqual([
      '"qa-lead" may take 49 hours to hand over to "devops-engineer"',
    ]);
  });
});

describe("what is planned", () => {
  it("each phase of a release has an item", () => {
    expect(told(requireChecklist, { "types.patch.checklist": ["deploy"] })).toEqual([
      'a patch release has no item for the phase "after"',
      'a patch release has no item for the phase "before"',
    ]);
    expect(
      told(requireChecklist, {
        "types.patch.checklist": [...(get("types.patch.checklist") as string[]), "unheard-of"],
      }),
    ).toEqual(['a patch release names the unknown item "unheard-of"']);
  });

  it("production is open for each type in some window, among other stages or not", () => {
    const window = {
      title: "Title",
      kind: "allow",
      start: "2026-01-01T00:00",
      timeZone: "UTC",
      recurrence: "FREQ=DAILY",
      duration: "1 day",
      except: [],
    };
    const windows = (stages: readonly string[], more: Changes = {}) => ({
      "freeze.windows": { one: { ...window, stages, ...more } },
    });
    const never = ["major", "minor", "patch"].map((type) => `"prod" is never open for a release of type ${type}`);
    expect(told(requireOpenWindow, windows(["dev", "prod"]))).toEqual([]);
    expect(told(requireOpenWindow, windows(["dev"]))).toEqual(never);
    expect(told(requireOpenWindow, windows(["prod"], { kind: "deny" }))).toEqual(never);
    expect(told(requireOpenWindow, windows(["prod"], { releaseTypes: ["patch"] }))).toEqual(never.slice(0, 2));
  });

  it("a calendar of no stage at all is closed", () => {
    const stack = shared().set(plan, "stageKinds", {});
    const closed = 'advice release-plan: the calendar is closed for "": unlisted-stage: no window lists the stage "".';
    expect(
      said({ ...forbidClosedUpdate, levels: { ...forbidClosedUpdate.levels, shared: "mandatory" } }, stack.resources),
    ).toEqual([closed]);
  });

  it("archives are off, or last as long as logs", () => {
    const days = (logRetentionDays: number, archiveRetentionDays: number) =>
      told(requireRetention, {
        "complianceClasses.regulated.logRetentionDays": logRetentionDays,
        "complianceClasses.regulated.archiveRetentionDays": archiveRetentionDays,
      });
    expect([...days(30, 0), ...days(30, 30), ...days(30, 31)]).toEqual([]);
    expect(days(30, 29)).toEqual(['class "regulated" archives for 29 days, logs are kept for 30']);
    expect(days(29, 29)).toEqual(['class "regulated" keeps logs for 29 days, 30 are needed']);
    expect(told(requireRetention, { "rulesRepository.complianceClass": "unheard-of" })).toEqual([
      'compliance class "unheard-of" is not declared',
    ]);
  });

  it("a rollback goes in order, whatever other steps stand between, and needs no restoring of data", () => {
    const steps = (...acts: readonly string[]) =>
      told(requireRollbackSteps, { "rollback.steps": acts.map((each) => ({ title: "A step", acts: each })) });
    const good = ["freeze-writes", "keep-diagnostics", "return-traffic", "verify", "smoke", "enable-writes"];
    expect(steps(...good)).toEqual([]);
    expect(steps("keep-diagnostics", "freeze-writes", ...good.slice(2))).toEqual([]);
    expect(steps("restore-data", ...good)).toEqual(['the rollback does "restore-data" before "freeze-writes"']);
    expect(steps("return-traffic", "freeze-writes", "keep-diagnostics", ...good.slice(3))).toEqual([
      'the rollback does "return-traffic" before "freeze-writes"',
    ]);
    expect(steps(...good, "restore-data")).toEqual(['the rollback does "verify" before "restore-data"']);
    expect(steps(...good.slice(1))).toEqual(['the rollback has no step "freeze-writes"']);
    expect(steps(...good.slice(0, -1))).toEqual(['the rollback has no step "enable-writes"']);
  });

  it("a throw-away stack is not judged for secrets that it reads from another", () => {
    const noted = (ephemeral: boolean) =>
      told(limitSecretAge, { ephemeral, credentials: { key: { maxAgeDays: 90, rotatedOn: null } } });
    expect(noted(false)).toEqual(['nobody noted when "key" was changed in this stack']);
    expect(noted(true)).toEqual([]);
  });

  it("one trigger at least acts by itself", () => {
    const triggers = get("rollback.triggers") as Record<string, object>;
    const all = Object.fromEntries(
      Object.entries(triggers).map(([id, each]) => [id, { ...each, action: "authority" }]),
    );
    const lines = told(requireRollbackTriggers, { "rollback.triggers": all });
    expect(lines).toEqual(["no trigger of a rollback acts by itself"]);
  });
});
