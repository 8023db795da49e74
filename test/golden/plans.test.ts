import { readdirSync } from "node:fs";
import { neededSettings } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { StandIns } from "../../packages/cli/src/offline/stand-ins.ts";
import { releaseFacts } from "../../packages/cli/src/plan/facts.ts";
import { allPlans, fixedInstant, planOf, stackNames } from "../helpers/stack-plans.ts";
import { differences, expectGolden, goldenPath, goldenText } from "./golden-file.ts";
import { scrubbedPlan } from "./scrub.ts";

/** The real program of each stack of the reference organisation (P1, P3, P6, T1, O1, O2), changed only by an explicit command. */
describe.each(stackNames)("stack %s", (stack) => {
  it("plans what its golden holds", async () => {
    const { resources } = (await allPlans()).get(stack)!;
    await expectGolden(scrubbedPlan(resources), goldenPath("plans", `${stack}.json`), differences);
  });

  it("tells the release facts that its golden holds", async () => {
    const { model, resources } = (await allPlans()).get(stack)!;
    await expectGolden(releaseFacts(model, resources, fixedInstant), goldenPath("facts", `${stack}.json`), differences);
  });

  it("plans the same again", async () => {
    const first = (await allPlans()).get(stack)!;
    const second = await planOf(stack);
    expect(goldenText(scrubbedPlan(second.resources))).toBe(goldenText(scrubbedPlan(first.resources)));
  });

  it("registers no URN twice", async () => {
    const urns = (await allPlans()).get(stack)!.resources.map(({ urn }) => urn);
    expect(urns.filter((urn, index) => urns.indexOf(urn) !== index)).toEqual([]);
  });

  it("shows no secret, neither of the configuration nor made by a vendor (S2)", async () => {
    const { model, resources } = (await allPlans()).get(stack)!;
    const configured = neededSettings(model)
      .filter(({ secret }) => secret)
      .map(({ key }) => `<${key}>`);
    const text = JSON.stringify(resources);
    const shown = [...configured, ...resources.flatMap(({ type, name }) => vendorSecrets(type, name))];
    expect(configured.length).toBeGreaterThan(3);
    expect(shown.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toContain("[secret]");
  });

  it("names only parents and dependencies that it registers", async () => {
    const { resources } = (await allPlans()).get(stack)!;
    const urns = new Set(resources.map(({ urn }) => urn));
    const named = resources.flatMap(({ parent, dependencies }) => [...(parent ? [parent] : []), ...dependencies]);
    expect(named.filter((urn) => !urns.has(urn))).toEqual([]);
  });
});

describe.skipIf(process.env["UPDATE_GOLDEN"] === "1")("golden files (skipped while they are updated)", () => {
  it.each(["plans", "facts"])("in %s are those of the stacks, none more", (folder) => {
    expect(readdirSync(goldenPath(folder)).sort()).toEqual(stackNames.map((name) => `${name}.json`).sort());
  });
});

/** What stands in for the secret outputs of a resource. */
function vendorSecrets(type: string, name: string): string[] {
  const marked = new StandIns().outputs(type, name, (value) => ({ secret: value }));
  return Object.values(marked).flatMap((each) =>
    each !== null && typeof each === "object" && "secret" in each ? [String(each.secret)] : [],
  );
}
