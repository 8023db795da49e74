import type { Rule } from "../../policy/define-rule.ts";
import type { StackName } from "../helpers/stack-plans.ts";
import type { RuleTable } from "./rule-table.ts";

/** A rule that one input decides: what breaks it, how that is told, what is of the wrong kind, what null means. */
export interface OneField {
  readonly rule: Rule;
  readonly stack: StackName;
  readonly resource: string;
  /** Resource that holds the input. Default `resource`. */
  readonly of?: string;
  readonly path: string;
  readonly broken: readonly (readonly [value: unknown, message: string])[];
  readonly wrong: unknown;
  /** Message for null; `passes` where nothing there is right. */
  readonly none: string;
}

/** The table of each such rule. */
export function oneFieldTables(cases: readonly OneField[]): readonly RuleTable[] {
  return cases.map(({ rule, stack, resource, of = resource, path, broken, wrong, none }) => ({
    rule,
    stack,
    resource,
    breaks: broken.map(([value, message]) => ({
      name: `${path} is ${JSON.stringify(value)}`,
      edit: (edit) => edit.set(of, path, value),
      message,
    })),
    reads: [{ path, of, wrong, null: none === "passes" ? "passes" : { message: none } }],
  }));
}
