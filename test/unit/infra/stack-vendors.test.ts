import { neededSettings, resolveModel, selectStack, valueOrThrow, vendorsOf, type StackModel } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { captureProgram, type Capture } from "../../../packages/cli/src/offline/capture.ts";
import { program } from "../../../infra/program.ts";
import { model as written } from "../../../stacks/index.ts";

const at = new Date("2026-11-21T10:00:00Z");
type Change = (model: StackModel) => void;

/** A fresh copy of the model with one stack chosen, changed by a test. */
function modelOf(stack: string, change: Change = () => undefined): StackModel {
  const model = structuredClone(selectStack(valueOrThrow(resolveModel(written, { at })), stack));
  change(model);
  return model;
}

/** The stack's program with just the settings that it asks for, those of `shared` made first. */
async function run(model: StackModel): Promise<Capture> {
  const shared = model.stack.kind === "shared" ? {} : { shared: (await run(sharedOf(model))).outputs };
  const needed = neededSettings(model).filter(({ fallback }) => fallback === undefined);
  return captureProgram({
    project: "launchgate",
    stack: model.stackName,
    config: Object.fromEntries(needed.map(({ key }) => [`launchgate:${key}`, `<${key}>`])),
    secretKeys: needed.filter(({ secret }) => secret).map(({ key }) => `launchgate:${key}`),
    stackOutputs: shared,
    program: () => program(model, at),
  });
}

const sharedOf = (model: StackModel): StackModel => ({ ...model, stackName: "shared", stack: { kind: "shared" } });

const none =
  (...vendors: (keyof StackModel["vendors"])[]): Change =>
  (model) => {
    for (const vendor of vendors) model.vendors[vendor].plan = "none";
  };
const withGroups: Change = (model) => {
  model.vendors.vercel.plan = "enterprise";
};
const withoutDatabases: Change = (model) => {
  for (const service of Object.values(model.services)) {
    delete service.neon;
    service.vercel.environment = {};
  }
};
const withoutBudget: Change = (model) => {
  for (const stage of Object.values(model.stages)) delete stage.budget;
};
const all =
  (...changes: Change[]): Change =>
  (model) => {
    for (const change of changes) change(model);
  };

const cases: readonly (readonly [string, string, Change, readonly string[]])[] = [
  ["shared", "as written", () => undefined, ["github", "pagerduty", "datadog"]],
  ["shared", "with access groups", withGroups, ["github", "vercel", "pagerduty", "datadog"]],
  ["shared", "without PagerDuty", none("pagerduty"), ["github", "datadog"]],
  ["dev", "as written: it pages nobody", () => undefined, ["github", "vercel", "neon", "datadog"]],
  ["prod", "as written", () => undefined, ["github", "vercel", "neon", "pagerduty", "datadog"]],
  ["prod", "without databases", withoutDatabases, ["github", "vercel", "pagerduty", "datadog"]],
  ["prod", "without Vercel, with a budget", none("vercel"), ["github", "neon", "pagerduty", "datadog"]],
  ["prod", "without Vercel and budget", all(none("vercel"), withoutBudget), ["github", "neon", "pagerduty"]],
  ["drill", "as written", () => undefined, ["github", "vercel", "neon", "pagerduty", "datadog"]],
];

describe.each(cases)("%s, %s", (stack, _what, change, expected) => {
  it(`declares ${expected.join(", ")}; providers and settings agree`, async () => {
    const model = modelOf(stack, change);
    expect(vendorsOf(model)).toEqual(expected);
    const { resources } = await run(model);
    const providers = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
    expect(providers.map(({ name }) => name).sort()).toEqual([...expected].sort());
    const vendors = resources.filter(({ custom, type }) => custom && !/^(?:pulumi|random):/.test(type));
    expect([...new Set(vendors.map(({ type }) => type.split(":")[0]))].sort()).toEqual([...expected].sort());
  });
});

describe("neededSettings", () => {
  const keys = (stack: string, change?: Change): string[] =>
    neededSettings(modelOf(stack, change)).map(({ key }) => key);

  it("asks dev for no token of PagerDuty and shared for none of Vercel", () => {
    expect(keys("dev").filter((key) => key.startsWith("pagerDuty"))).toEqual([]);
    expect(keys("shared").filter((key) => key.startsWith("vercel"))).toEqual([]);
    expect(keys("shared").filter((key) => key.startsWith("neon"))).toEqual([]);
  });

  it("asks for them where something is declared", () => {
    expect(keys("prod")).toEqual(expect.arrayContaining(["pagerDutyToken", "pagerDutyEndpoint", "vercelToken"]));
    expect(keys("shared", withGroups)).toEqual(expect.arrayContaining(["vercelTeam", "vercelToken"]));
    expect(keys("shared")).toEqual(expect.arrayContaining(["pagerDutyToken", "pagerDutySubdomain", "datadogApiKey"]));
  });
});
