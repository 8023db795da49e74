import * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import type { PlannedVariable, VariableSource } from "./variable-plan.ts";

/** Where the values of variables are fetched. */
export interface VariableValues {
  /** Value of a secret key of the stack's configuration; a secret Output. */
  readonly secret: (key: string) => pulumi.Output<string>;
  /** Values that resources of the same stage make. */
  readonly from: Readonly<Partial<Record<VariableSource, pulumi.Input<string>>>>;
}

/** Arguments of {@link RuntimeVariables}. */
export interface RuntimeVariablesArgs {
  /** Project that gets the variables. */
  readonly projectId: pulumi.Input<string>;
  /** The plan that `planVariables` made. */
  readonly variables: readonly PlannedVariable[];
  readonly values: VariableValues;
  /** Line that says whose the variables are. */
  readonly note: string;
}

/** The variables of the running application, one resource each: mixed with `Project.environments` they overwrite each other. */
export class RuntimeVariables extends Component {
  constructor(name: string, args: RuntimeVariablesArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:vercel:RuntimeVariables", name, { keys: args.variables.map(({ key }) => key) }, options);
    for (const variable of args.variables) this.#variable(variable, args);
    this.registerOutputs({});
  }

  /** Deleted before replaced: Vercel refuses a second variable of the same key and target (`ENV_CONFLICT`). */
  #variable(variable: PlannedVariable, args: RuntimeVariablesArgs): void {
    new vercel.ProjectEnvironmentVariable(
      this.child(variable.key),
      {
        projectId: args.projectId,
        key: variable.key,
        value: variableValue(variable, args.values),
        sensitive: variable.sensitive,
        targets: [...variable.targets],
        comment: args.note,
      },
      this.under({ deleteBeforeReplace: true }),
    );
  }
}

/** The value of a variable; secret where the variable is sensitive. A RangeError where its source is not offered. */
export function variableValue(variable: PlannedVariable, values: VariableValues): pulumi.Output<string> {
  const { key, value, sensitive } = variable;
  if ("value" in value) return pulumi.output(value.value);
  if ("secret" in value) return pulumi.secret(values.secret(value.secret));
  const made = values.from[value.from];
  if (made === undefined) throw new RangeError(`nothing makes "${value.from}" for ${key}`);
  return sensitive ? pulumi.secret(made) : pulumi.output(made);
}
