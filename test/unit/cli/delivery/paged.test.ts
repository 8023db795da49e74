import { describe, expect, it } from "vitest";
import { isPaged } from "../../../../packages/cli/src/delivery/paged.ts";
import type { StackOutcome } from "../../../../packages/cli/src/delivery/stack-outcome.ts";

const stopped = (...paged: readonly boolean[]): StackOutcome => ({
  stack: "prod",
  result: "stopped",
  exitCode: 4,
  pages: paged.map((each, index) => ({ service: `s${String(index)}`, paged: each, text: "" })),
});
const passed: StackOutcome = { stack: "staging", result: "passed", exitCode: 0 };

describe("whether a delivery paged by itself (P9)", () => {
  it.each([
    ["it paged for its service", [passed, stopped(true)], true],
    ["it paged for both services", [stopped(true, true)], true],
    ["one of two could not be paged", [stopped(true, false)], false],
    ["nobody could be paged", [stopped(false)], false],
    ["it had nobody to page", [stopped()], false],
    ["it stopped before it did anything", [passed], false],
    ["it came to no stack", [], false],
  ] as const)("%s", (_what, stacks, expected) => {
    expect(isPaged({ stacks })).toBe(expected);
  });
});
