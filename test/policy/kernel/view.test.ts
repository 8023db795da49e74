/** Values that are not known at preview, as the SDK's own proxy gives them: never a pass, never a fault of the rule. */
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { UnknownValue } from "../../../policy/kernel/faults.ts";
import { View } from "../../../policy/kernel/view.ts";

// The SDK strips the types of what it keeps for itself.
const { unknownCheckingProxy, unknownStringValue } = createRequire(import.meta.url)("@pulumi/policy/proxy.js") as {
  readonly unknownCheckingProxy: (inputs: object) => object;
  readonly unknownStringValue: string;
};
const inputs = { layers: [{ users: ["P1", unknownStringValue] }], name: unknownStringValue, known: { a: [1, 2] } };

const forms: Readonly<Record<string, object>> = {
  "the SDK's proxy": unknownCheckingProxy(inputs),
  "the engine's placeholders": inputs,
};

describe.each(Object.keys(forms))("with %s", (form) => {
  const view = new View(forms[form]);

  it("may have what is not known, has what is known, and has not what is not there", () => {
    expect([view.mayHave("name"), view.mayHave("known"), view.mayHave("nothing")]).toEqual([true, true, false]);
    expect(() => view.has("name")).toThrow(UnknownValue);
  });

  it.each<[string, () => unknown]>([
    ["a text", () => view.text("name")],
    ["an item of a list of texts", () => view.items("layers").flatMap((each) => each.texts("users"))],
    ["a part of a whole", () => view.plain("layers")],
  ])("tells that %s is not known", (_what, read) => {
    expect(read).toThrow(UnknownValue);
  });

  it("reads what is known beside it", () => {
    expect(view.plain("known")).toEqual({ a: [1, 2] });
    expect(view.numbers("known.a")).toEqual([1, 2]);
    expect(view.items("layers")).toHaveLength(1);
  });
});
