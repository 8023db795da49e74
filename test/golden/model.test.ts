import { describe, expect, it } from "vitest";
import { referenceModel } from "../helpers/stack-plans.ts";
import { differences, expectGolden, goldenPath, goldenText } from "./golden-file.ts";

describe("the resolved model of the reference organisation", () => {
  it("is what its golden holds (A3, P1)", async () => {
    const { model } = await referenceModel();
    await expectGolden(model, goldenPath("models", "model.json"), differences);
  });

  it("resolves to the same again", async () => {
    const [first, second] = [await referenceModel(), await referenceModel()];
    expect(goldenText(second.model)).toBe(goldenText(first.model));
  });
});
