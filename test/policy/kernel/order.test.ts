/** The order in which findings are told: what blocks first, then the worst, then by name (issue 8, point 4). */
import type { Finding } from "@launchgate/core";
import { expect, it } from "vitest";
import { byWeight, WHOLE_STACK } from "../../../policy/kernel/findings.ts";

const base: Finding = {
  kind: "advice",
  rule: "m",
  resource: "m",
  severity: "high",
  message: "m",
  fix: "",
  weakenedBy: [],
};

it.for<readonly [string, Partial<Finding>, Partial<Finding>]>([
  ["a violation before advice, however small", { kind: "violation", severity: "low" }, { severity: "critical" }],
  ["what is undecided before what is waived", { kind: "undecided" }, { kind: "waived" }],
  ["an expired waiver before a refused one", { kind: "waiver-expired" }, { kind: "waiver-refused" }],
  ["the worse first, whatever the rule", { severity: "critical", rule: "z" }, { rule: "a" }],
  ["then by rule, whatever the resource", { rule: "a", resource: "z" }, { rule: "b", resource: "a" }],
  ["then by resource, whatever the message", { resource: "a", message: "z" }, { resource: "b", message: "a" }],
  ["then by message", { message: "a" }, { message: "b" }],
])("%s", ([, first, second]) => {
  const [one, two] = [
    { ...base, ...first },
    { ...base, ...second },
  ];
  expect(Math.sign(byWeight(one, two))).toBe(-1);
  expect(Math.sign(byWeight(two, one))).toBe(1);
  expect(byWeight(one, { ...one })).toBe(0);
});

it("what belongs to no resource stands under the stack", () => {
  expect(WHOLE_STACK).toBe("stack");
});
