/** One run of the engine as the judge sees it: each resource before it is written, then the stack, nothing told twice (P7, issue 8 point 2). */
import type { JudgedResource } from "@launchgate/core";
import { beforeAll, describe, expect, it } from "vitest";
import { defineRule, type Rule, type RuleArgs, type RuleCheck } from "../../../policy/define-rule.ts";
import { Session, type SessionArgs } from "../../../policy/sdk/session.ts";
import { fixedInstant } from "../../helpers/stack-plans.ts";
import { captured } from "../captured.ts";
import { made } from "../hand-made.ts";
import { UNKNOWN } from "../stack-edit.ts";
import { outputsOf } from "./engine-run.ts";

const texts = { title: "Title", cause: "Cause.", why: "Why.", fix: "Fix it.", link: "https://example.com", tags: [] };

function ruleOf(
  thing: string,
  check: RuleCheck,
  types: readonly string[] = ["thing"],
  more: Partial<RuleArgs> = {},
): Rule {
  const args = {
    id: `github-test-require-${thing}`,
    requirements: ["P1"],
    severity: "high",
    types,
    ...texts,
    ...check,
  };
  return defineRule({ ...args, ...more } as RuleArgs);
}

const big = ruleOf("size", {
  scope: "resource",
  check: (each) => ((each.number("size") ?? 0) > 3 ? [`${each.name} is big`] : []),
});
const mild = ruleOf("advice", { scope: "resource", check: () => ["mild"] }, ["mild"], {
  levels: { foreign: "advisory" },
});
const around = ruleOf("place", {
  scope: "stack",
  check: ({ graph }) => graph.all.map(({ resource }) => ({ message: JSON.stringify(resource) })),
});
const [a, b] = [made("thing", "a", { size: 5 }), made("thing", "b", { size: 1 })];

function session(
  rules: readonly Rule[],
  settings: Readonly<Record<string, unknown>> = {},
  more: Partial<SessionArgs> = {},
): Session {
  return new Session({ rules, settings: () => settings, now: () => fixedInstant, phase: () => "update", ...more });
}

/** What the engine says of a resource before it is written. */
function registered(run: Session, { urn, type, name, inputs: props, ...opts }: JudgedResource) {
  type Registration = Parameters<Session["resource"]>[0];
  return run.resource({ urn, type, name, props, opts } as unknown as Registration);
}
const atEnd = (run: Session, ...resources: readonly JudgedResource[]) =>
  run.stack(resources.map((each) => outputsOf(each)));
const messages = (found: readonly { readonly kind: string; readonly message: string }[]): string[] =>
  found.map(({ kind, message }) => `${kind} ${message}`);

let plan: JudgedResource;
beforeAll(async () => {
  const found = (await captured("prod")).find(({ type }) => type === "launchgate:release:ReleasePlan");
  if (found === undefined) throw new Error("prod has no release plan");
  plan = found;
});

describe("a resource", () => {
  it("is judged by the rules over its type that look at it alone", () => {
    const run = session([big, mild, around]);
    expect(messages(registered(run, a))).toEqual(["violation a is big"]);
    expect(messages(registered(run, b))).toEqual([]);
    expect(messages(registered(run, { ...a, type: "other" }))).toEqual([]);
  });

  it("is told of where it blocks, and of the rest at the end", () => {
    const unknown = made("thing", "u", { size: UNKNOWN });
    const run = session([big, mild]);
    const gentle = made("mild", "m", {});
    expect([...registered(run, unknown), ...registered(run, gentle)]).toEqual([]);
    const { findings } = atEnd(run, unknown, gentle);
    expect(messages(findings)).toEqual([
      "advice mild",
      'undecided cannot judge yet: "size" is not known before the update',
    ]);
  });

  it("waits for the plan, where one is demanded", () => {
    const run = session([big], { plan: "always" });
    expect(registered(run, a)).toEqual([]);
    expect(registered(run, plan)).toEqual([]);
    expect(messages(registered(run, { ...a, urn: "urn:c", name: "c" }))).toEqual(["violation c is big"]);
    expect(messages(atEnd(run, plan, a).findings)).toEqual(["violation a is big"]);
  });

  it("waits for none, where none is demanded", () => {
    const run = session([big], { plan: "auto" });
    expect(messages(registered(run, a))).toEqual(["violation a is big"]);
    registered(run, plan);
    expect(messages(registered(run, { ...a, urn: "urn:c", name: "c" }))).toEqual(["violation c is big"]);
  });

  it("hears of the plan's own breaches once, and of no other resource's", () => {
    const ofPlan = ruleOf("plan-size", { scope: "resource", check: ({ name }) => [`${name} breaks`] }, [
      plan.type,
      "thing",
    ]);
    const run = session([ofPlan], { plan: "always" });
    expect(messages(registered(run, plan))).toEqual(["violation release-plan breaks"]);
    expect(messages(registered(run, a))).toEqual(["violation a breaks"]);
  });

  it("is judged by the clock, the phase and the settings of that moment", () => {
    const seen = ruleOf("context", {
      scope: "resource",
      check: ({ resource: { dependencies } }, { now, phase, settings }) => [
        `${now.toISOString()} ${phase} ${String(settings.minimumReviews)} ${JSON.stringify(dependencies)}`,
      ],
    });
    let minimumReviews = 2;
    const run = session([seen], {}, { settings: () => ({ minimumReviews }) });
    expect(messages(registered(run, a))).toEqual([`violation ${fixedInstant.toISOString()} update 2 []`]);
    minimumReviews = 3;
    expect(messages(registered(run, b))).toEqual([`violation ${fixedInstant.toISOString()} update 3 []`]);
  });
});

