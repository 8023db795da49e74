/** The rule against credentials by itself on every leak of the corpus in a model that can be read (S2). */
import { mergeOverlay, modelSchema, parseYamlMap, rules } from "@launchgate/core";
import { expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { at, told } from "../../malformed/overlay-case.ts";
import { secretCases } from "../../malformed/overlays/secrets.ts";

const readable = secretCases.flatMap(({ name, yaml, value, problems }) => {
  const overlay = parseYamlMap(
    yaml.replace("%", () => value),
    "overlay.yaml",
  );
  const parsed = modelSchema.safeParse(mergeOverlay({ ...model }, overlay));
  return parsed.success ? [{ name, problems, read: parsed.data }] : [];
});
const rule = rules.find(({ id }) => id === "secrets");

it("most of the leaks stand in models that can be read", () => {
  expect(readable.length).toBeGreaterThan(15);
});

it.for(readable)("$name", ({ problems, read }) => {
  const own = problems.filter((each) => each.startsWith("secret."));
  expect(told(rule?.check({ model: read, at }) ?? [])).toEqual(own.sort());
});
