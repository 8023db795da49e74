/** The rules as policies of the SDK: what the engine is shown of them, and the moment that they judge by (P7, L1, issue 8 point 5). */
import type { JudgedResource } from "@launchgate/core";
import type { Policy, PolicyConfigSchema } from "@pulumi/policy";
import { beforeAll, describe, expect, it } from "vitest";
import { settingsSchema } from "../../../policy/kernel/settings.ts";
import { PACK_NAME, ruleInfos } from "../../../policy/pack.ts";
import { rules } from "../../../policy/rules/index.ts";
import { sdkPolicies } from "../../../policy/sdk/sdk-policies.ts";
import { captured } from "../captured.ts";
import { StackEdit } from "../stack-edit.ts";
import { EngineRun } from "./engine-run.ts";
import { names, policies, working } from "./pack.ts";

let prod: readonly JudgedResource[];
beforeAll(async () => {
  prod = await captured("prod");
});

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