describe("the stack", () => {
  it("is not told again what was told of a resource, in this run", () => {
    const run = session([big]);
    const whole = (): void => {
      expect(messages(registered(run, a))).toEqual(["violation a is big"]);
      expect(registered(run, a)).toEqual([]);
      expect(atEnd(run, a, b)).toMatchObject({ passes: false, findings: [] });
    };
    whole();
    whole();
    expect(messages(atEnd(run, a).findings)).toEqual(["violation a is big"]);
  });

  it("tells what is new: another resource, another message, another rule", () => {
    const run = session([big, ruleOf("again", { scope: "stack", check: () => [{ message: "a is big" }] })]);
    registered(run, a);
    const c = { ...a, urn: "urn:c", name: "c" };
    expect(messages(atEnd(run, a, c).findings)).toEqual(["violation a is big", "violation c is big"]);
  });

  it("tells all that does not block, also where it was said before", () => {
    const twice = { message: "take care", advice: true } as const;
    const run = session([ruleOf("care", { scope: "stack", check: () => [twice, twice] })]);
    expect(messages(atEnd(run, a).findings)).toEqual(["advice take care", "advice take care"]);
  });

  it("ends the run: the next one knows no resource yet", () => {
    const run = session([big]);
    registered(run, a);
    atEnd(run, a);
    expect(atEnd(run, { ...a, inputs: { size: 1 } }).findings).toEqual([]);
  });

  it("ends the run: the next one has no plan yet", () => {
    const run = session([big], { plan: "always" });
    registered(run, plan);
    atEnd(run, plan);
    expect(registered(run, a)).toEqual([]);
  });

  it("is judged by what each resource was declared with, and by the links that the engine knows", () => {
    const component: JudgedResource = { ...made("launchgate:test:Part", "part", { size: 7 }), parent: "urn:top" };
    const run = session([around]);
    registered(run, component);
    registered(run, { ...b, parent: "urn:seen", inputs: { size: 2 } });
    const [one, two] = [outputsOf(component), outputsOf(a)];
    const child = outputsOf(
      { ...b, protect: true, ignoreChanges: ["size"] },
      {
        parent: one,
        dependencies: [two, one],
        propertyDependencies: { size: [two], name: [two, outputsOf(plan)] },
      },
    );
    const seen = run.stack([one, two, child]).findings.map(({ message }) => JSON.parse(message) as JudgedResource);
    const links = { protect: false, ignoreChanges: [], dependencies: [] };
    expect(Object.fromEntries(seen.map(({ name, ...rest }) => [name, rest]))).toEqual({
      part: { urn: component.urn, type: component.type, parent: "urn:top", inputs: { size: 7 }, ...links },
      a: { urn: a.urn, type: "thing", inputs: { size: 5 }, ...links },
      b: {
        urn: b.urn,
        type: "thing",
        parent: component.urn,
        inputs: { size: 2 },
        protect: true,
        ignoreChanges: ["size"],
        dependencies: [a.urn, component.urn, plan.urn],
      },
    });
  });

  it.for([
    { name: "from its options", opts: "urn:options", wanted: "urn:options" },
    { name: "as it was registered", opts: undefined, wanted: "urn:registered" },
  ])("a parent that is not handed over is taken $name", ({ opts, wanted }) => {
    const run = session([around]);
    registered(run, { ...a, parent: "urn:registered" });
    const [found] = run.stack([outputsOf({ ...a, parent: opts })]).findings;
    expect(JSON.parse(found?.message ?? "{}")).toMatchObject({ parent: wanted });
  });
});

describe("a foreign program", () => {
  it("is one in which nothing of ours was seen and no plan is demanded", () => {
    const run = session([]);
    expect(run.isForeign).toBe(true);
    registered(run, a);
    expect(run.isForeign).toBe(true);
    registered(run, plan);
    registered(run, a);
    expect(run.isForeign).toBe(false);
    expect(session([], { plan: "always" }).isForeign).toBe(false);
  });

  it("is told by the whole stack in the end", () => {
    const run = session([]);
    atEnd(run, a, plan, b);
    expect(run.isForeign).toBe(false);
    atEnd(run, a, b);
    expect(run.isForeign).toBe(true);
  });
});
