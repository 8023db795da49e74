import { unknown } from "@launchgate/provider-kit";
import { expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { plannedOf } from "../replay.ts";

const handle = withSandbox();

/** Every form of a value in which one place, at any depth, is not known yet. */
function unknownsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    const inside = value.flatMap((each, place) => unknownsOf(each).map((form) => value.with(place, form) as unknown));
    return [unknown, ...inside];
  }
  if (typeof value !== "object" || value === null) return [unknown];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    unknownsOf(each).map((form) => ({ ...value, [key]: form })),
  );
  return [unknown, ...inside];
}

/** What the plans show otherwise than the program says it: addresses are hidden. */
const shown = { "[secret]": "15112345678" } as const;

it("accepts whatever is not known in a preview, at every place of every planned resource", () => {
  const engine = new PracticeEngine(handle.sandbox, "pagerduty");
  const planned = plannedOf("pagerduty", ["shared", "staging", "prod", "drill"]);
  const refused = planned.flatMap(({ type, name, inputs }) => {
    const declared = JSON.parse(JSON.stringify(inputs).replaceAll("[secret]", shown["[secret]"])) as typeof inputs;
    return Object.keys(declared).flatMap((key) =>
      unknownsOf(declared[key]).flatMap((form) =>
        engine.check(type, name, { ...declared, [key]: form }).failures.map((failure) => ({ name, key, failure })),
      ),
    );
  });
  expect(planned.length).toBeGreaterThan(100);
  expect(refused).toEqual([]);
});
