/** The rules as policies of the SDK: one judges, each other one reports what its rule found (P7, issue 8 points 2 and 5). */
import type { JudgedResource } from "@launchgate/core";
import type { Policy, PolicyConfigSchema } from "@pulumi/policy";
import { beforeAll, describe, expect, it } from "vitest";
import { judgeStack, PACK_NAME, ruleInfos } from "../../../policy/pack.ts";
import { settingsSchema } from "../../../policy/kernel/settings.ts";
import { sdkPolicies } from "../../../policy/sdk/sdk-policies.ts";
import { rules } from "../../../policy/rules/index.ts";
import { captured } from "../captured.ts";
import { made } from "../hand-made.ts";
import { StackEdit } from "../stack-edit.ts";
import { EngineRun, outputsOf } from "./engine-run.ts";

const working = new Date("2026-11-24T10:00:00+01:00");
const gate = "web-prod-gate-environment";
const selfReview = "github-environment-forbid-self-review";
const environment = (name: string): JudgedResource =>
  made("github:index/repositoryEnvironment:RepositoryEnvironment", name, { environment: name, repository: "shop" });

let prod: readonly JudgedResource[];
beforeAll(async () => {
  prod = await captured("prod");
});

const policies = (plan: "auto" | "always", now = working, phase: "preview" | "update" = "preview"): Policy[] =>
  sdkPolicies({ plan, now: () => now, phase: () => phase });
const names = (list: readonly { readonly policy: string }[]): string[] => list.map(({ policy }) => policy);

describe("the pack", () => {
  it("is the judge, a policy for each rule with all that a reader needs, and one for refused waivers", () => {
    const [judge, ...others] = policies("always");
    expect(judge).toMatchObject({
      name: PACK_NAME,
      description: "Release rules: advice, what cannot be judged yet, and waivers.",
      enforcementLevel: "advisory",
    });
    const shown = others.map(
      ({ name, displayName, description, severity, tags, remediationSteps, url, enforcementLevel }) => ({
        name,
        displayName,
        description,
        severity,
        tags,
        remediationSteps,
        url,
        enforcementLevel,
      }),
    );
    const wanted = ruleInfos.map(({ id, title, severity, tags, requirements, fix, link }) => ({
      name: id,
      displayName: title,
      description: title,
      severity,
      tags: [...tags, ...requirements],
      remediationSteps: fix,
      url: link,
      enforcementLevel: "mandatory",
    }));
    const refusals = {
      name: "release-rules-waivers",
      displayName: undefined,
      description: "A waiver is exact, short and for a rule that exists.",
      severity: "high",
      tags: undefined,
      remediationSteps: undefined,
      url: undefined,
      enforcementLevel: "mandatory",
    };
    expect(shown).toEqual([...wanted, refusals]);
  });

  it("describes its settings to the engine: every one, with what it may be", () => {
    const { properties = {} } = (policies("always")[0]?.configSchema ?? {}) as Partial<PolicyConfigSchema>;
    expect(Object.keys(properties)).toEqual(Object.keys(settingsSchema.shape));
    expect(properties["minimumReviews"]).toMatchObject({ type: "integer", default: 1, minimum: 1, maximum: 10 });
  });

  it("shows functions of every policy until it has judged: the engine asks what there are", () => {
    const single = rules.filter(({ scope }) => scope === "resource").map(({ id }) => id);
    const list = policies("always");
    const having = (key: "validateResource" | "validateStack"): string[] =>
      list.filter((each) => key in each && typeof each[key as keyof Policy] === "function").map(({ name }) => name);
    expect(having("validateResource")).toEqual([PACK_NAME, ...single]);
    expect(having("validateStack")).toEqual(list.map(({ name }) => name));
    new EngineRun(list).both(prod);
    expect(having("validateResource")).toEqual([PACK_NAME]);
    const { notApplicable } = new EngineRun(list).both(prod).stack;
    expect(having("validateStack")).toEqual([PACK_NAME, ...Object.keys(notApplicable)]);
  });
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

describe("the moment", () => {
  const closed = "plan-freeze-forbid-update";
  const shared = () => captured("shared");
  const blocked = async (run: EngineRun): Promise<boolean> =>
    names(run.both(await shared()).stack.reported).includes(closed);
  const night = new Date("2026-11-23T03:00:00+01:00");

  it("is that of the clock it is made with", async () => {
    expect(await blocked(new EngineRun(policies("always", night, "update")))).toBe(true);
    expect(await blocked(new EngineRun(policies("always", working, "update")))).toBe(false);
  });

  it("is the configured one, where there is one", async () => {
    expect(await blocked(new EngineRun(policies("always", working, "update"), { at: night.toISOString() }))).toBe(true);
    expect(await blocked(new EngineRun(policies("always", night, "update"), { at: working.toISOString() }))).toBe(
      false,
    );
  });

  it("is the machine's by default, and a run of which nothing is told is an update", async () => {
    const ended = new StackEdit(await shared()).set("release-plan", "freeze.windows", {}).resources;
    expect(names(new EngineRun(sdkPolicies({ plan: "always" })).both(ended).stack.reported)).toContain(closed);
    const risk = new StackEdit(prod);
    const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
    const said = (expires: string): string[] => {
      const edit = risk.set("release-plan", "risks.penetration-test.expires", expires);
      return names(new EngineRun(sdkPolicies({ plan: "always" })).both(edit.resources).stack.reported);
    };
    expect(said(days(-3))).toContain("plan-risk-forbid-expired");
    expect(said(days(3))).not.toContain("plan-risk-forbid-expired");
  });
});
