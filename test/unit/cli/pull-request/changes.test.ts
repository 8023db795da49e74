import { describe, expect, it } from "vitest";
import type { DocumentResource } from "../../../../packages/cli/src/pull-request/document/document.ts";
import { planDigest } from "../../../../packages/cli/src/pull-request/plan-digest.ts";
import { changesOfPlans, changesOfSteps } from "../../../../packages/cli/src/pull-request/review/changes.ts";
import { factChanges, gapsOf } from "../../../../packages/cli/src/pull-request/review/fact-changes.ts";
import { guardedChanges } from "../../../../packages/cli/src/pull-request/review/guarded-paths.ts";
import { dataRisks } from "../../../../packages/cli/src/pull-request/review/lasting.ts";
import { ruleChanges } from "../../../../packages/cli/src/pull-request/review/rule-changes.ts";
import { documentOf } from "./documents.ts";

const resource = (given: Partial<DocumentResource> = {}): DocumentResource => ({
  urn: "urn:pulumi:prod::p::neon:index:Project::db",
  type: "neon:index:Project",
  name: "db",
  custom: true,
  dependencies: [],
  protect: true,
  ignoreChanges: [],
  replaceOnChanges: [],
  hidden: [],
  inputs: { historyRetentionSeconds: 86_400, regionId: "a", name: "x" },
  ...given,
});
const withInputs = (inputs: Record<string, unknown>, more: Partial<DocumentResource> = {}): DocumentResource =>
  resource({ ...more, inputs: { ...resource().inputs, ...inputs } });

describe("two plans against each other", () => {
  it.each([
    ["nothing", [resource()], [resource()], []],
    ["a new thing", [], [resource()], ["create neon:Project "]],
    ["a thing that goes", [resource()], [], ["delete neon:Project "]],
    ["a field", [resource()], [withInputs({ name: "y" })], ["update neon:Project name"]],
    ["a field that makes a new one", [resource()], [withInputs({ regionId: "b" })], ["replace neon:Project regionId"]],
    [
      "a field that the program says makes a new one",
      [resource({ type: "github:index/x:X" })],
      [withInputs({ name: "y" }, { type: "github:index/x:X", replaceOnChanges: ["name"] })],
      ["replace github:X name"],
    ],
    ["a field that is left alone", [resource()], [withInputs({ name: "y" }, { ignoreChanges: ["name"] })], []],
    ["protection", [resource()], [resource({ protect: false })], ["update neon:Project protect"]],
    ["a component", [resource({ custom: false })], [], []],
    ["a provider", [resource({ type: "pulumi:providers:neon" })], [], []],
  ] as const)("tells %s", (_, before, after, told) => {
    const changes = changesOfPlans([...before], [...after]);
    expect(changes.map(({ op, kind, fields }) => `${op} ${kind} ${fields.join(",")}`)).toEqual(told);
  });

  it("the engine's words: what is lost first, quiet ones left out, an unknown one as the worst", () => {
    const step = (op: string, name: string, type = "neon:index:Branch") => ({
      urn: `urn:pulumi:s::p::${type}::${name}`,
      type,
      op,
      changed: [],
    });
    const steps = ["create", "update", "delete", "replace", "import", "same", "read", "refresh", "odd"].map((op) =>
      step(op, op),
    );
    const told = changesOfSteps([
      ...steps,
      step("delete", "both"),
      step("create", "both"),
      step("create", "p", "pulumi:providers:neon"),
    ]);
    expect(told.map(({ op, name }) => `${op} ${name}`)).toEqual([
      "delete delete",
      "replace both",
      "replace odd",
      "replace replace",
      "update update",
      "import import",
      "create create",
    ]);
  });
});

describe("data at risk (B7)", () => {
  it.each([
    ["a shorter window", resource(), withInputs({ historyRetentionSeconds: 60 }), true],
    ["no window at all", resource(), withInputs({ historyRetentionSeconds: null }), true],
    ["protection of the resource", resource(), resource({ protect: false }), false],
    ["protection of a branch", withInputs({ protected: true }), withInputs({ protected: false }), false],
  ] as const)("tells %s", (_, before, after, isLost) => {
    const risks = dataRisks([], [before], [after]);
    expect(risks.map(({ name, irreversible }) => [name, irreversible !== null])).toEqual([["db", isLost]]);
  });

  it("tells nothing of a longer window, or of a thing that is new", () => {
    expect(dataRisks([], [resource()], [withInputs({ historyRetentionSeconds: 1e6 })])).toEqual([]);
    expect(dataRisks([], [], [resource({ protect: false })])).toEqual([]);
  });
});

