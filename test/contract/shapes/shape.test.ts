import { describe, expect, it } from "vitest";
import { neonInputs } from "./neon-schema.ts";
import { PulumiSchema } from "./pulumi-schema.ts";
import { SdkTypes } from "../../../scripts/shapes/sdk-types.ts";
import { misfits, type Shape } from "../../../scripts/shapes/shape.ts";

/** A checker that finds nothing wrong in wrong inputs proves nothing: each source is shown what it must refuse. */
const schema = new PulumiSchema({
  provider: { inputProperties: { token: { type: "string" } }, requiredInputs: ["token"] },
  types: {
    "x:index/Step:Step": { properties: { percent: { type: "integer" } }, required: ["percent"] },
  },
  resources: {
    "x:index/ramp:Ramp": {
      inputProperties: {
        name: { type: "string" },
        steps: { type: "array", items: { $ref: "#/types/x:index%2FStep:Step" } },
        labels: { type: "object", additionalProperties: { type: "string" } },
      },
      requiredInputs: ["name"],
    },
  },
});
const ramp = schema.inputs("x:index/ramp:Ramp")!;

describe("a Pulumi schema", () => {
  const good = { name: "r", steps: [{ percent: 5 }], labels: { a: "b" } };
  it("accepts what fits, secrets and stand-ins included", () => {
    expect(misfits(ramp, good)).toEqual([]);
    expect(misfits(ramp, { ...good, name: "[secret]", steps: [{ percent: "<x:Team a: id>" }] })).toEqual([]);
  });
  it.each<[string, unknown, string]>([
    ["an unknown input", { ...good, nam: 1 }, "nam: x:index/ramp:Ramp has no such input"],
    ["a missing input", { steps: [] }, "name: missing, x:index/ramp:Ramp requires it"],
    ["a wrong type", { name: 5 }, "name: number where string belongs"],
    ["a fraction", { name: "r", steps: [{ percent: 0.5 }] }, "steps[0].percent: number where integer belongs"],
    [
      "an unknown nested input",
      { name: "r", steps: [{ percent: 1, x: 1 }] },
      "steps[0].x: x:index/Step:Step has no such input",
    ],
    ["a missing nested input", { name: "r", steps: [{}] }, "steps[0].percent: missing, x:index/Step:Step requires it"],
    ["a map for a list", { name: "r", steps: {} }, "steps: a map where a list belongs"],
    ["a list for a map", { name: "r", labels: [] }, "labels: a list where a map belongs"],
    ["a number in a map of text", { name: "r", labels: { a: 1 } }, "labels.a: number where string belongs"],
  ])("refuses %s", (_what, inputs, message) => {
    expect(misfits(ramp, inputs)).toEqual([message]);
  });
  it("has the provider's own inputs", () => {
    expect(misfits(schema.inputs("pulumi:providers:x")!, {})).toEqual([
      "token: missing, pulumi:providers:x requires it",
    ]);
  });
  it("does not know other types", () => {
    expect(schema.inputs("x:index/other:Other")).toBeUndefined();
  });
});

describe("the types of an SDK", () => {
  const type = "datadog:index/monitorConfigPolicy:MonitorConfigPolicy";
  const repository = "github:index/repository:Repository";
  const sdk = new SdkTypes([type, repository, "datadog:index/none:None"]);
  const policy = sdk.inputs(type)!;
  const tagPolicy = { tagKey: "owner", tagKeyRequired: true, validTagValues: ["a"] };

  it("accept what fits", () => {
    expect(misfits(policy, { policyType: "tag", tagPolicy })).toEqual([]);
  });
  it.each<[string, unknown, string]>([
    ["an unknown input", { policyType: "tag", kind: "x" }, `kind: ${type} has no such input`],
    ["a missing input", {}, `policyType: missing, ${type} requires it`],
    ["a wrong type", { policyType: true }, "policyType: boolean where string belongs"],
    [
      "a nested wrong type",
      { policyType: "tag", tagPolicy: { ...tagPolicy, validTagValues: [1] } },
      "tagPolicy.validTagValues[0]: number where string belongs",
    ],
    [
      "an unknown nested input",
      { policyType: "tag", tagPolicy: { ...tagPolicy, x: 1 } },
      "tagPolicy.x: MonitorConfigPolicyTagPolicy has no such input",
    ],
  ])("refuse %s", (_what, inputs, message) => {
    expect(misfits(policy, inputs)).toEqual([message]);
  });
  it("name what is deprecated", () => {
    expect(misfits(sdk.inputs(repository)!, { private: true })).toEqual([
      expect.stringMatching(/^private: deprecated, /),
    ]);
  });
  it("carry the documentation of inputs at any depth", () => {
    const texts = new Map(sdk.documentation(type).map(({ path, text }) => [path, text]));
    expect(texts.get("policyType")).toContain("Valid values are");
    expect([...texts.keys()]).toContain("tagPolicy.validTagValues");
  });
  it("do not know other types", () => {
    expect(sdk.inputs("datadog:index/none:None")).toBeUndefined();
  });
});

describe("neon-pulumi's table", () => {
  const branch: Shape = neonInputs("neon:index:Branch")!;
  it.each<[string, unknown, string[]]>([
    ["accepts what fits", { projectId: "still-river-1", initSource: "schema-only" }, []],
    ["refuses a missing input", {}, ["projectId: missing, neon:index:Branch requires it"]],
    [
      "refuses a value that is not on the wire",
      { projectId: "p", initSource: "schemaOnly" },
      ['initSource: "schemaOnly" is none of "parent-data", "schema-only"'],
    ],
    ["refuses an unknown input", { projectId: "p", x: 1 }, ["x: neon:index:Branch has no such input"]],
  ])("%s", (_what, inputs, expected) => {
    expect(misfits(branch, inputs)).toEqual(expected);
  });
});
