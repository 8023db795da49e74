import type { JudgedResource, RuleInfo } from "@launchgate/core";
import { RELEASE_PLAN_TYPE } from "../../policy/kernel/plan.ts";

/** How the Rego finds the resources of a type: every rule walks all of them, or a table by type is made once. */
export type Lookup = "walk" | "table";

/** One simple rule: resources of a type must carry a field. */
interface SimpleRule {
  readonly id: string;
  readonly type: string;
  readonly field: string;
}

const heads: Readonly<Record<Lookup, string>> = {
  walk: "",
  table: `
of_type[type] := found if {
\tsome type in {resource.type | some resource in input.resources}
\tfound := [resource | some resource in input.resources; resource.type == type]
}
`,
};

const walks: Readonly<Record<Lookup, (type: string) => string>> = {
  walk: (type) => `\tsome resource in input.resources\n\tresource.type == ${type}`,
  table: (type) => `\tsome resource in of_type[${type}]`,
};

/**
 * A simple rule for each of ours: resources of its first type in the plan carry their first input, an input being one that all
 * resources of the type have. All of them are kept, as all of ours are. Throws where a rule has no such input.
 */
export function simpleRules(rules: readonly RuleInfo[], resources: readonly JudgedResource[]): readonly SimpleRule[] {
  const fields = new Map<string, string>();
  for (const { type } of resources) {
    if (fields.has(type)) continue;
    const [first, ...others] = resources.filter((each) => each.type === type).map(({ inputs }) => Object.keys(inputs));
    const field = first?.find((key) => others.every((keys) => keys.includes(key)));
    if (field !== undefined) fields.set(type, field);
  }
  return rules.map(({ id, types }) => {
    const type = types.find((each) => fields.has(each)) ?? RELEASE_PLAN_TYPE;
    const field = fields.get(type);
    if (field === undefined) throw new Error(`The plan has nothing for a simple rule in place of ${id}.`);
    return { id, type, field };
  });
}

/** The rules as one Rego module; `data.release.deny` holds a message for each breach. */
export function regoModule(rules: readonly SimpleRule[], lookup: Lookup): string {
  const texts = rules.map(({ id, type, field }) =>
    [
      "deny contains message if {",
      walks[lookup](JSON.stringify(type)),
      `\tnot ${JSON.stringify(field)} in object.keys(resource.inputs)`,
      `\tmessage := sprintf("${id}: %s has no ${field}", [resource.name])`,
      "}\n",
    ].join("\n"),
  );
  return ["package release\n", heads[lookup], ...texts].join("\n");
}
