/** Edges of the rules for Vercel (L1, L3, S2). */
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { forbidPlainSecrets } from "../../../policy/rules/vercel/forbid-plain-secrets.ts";
import { limitRamp } from "../../../policy/rules/vercel/limit-ramp.ts";
import { requireRateLimit } from "../../../policy/rules/vercel/require-rate-limit.ts";
import { requireSensitiveVariables } from "../../../policy/rules/vercel/require-sensitive-variables.ts";
import { editable } from "../editable.ts";
import { made, said } from "../hand-made.ts";

type Inputs = Readonly<Record<string, unknown>>;
const ofOne = (rule: Rule, inputs: Inputs): string[] =>
  said(rule, [made(rule.types[0] ?? "", "one", { ...inputs })]).map((each) => each.replace(/^\w+ one: /, ""));
// Put together here, so that no scanner takes it for a real one.
const random = ["q9Zr", "T2mX", "w7Lk", "B4vN"].join("");

it.for<readonly [what: string, inputs: Inputs, told: readonly string[]]>([
  [
    "a credential",
    { key: "API_TOKEN", value: random },
    ['variable "API_TOKEN" holds what looks like a credential in plain text'],
  ],
  [
    "a credential under the resource's name",
    { value: "short", key: "PASSWORD" },
    ['variable "PASSWORD" holds what looks like a credential in plain text'],
  ],
  ["a credential that nobody can read back", { key: "API_TOKEN", value: random, sensitive: true }, []],
  ["what the plan shows in place of a secret", { key: "PASSWORD", value: "[secret]" }, []],
  ["a name without a value", { key: "PASSWORD" }, []],
  ["a plain value", { key: "STAGE", value: "prod" }, []],
])("%s", ([, inputs, told]) => {
  expect(ofOne(forbidPlainSecrets, inputs)).toEqual(told);
});

it.for<readonly [steps: readonly (number | undefined)[], good: boolean]>([
  [[10, 100], true],
  [[0, 100], true],
  [[-1, 100], true],
  [[10, 50, 100], true],
  [[100], false],
  [[], false],
  [[50, 50, 100], false],
  [[50, 10, 100], false],
  [[10, 50], false],
  [[10, undefined, 100], false],
])("the steps %j are a ramp: %s", ([steps, good]) => {
  const told = `the rolling release takes the steps ${steps.map((each) => each ?? 0).join(", ") || "none"}`;
  expect(ofOne(limitRamp, { stages: steps.map((targetPercentage) => ({ targetPercentage })) })).toEqual(
    good ? [] : [told],
  );
});

it.for<readonly [rules: readonly Inputs[], good: boolean]>([
  [[{ action: { action: "rate_limit" } }], true],
  [[{ action: { action: "deny" } }, { active: true, action: { action: "rate_limit" } }], true],
  [[{ action: { action: "deny" } }], false],
  [[{ active: false, action: { action: "rate_limit" } }], false],
  [[], false],
])("rules %j limit requests: %s", ([rules, good]) => {
  const told = ["no rule of the firewall limits requests"];
  expect(ofOne(requireRateLimit, { rules: { rules } })).toEqual(good ? [] : told);
});

describe("variables that the plan calls secret", () => {
  const secret = "AN_OWN_SECRET";
  const copy = editable("prod");
  const prod = (inputs: Inputs) =>
    copy()
      .set("release-plan", "serviceFacts.web.secretVariables", [secret, "STAGE"])
      .set("release-plan", "serviceFacts.bridge-api.secretVariables", [])
      .add({ type: requireSensitiveVariables.types[0] ?? "", name: "one", inputs: { ...inputs } });

  it.for<readonly [inputs: Inputs, good: boolean]>([
    [{ key: secret, sensitive: true }, true],
    [{ key: secret }, false],
    [{ key: secret, targets: ["production"] }, false],
    [{ key: secret, targets: ["development"] }, true],
    [{ key: "STAGE" }, true],
    [{ key: "PLAIN" }, true],
  ])("%j is kept right: %s", ([inputs, good]) => {
    const told = said(requireSensitiveVariables, prod(inputs).resources).filter((each) => each.includes(" one: "));
    expect(told).toEqual(good ? [] : [`violation one: variable "${secret}" can be read back`]);
  });
});
