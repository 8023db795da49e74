import { describe, expect, it } from "vitest";
import { compositeStatus } from "../../src/vendors/datadog/monitors/composite.ts";
import type { Status } from "../../src/vendors/datadog/monitors/state.ts";

/** Source: Datadog docs, "Composite monitors", the table of "Computing trigger conditions" where missing data is told. */
const table: readonly (readonly [Status, Status, string, Status])[] = [
  ["Alert", "Warn", "1 && 2", "Warn"],
  ["Alert", "Warn", "1 || 2", "Alert"],
  ["Alert", "OK", "1 && 2", "OK"],
  ["Alert", "OK", "1 || 2", "Alert"],
  ["Warn", "OK", "1 && 2", "OK"],
  ["Warn", "OK", "1 || 2", "Warn"],
  ["No Data", "Warn", "1 && 2", "No Data"],
  ["No Data", "Warn", "1 || 2", "Warn"],
  ["No Data", "OK", "1 && 2", "OK"],
  ["No Data", "OK", "1 || 2", "No Data"],
  ["No Data", "No Data", "1 && 2", "No Data"],
  ["No Data", "No Data", "1 || 2", "No Data"],
  ["OK", "OK", "!1", "Alert"],
  ["Alert", "OK", "!1", "OK"],
  ["Warn", "OK", "!1", "OK"],
  ["No Data", "OK", "!1", "No Data"],
  ["Alert", "Alert", "1 && !2", "OK"],
  ["Alert", "OK", "1 && !2", "Alert"],
  ["OK", "Warn", "!(1 && 2)", "Alert"],
  ["Warn", "Alert", "!(!1 || !2)", "Alert"],
  ["OK", "Alert", "1 && 2 || 2", "Alert"],
];

describe("a composite monitor", () => {
  it.each(table)("of %s and %s by %s is...", (first, second, query, wanted) => {
    expect(compositeStatus(query, (id) => (id === 1 ? first : second))).toBe(wanted);
  });
});
