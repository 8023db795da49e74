/** Findings on their way from the judge to the policies: kept apart by rule and by turn, handed out once. */
import type { Finding } from "@launchgate/core";
import { expect, it } from "vitest";
import { Outbox } from "../../../policy/sdk/outbox.ts";

function finding(rule: string, message: string): Finding {
  return { kind: "violation", rule, resource: "a", severity: "high", message, fix: "Mend it.", weakenedBy: [] };
}
const [first, second, other] = [finding("one", "first"), finding("one", "second"), finding("two", "other")];

it("hands out what a rule found in one turn, in order and once", () => {
  const box = new Outbox();
  box.put("urn:a", [first, other]);
  box.put("urn:a", [second]);
  expect(box.take("one", "urn:b")).toEqual([]);
  expect(box.take("one", undefined)).toEqual([]);
  expect(box.take("one", "urn:a")).toEqual([first, second]);
  expect(box.take("one", "urn:a")).toEqual([]);
  expect(box.take("two", "urn:a")).toEqual([other]);
});

it("keeps the turns of resources and of the stack apart", () => {
  const box = new Outbox();
  box.put("urn:a", [first]);
  box.put(undefined, [second]);
  expect(box.take("one", undefined)).toEqual([second]);
  expect(box.isEmptyFor("one")).toBe(false);
  expect(box.take("one", "urn:a")).toEqual([first]);
  expect(box.isEmptyFor("one")).toBe(true);
});

it("is empty for a rule only after the judge has spoken", () => {
  const box = new Outbox();
  expect(box.isEmptyFor("one")).toBe(false);
  box.put("urn:a", []);
  expect(box.isEmptyFor("one")).toBe(true);
  box.put("urn:a", [other]);
  expect([box.isEmptyFor("one"), box.isEmptyFor("two")]).toEqual([true, false]);
});
