import { mergeOverlay, modelSchema, parseYamlMap, rules, type Model, type Problem } from "@launchgate/core";
import { model } from "../../../../stacks/index.ts";
import { at } from "../../malformed/overlay-case.ts";

/** The reference organisation with an overlay, whether rules find it right or not. */
export function readModel(yaml: string): Model {
  return modelSchema.parse(mergeOverlay({ ...model }, parseYamlMap(yaml, "overlay.yaml")));
}

/** What one rule finds in the reference organisation with an overlay, whether the other rules find it right or not. */
export function found(id: string, yaml: string, moment: Date = at): Problem[] {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule is called "${id}"`);
  return rule.check({ model: readModel(yaml), at: moment });
}
