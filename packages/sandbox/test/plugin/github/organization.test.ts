import { beforeAll, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "github");
});

it("refuses what the provider refuses, with the property", () => {
  const { failures } = engine.check("github:index/team:Team", "odd", { name: "", privacy: "open" });
  expect(failures.map(({ property }) => property)).toEqual(["name", "privacy"]);
});
