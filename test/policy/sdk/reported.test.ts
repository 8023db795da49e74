/** What the policies report of a stack of ours and of a program of others: one judges, each of the others speaks for its rule (P7, issue 8 points 2 and 5). */
import type { JudgedResource } from "@launchgate/core";
import { beforeAll, describe, expect, it } from "vitest";
import { judgeStack, PACK_NAME } from "../../../policy/pack.ts";
import { rules } from "../../../policy/rules/index.ts";
import { captured } from "../captured.ts";
import { StackEdit } from "../stack-edit.ts";
import { EngineRun, outputsOf } from "./engine-run.ts";
import { environment, names, policies, working } from "./pack.ts";

const gate = "web-prod-gate-environment";
const selfReview = "github-environment-forbid-self-review";
let prod: readonly JudgedResource[];
beforeAll(async () => {
  prod = await captured("prod");
});

describe("a stack of ours", () => {
  it("that keeps the rules is told of nothing that blocks", () => {
    const { each, stack } = new EngineRun(policies("always")).both(prod);
    expect(each).toEqual([]);
    expect(names(stack.reported).filter((name) => name !== PACK_NAME)).toEqual([]);
  });

  it("is told of one resource before it is written, and of the whole at the end", () => {
    const edit = new StackEdit(prod)
      .set(gate, "preventSelfReview", false)
      .remove("web-prod-pager-service", "web-prod-pager-tickets");
    const { each, stack } = new EngineRun(policies("always")).both(edit.resources);
    const urn = edit.one(gate).urn;
    const rule = rules.find(({ id }) => id === selfReview);
    const [found] = judgeStack({
      resources: edit.resources,
      now: working,
      settings: { plan: "always" },
    }).findings.filter((one) => one.rule === selfReview);
    expect(each).toEqual([{ policy: selfReview, message: `${found?.message ?? ""}. Fix: ${rule?.fix ?? ""}`, urn }]);
    expect(names(stack.reported).filter((name) => name !== PACK_NAME)).toEqual(["across-service-require-pager"]);
    const ofJudge = stack.reported.filter(({ policy }) => policy === PACK_NAME);
    expect(ofJudge.filter(({ message }) => message.includes("across-service-require-pager"))).toEqual([]);
  });

  it("is told by the judge of what does not block, with the name of the rule before it", () => {
    const waiver = {
      rule: selfReview,
      stack: "prod",
      resource: gate,
      owner: "ada-brandt",
      reason: "A test of how waivers excuse one resource.",
      link: "https://example.com/issues/1",
      granted: "2026-11-23",
      expires: "2026-11-30",
      timeZone: "UTC",
    };
    const edit = new StackEdit(prod).set(gate, "preventSelfReview", false).set("release-plan", "waivers.one", waiver);
    const { each, stack } = new EngineRun(policies("always")).both(edit.resources);
    expect(each).toEqual([]);
    const told = stack.reported.filter(({ message }) => message.startsWith(`${selfReview}: waived: `));
    expect(told).toMatchObject([{ policy: PACK_NAME, urn: edit.one(gate).urn }]);
    expect(names(stack.reported).filter((name) => name !== PACK_NAME)).toEqual([]);
  });

  it("is stopped by a waiver that is refused, under a name of its own", () => {
    const edit = new StackEdit(prod).set("release-plan", "waivers.one", { rule: "*" });
    const { stack } = new EngineRun(policies("always")).both(edit.resources);
    const refused = stack.reported.filter(({ policy }) => policy !== PACK_NAME);
    expect(names(refused)).toEqual(["release-rules-waivers"]);
  });

  it("lacks what rules need: each says that it does not apply, and for want of what", () => {
    const { notApplicable } = new EngineRun(policies("always")).both(prod).stack;
    const verdict = judgeStack({ resources: prod, now: working, settings: { plan: "always" } });
    expect(Object.keys(notApplicable)).toEqual(Object.keys(verdict.notApplicable));
    const off = Object.entries(verdict.notApplicable).filter(([, why]) => why.startsWith("off "));
    expect(off.length).toBeGreaterThan(0);
    for (const [id, why] of off) expect(notApplicable[id]).toBe(`(none: ${why})`);
    const absent = Object.keys(notApplicable).filter((id) => !off.some(([each]) => each === id));
    const types = absent.map((id) => rules.find((rule) => rule.id === id)?.types.join(" or "));
    expect(absent.length).toBeGreaterThan(0);
    expect(absent.map((id) => notApplicable[id])).toEqual(types);
  });

  it("must have a plan, where one is demanded", () => {
    const { stack } = new EngineRun(policies("always")).both([environment("production")]);
    expect(names(stack.reported)).toContain("plan-stack-require-release-plan");
  });
});

describe("a program of others", () => {
  it("is judged without a plan: rules that read one do not apply for want of it", () => {
    const { each, stack } = new EngineRun(policies("auto")).both([environment("production")]);
    expect(names(each)).toEqual([
      "github-environment-require-approvers",
      selfReview,
      "github-environment-forbid-admin-bypass",
    ]);
    const wanted = rules.map(({ id, levels, readsPlan, types }) => {
      const lacking = readsPlan ? "launchgate:release:ReleasePlan" : types.join(" or ");
      return [id, levels.foreign === "off" ? "(none: off for foreign)" : lacking];
    });
    const skipped = Object.keys(stack.notApplicable);
    expect(Object.entries(stack.notApplicable)).toEqual(wanted.filter(([id = ""]) => skipped.includes(id)));
    expect(skipped).toEqual(expect.arrayContaining(rules.flatMap(({ id, readsPlan }) => (readsPlan ? [id] : []))));
    expect(skipped).toContain("vercel-project-forbid-auto-assign");
  });

  it("is sent to the vendor's page, where the fix is in a model that it does not have", () => {
    const { each } = new EngineRun(policies("auto")).both([environment("production")]);
    const link = rules.find(({ id }) => id === selfReview)?.link ?? "none";
    expect(each.find(({ policy }) => policy === selfReview)?.message).toContain(`See ${link}`);
  });

  it("may set what it is judged by, for each resource and for the stack", () => {
    const run = (settings: Record<string, unknown>) => new EngineRun(policies("auto"), settings);
    const live = { productionEnvironments: "^live$" };
    expect(run(live).both([environment("production")])).toMatchObject({ each: [], stack: { reported: [] } });
    expect(names(run(live).resource(environment("live")))).toContain(selfReview);
    const atOnce = run(live).stack([outputsOf(environment("live"))]);
    expect(names(atOnce.reported)).toContain(selfReview);
  });
});
