import { describe, expect, it } from "vitest";
import { metrics, type MetricContract } from "../../../../components/datadog/metrics.ts";
import { requestMetrics } from "../../../../components/datadog/request-metrics.ts";
import { captureGlobals, captureService } from "./reference-capture.ts";
import { referenceModel, serviceArgs } from "./reference.ts";

const contracts: readonly MetricContract[] = Object.values(metrics);

/** Every `aggregation:metric{tags}` in the text. */
const readsOf = (text: string): { name: string; tags: string[] }[] =>
  [
    ...text.matchAll(
      /(?:sum|avg|max|min|count|p95|count\(v: v[<>]=?\d+\)):([a-z][\w.]*)\{([^}]*)\}(?: by \{([^}]*)\})?/g,
    ),
  ].map(([, name = "", filter = "", by = ""]) => ({
    name,
    tags: [...filter.split(",").map((each) => each.replace(/^[!$]/, "").split(":")[0] ?? ""), ...by.split(",")].filter(
      (each) => each !== "" && each !== "*",
    ),
  }));

describe("metrics", () => {
  it("are the only ones read, apart from those the model names, and only by the tags they carry", async () => {
    const model = referenceModel();
    const named = Object.values(model.services).flatMap((service) => [
      service.businessMetric.metric,
      ...Object.values(service.dependencies).map((each) => each.metric),
    ]);
    const captured = [await captureService(serviceArgs(model)), await captureGlobals()];
    const reads = readsOf(JSON.stringify(captured.flatMap((each) => each.resources)).replaceAll("\\", ""));
    expect(reads.length).toBeGreaterThan(50);
    for (const { name, tags } of reads) {
      const contract = contracts.find((each) => each.name === name);
      const carried = contract?.tags ?? (named.includes(name) ? ["service", "env"] : []);
      for (const tag of tags) expect(carried, `${name} by ${tag}`).toContain(tag);
    }
    const read = new Set(reads.map((each) => each.name));
    expect(contracts.map((each) => each.name).filter((name) => !read.has(name))).toEqual([]);
  });

  it("that come from the request log are exactly those derived from it, by the same tags", () => {
    const fromLog = contracts.filter((each) => each.emitter === "request-log");
    expect(requestMetrics.map((each) => each.name)).toEqual(fromLog.map((each) => each.name));
    for (const { name, tags } of requestMetrics) {
      const contract = fromLog.find((each) => each.name === name);
      expect(contract?.tags).toEqual(["service", "env", "version", ...Object.keys(tags)]);
    }
  });

  it("have names of their own", () => {
    expect(new Set(contracts.map((each) => each.name)).size).toBe(contracts.length);
  });
});
