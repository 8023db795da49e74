import { expect, test } from "vitest";
import { refreshLoss, vendorObjects } from "../../../packages/cli/src/engine/refresh-guard.ts";
import { outcomeOf, step } from "./engine-double.ts";

const state = (vendors: number) => ({
  version: 3,
  deployment: {
    resources: [
      { type: "pulumi:pulumi:Stack" },
      { type: "pulumi:providers:neon", custom: true },
      { type: "launchgate:neon:ServiceDatabase" },
      ...Array.from({ length: vendors }, () => ({ type: "neon:index:Role", custom: true })),
    ],
  },
});
const drops = (count: number) => outcomeOf(Array.from({ length: count }, (_, n) => step("delete", `r${String(n)}`)));

/** Dropped, of how many, and whether a person must say yes: more than 20 % and at least 3, or everything. (L4) */
test.each([
  [0, 0, false],
  [0, 10, false],
  [1, 10, false],
  [2, 5, false],
  [2, 2, true],
  [1, 1, true],
  [3, 15, false],
  [3, 14, true],
  [20, 100, false],
  [21, 100, true],
  [100, 100, true],
  [1, 0, true],
])("%i of %i: asked %s", (dropped, total, asked) => {
  const loss = refreshLoss(drops(dropped), state(total));
  expect(loss).toMatchObject({ total, mustAsk: asked });
  expect(loss.dropped).toHaveLength(dropped);
});

test("deletions that only the engine's count knows are counted; providers and components are no vendor objects", () => {
  const counted = { ...outcomeOf([]), changes: { create: 0, update: 0, replace: 0, delete: 5, same: 0 } };
  expect(refreshLoss(counted, state(10)).mustAsk).toBe(true);
  expect(vendorObjects(state(4).deployment)).toBe(4);
  expect(vendorObjects(null)).toBe(0);
});