describe("release language, before and now (P7)", () => {
  it.each([
    ["approval", "everybody may approve", (each: { required: boolean }) => ({ ...each, required: false }), true],
    ["approval", "one's own change", (each: object) => ({ ...each, selfReview: true }), true],
    ["approval", "administrators", (each: object) => ({ ...each, adminsBypass: true }), true],
    ["approval", "less time to stop", (each: object) => ({ ...each, waitMinutes: 1 }), true],
    ["approval", "another person", (each: object) => ({ ...each, people: [{ id: "x", name: "X" }] }), false],
    ["paging", "nobody", (each: object) => ({ ...each, paged: false }), true],
    [
      "paging",
      "nobody on any level",
      (each: { levels: object[] }) => ({ ...each, levels: each.levels.map((level) => ({ ...level, people: [] })) }),
      true,
    ],
    ["data", "fewer days", (each: object) => ({ ...each, windowDays: 1 }), true],
    ["data", "no protection", (each: object) => ({ ...each, protected: false }), true],
  ] as const)("%s: %s", async (topic, _, change, loosens) => {
    const [before, now] = [await documentOf("prod"), await documentOf("prod")];
    const key = ({ approval: "approvals", paging: "paging", data: "data" } as const)[topic];
    (now.facts as Record<string, unknown>)[key] = now.facts[key].map(change as never);
    const told = factChanges(before, now);
    expect(new Set(told.map((each) => `${each.topic} ${String(each.loosens)}`))).toEqual(
      new Set([`${topic} ${String(loosens)}`]),
    );
    expect(told.every((each) => each.before !== each.now)).toBe(true);
  });

  it("cost and gaps: what is otherwise, and what is new", async () => {
    const [before, now] = [await documentOf("prod"), await documentOf("prod")];
    now.cost.monthlyUsd = 1_200;
    now.facts.gaps.push({
      feature: "merge-queue",
      vendor: "github",
      plan: "free",
      title: "merge queue",
      compensation: null,
    });
    expect(factChanges(before, now)).toEqual([
      {
        topic: "cost",
        subject: "budget",
        before: "900 US dollars a month",
        now: "1200 US dollars a month",
        loosens: false,
      },
    ]);
    expect(gapsOf(before, now).filter(({ isNew }) => isNew)).toEqual([
      { feature: "merge-queue", text: "github free has no merge queue; nothing stands in for it", isNew: true },
    ]);
  });

  it("of long texts only the parts that differ", async () => {
    const [before, now] = [await documentOf("prod"), await documentOf("prod")];
    now.facts.undo = now.facts.undo.map((each) => ({ ...each, rto: "2 hours" }));
    expect(factChanges(before, now)[0]).toMatchObject({
      before: "recovered within 30 minutes, at most 5 minutes of data lost",
      now: "recovered within 2 hours, at most 5 minutes of data lost",
    });
  });
});

describe("rules and what guards them (P6, S1)", () => {
  const rule = { id: "a-b-require-c", severity: "high" as const, levels: { production: "mandatory" }, types: ["t"] };
  it.each([
    ["nothing", rule, []],
    ["another severity", { ...rule, severity: "low" as const }, ["severity high becomes low"]],
    ["a level that is gone", { ...rule, levels: {} }, ["production: mandatory becomes off"]],
    [
      "a level that nobody knows",
      { ...rule, levels: { production: "maybe" } },
      ["production: mandatory becomes maybe"],
    ],
    ["a stricter level", { ...rule, levels: { production: "mandatory", staging: "mandatory" } }, []],
    ["fewer types", { ...rule, types: [] }, ["no longer looks at t"]],
  ] as const)("tells %s", (_, head, told) => {
    expect(ruleChanges([rule], [{ ...head, types: [...head.types] }]).map(({ what }) => what)).toEqual(told);
  });

  it.each([
    ["policy/pack.ts", "configuration of the policy pack"],
    ["POLICY/rules/x.ts", "the release rules"],
    [".github/workflows/a.yml", "the pipeline"],
    ["CODEOWNERS", "who must review what"],
    ["packages/cli/src/main.ts", "the tools that judge and deploy"],
    ["package-lock.json", "what the tools are made of"],
    ["Pulumi.prod.yaml", "accounts, endpoints and secrets of stacks"],
    ["stacks/release.ts", "waivers, sign-offs, freeze or what vendor plans allow"],
    ["infra/program.ts", "the program that is planned and applied"],
    ["README.md", undefined],
    ["stacks/prod.ts", undefined],
    ["docs/policy/x.md", undefined],
  ])("%s guards %s", (path, guards) => {
    expect(guardedChanges([path, path]).map((each) => each.guards)).toEqual(guards === undefined ? [] : [guards]);
  });
});

describe("the fingerprint of a plan", () => {
  it("is the same in any order of resources and keys, and another for any value", () => {
    const [one, two] = [resource(), resource({ urn: "u::p::t::2" })];
    const turned = { ...one, inputs: { name: "x", regionId: "a", historyRetentionSeconds: 86_400 } };
    expect(planDigest([two, turned])).toBe(planDigest([one, two]));
    expect(
      new Set([one, withInputs({ name: "y" }), resource({ protect: false }), two].map((each) => planDigest([each])))
        .size,
    ).toBe(4);
  });
});
