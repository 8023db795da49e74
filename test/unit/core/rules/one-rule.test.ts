/** Each rule by itself on every malformed model that can be read, and on every accepted one: what it reports, and nothing else (P1, P3, R8, L1, T1, T2). */
import { mergeOverlay, modelSchema, parseYamlMap, rules, type Model } from "@launchgate/core";
import { expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { at, told, type OverlayCase } from "../../malformed/overlay-case.ts";
import { onCallCases } from "../../malformed/overlays/on-call.ts";
import { releaseCases } from "../../malformed/overlays/people-and-releases.ts";
import { referenceCases } from "../../malformed/overlays/references.ts";
import { stageCases } from "../../malformed/overlays/stages-and-services.ts";
import { accepted } from "./accepted.tables.ts";

const cases: readonly OverlayCase[] = [
  ...releaseCases,
  ...stageCases,
  ...referenceCases,
  ...onCallCases,
  ...accepted.map((each) => ({ ...each, problems: [] })),
];
const readable = cases.flatMap(
  (each): { readonly name: string; readonly problems: readonly string[]; readonly read: Model }[] => {
    const parsed = modelSchema.safeParse(mergeOverlay({ ...model }, parseYamlMap(each.yaml, "overlay.yaml")));
    return parsed.success ? [{ name: each.name, problems: each.problems, read: parsed.data }] : [];
  },
);

it("every code of a rule comes from a rule", () => {
  const codes = new Set(rules.flatMap((rule) => rule.codes));
  const told = readable.flatMap(({ problems }) => problems.map((each) => each.split(" ")[0] ?? ""));
  expect(told.filter((code) => !codes.has(code))).toEqual([]);
});

it("most of the malformed models can be read", () => {
  expect(readable.length).toBeGreaterThan(100);
});

it.for([...rules])("$id", (rule) => {
  const own = (problems: readonly string[]) => problems.filter((each) => rule.codes.includes(each.split(" ")[0] ?? ""));
  const found = readable.map(({ name, read }) => [name, ...told(rule.check({ model: read, at }))]);
  expect(found).toEqual(readable.map(({ name, problems }) => [name, ...own(problems).sort()]));
});
