import { LaunchgateError, resolution, type Problem, type Resolution } from "../errors.ts";
import { modelSchema, type Model, type StackModel } from "../schema/model.ts";
import { rules } from "../rules/index.ts";
import { suggestion } from "./nearest.ts";
import { problemsOf } from "./problems.ts";

/** What judging a model needs besides the model. */
export interface ResolveOptions {
  /** The moment as of which expiry, rotas and calendars are judged. Always given, never read from a clock here. */
  readonly at: Date;
}

/** Parses, fills defaults and applies every cross-field rule. The value is deeply frozen. */
export function resolveModel(input: unknown, options: ResolveOptions): Resolution<Model> {
  const parsed = modelSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problems: sorted(problemsOf(modelSchema, input, parsed.error.issues)) };
  const model = deepFreeze(parsed.data);
  return resolution(model, sorted(rules.flatMap((rule) => rule.check({ model, at: options.at }))));
}

/** The model with one stack chosen. An unknown name is refused (`stack.unknown`), the nearest one named. */
export function selectStack(model: Model, stackName: string): StackModel {
  const stack = Object.hasOwn(model.stacks, stackName) ? model.stacks[stackName] : undefined;
  if (!stack) {
    throw new LaunchgateError({
      code: "stack.unknown",
      message: `There is no stack "${stackName}".`,
      fix: suggestion(stackName, Object.keys(model.stacks)),
    });
  }
  return Object.freeze({ ...model, stackName, stack });
}

function sorted(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.path.localeCompare(b.path) || a.code.localeCompare(b.code));
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
