import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";

import { s3 } from "../lives/datadog-shared.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
});

it("an order that leaves out an index is refused by the vendor", async () => {
  await engine.up("datadog:index/logsIndex:LogsIndex", "first", { name: "first", filters: [{ query: "env:dev" }] });
  const short = engine.up("datadog:index/logsIndexOrder:LogsIndexOrder", "short", { indexes: ["first"] });
  await expect(short).rejects.toThrow("Index main is missing in the order");
  await engine.down("first");
});

describe("refusals", () => {
  const cases: readonly (readonly [string, string, object, readonly string[]])[] = [
    [
      "a policy without its rule",
      "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
      { policyType: "tag" },
      ["tagPolicy"],
    ],
    [
      "an index with a limit of nothing and two filters",
      "datadog:index/logsIndex:LogsIndex",
      { name: "a", dailyLimit: 0, dailyLimitWarningThresholdPercentage: 20, filters: [{ query: "a" }, { query: "b" }] },
      ["dailyLimit", "dailyLimitWarningThresholdPercentage", "filters"],
    ],
    [
      "a metric that computes something else",
      "datadog:index/logsMetric:LogsMetric",
      { name: "a", compute: { aggregationType: "sum" }, filter: {} },
      ["compute.aggregationType", "filter.query"],
    ],
    [
      "an archive with two destinations",
      "datadog:index/logsArchive:LogsArchive",
      { name: "a", query: "*", compressionMethod: "LZ4", s3Archive: s3, gcsArchive: { bucket: "b", clientEmail: "e" } },
      ["compressionMethod", "s3Archive"],
    ],
  ];
  it.each(cases)("%s is refused before any request", (_what, type, inputs, properties) => {
    const { failures } = engine.check(type, "odd", { ...inputs });
    expect(failures.map(({ property }) => property).toSorted()).toEqual(properties);
  });
});
