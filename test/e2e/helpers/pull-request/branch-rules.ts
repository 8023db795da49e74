/** A ruleset as the program declares it. */
export interface PlannedRuleset {
  readonly name: string;
  readonly target: string;
  readonly enforcement: string;
  readonly conditions: {
    readonly refName: { readonly includes: readonly string[]; readonly excludes: readonly string[] };
  };
  readonly rules: Readonly<Record<string, unknown>>;
}

/** A check that must have passed, of one app. */
export interface WantedCheck {
  readonly context: string;
  readonly integration_id: number;
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * A planned ruleset as GitHub's interface takes it, with other required checks: those that the practice ground runs.
 */
export function rulesetBody(
  { name, target, enforcement, conditions, rules }: PlannedRuleset,
  checks: readonly WantedCheck[],
): object {
  const { includes: include, excludes: exclude } = conditions.refName;
  const rows = Object.entries(rules).flatMap(([type, value]) => {
    if (value === false || type === "requiredCodeScanning") return [];
    if (type === "requiredStatusChecks") return [{ type: snake(type), parameters: checksOf(value as object, checks) }];
    if (value === true) return [{ type: snake(type) }];
    return [{ type: snake(type), parameters: snakeDeep(value) }];
  });
  return { name, target, enforcement, conditions: { ref_name: { include, exclude } }, bypass_actors: [], rules: rows };
}

function checksOf(given: object, checks: readonly WantedCheck[]): object {
  const { strictRequiredStatusChecksPolicy: isStrict } = given as {
    readonly strictRequiredStatusChecksPolicy: boolean;
  };
  return { strict_required_status_checks_policy: isStrict, required_status_checks: checks };
}

function snakeDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeDeep);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [snake(key), snakeDeep(each)]));
}
