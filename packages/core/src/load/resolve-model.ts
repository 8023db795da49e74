import type { z } from "zod";
import { LaunchgateError, resolution, type Problem, type Resolution } from "../errors.ts";
import { modelSchema, type Model, type StackModel } from "../schema/model.ts";
import { rules } from "../rules/index.ts";
import { referenceProblems } from "../rules/references.ts";
import { secretProblems } from "../rules/secrets.ts";
import { suggestion } from "./nearest.ts";
import { problemsOf } from "./problems.ts";
import { hideSecrets } from "./secret-shapes.ts";
import { unfitProblems, withoutUnknownKeys } from "./unfit-input.ts";

/** What judging a model needs besides the model. */
export interface ResolveOptions {
  /** The moment as of which expiry, rotas and calendars are judged. Always given, never read from a clock here. */
  readonly at: Date;
  /**
   * `all`: whether the organisation may work so, as of `at`. `structure`: only whether the model can be read (schema, references,
   * recurrences, lengths of time, secrets), for commands that judge one part of it themselves. Default `all`.
   */
  readonly rules?: "all" | "structure";
}

/** Parses, fills defaults and applies the cross-field rules that `options.rules` asks for. The value is deeply frozen. */
export function resolveModel(input: unknown, options: ResolveOptions): Resolution<Model> {
  const unfit = unfitProblems(input);
  if (unfit.some(({ code }) => code === "schema.not-plain")) return { ok: false, problems: tidied(unfit) };
  const parsed = modelSchema.safeParse(input);
  if (parsed.success && unfit.length === 0) {
    const model = deepFreeze(parsed.data);
    return resolution(model, tidied(judge(model, options)));
  }
  const ofSchema = [...unfit, ...problemsOf(modelSchema, input, parsed.error?.issues ?? [])];
  const ofRules = whatElse(input, parsed.error?.issues ?? [], options);
  return { ok: false, problems: tidied([...ofSchema, ...withoutThose(ofSchema, ofRules)]) };
}

function judge(model: Model, { at, rules: wanted = "all" }: ResolveOptions): Problem[] {
  const applied = wanted === "all" ? rules : rules.filter(({ structure }) => structure === true);
  return applied.flatMap((rule) => rule.check({ model, at }));
}

/**
 * What the rules find in a model that the schema refuses: every rule where only unknown keys are wrong, else those that need
 * no valid model. So people see all problems at once and not in rounds.
 */
function whatElse(input: unknown, issues: readonly z.core.$ZodIssue[], options: ResolveOptions): Problem[] {
  if (issues.every(({ code }) => code === "unrecognized_keys")) {
    const known = modelSchema.safeParse(withoutUnknownKeys(input, issues));
    if (known.success) return [...judge(deepFreeze(known.data), options), ...secretProblems(input)];
  }
  return [...referenceProblems(input), ...secretProblems(input)];
}

/** The problems of `more` at places that `problems` does not speak of. */
function withoutThose(problems: readonly Problem[], more: readonly Problem[]): Problem[] {
  const told = new Set(problems.map(({ path }) => path));
  return more.filter(({ path }) => !told.has(path));
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

/** In the order of their places, each once, without any text that looks like a credential. */
function tidied(problems: readonly Problem[]): Problem[] {
  const shown = problems.map((each) => ({
    ...each,
    value: typeof each.value === "string" ? hideSecrets(each.value) : each.value,
    expected: hideSecrets(each.expected),
    fix: hideSecrets(each.fix),
  }));
  return [...new Map(shown.map((each) => [`${each.path} ${each.code} ${each.expected}`, each])).values()].sort(
    (a, b) => compare(a.path, b.path) || compare(a.code, b.code),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
