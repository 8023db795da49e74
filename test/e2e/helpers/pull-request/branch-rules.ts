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

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What GitHub's interface calls otherwise than the provider. */
const names: Readonly<Record<string, string>> = { requiredChecks: "required_status_checks" };

/**
 * A planned ruleset as GitHub's interface takes it. Code scanning is left out: nobody scans at the practice ground.
 */
export function rulesetBody({ name, target, enforcement, conditions, rules }: PlannedRuleset): object {
  const { includes: include, excludes: exclude } = conditions.refName;
  const rows = Object.entries(rules).flatMap(([type, value]) => {
    if (value === false || type === "requiredCodeScanning") return [];
    return [value === true ? { type: snake(type) } : { type: snake(type), parameters: snakeDeep(value) }];
  });
  return { name, target, enforcement, conditions: { ref_name: { include, exclude } }, bypass_actors: [], rules: rows };
}

function snakeDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeDeep);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [names[key] ?? snake(key), snakeDeep(each)]));
}
