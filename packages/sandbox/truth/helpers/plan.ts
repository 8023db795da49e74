import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Declared } from "./declared.ts";
import { repositoryRoot } from "./plugin-files.ts";

/** A resource as the golden files hold it: the product's own program, captured, compared by a suite of its own. */
interface Golden {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly dependencies: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: { readonly retainOnDelete?: boolean };
}

const folder = join(repositoryRoot, "test/golden/plans");

/** Names of all stacks that have a captured plan, the shared one first: the others build on it. */
export const stackNames: readonly string[] = readdirSync(folder)
  .map((file) => basename(file, ".json"))
  .sort((a, b) => Number(b === "shared") - Number(a === "shared") || a.localeCompare(b));

/**
 * Every GitHub resource of every stack, in one list. A stage's resources come after all shared ones, as a stage's stack comes after
 * the shared one. What the inputs take from other vendors stays a text; secrets have a value that no other text holds.
 */
export function plannedResources(): readonly Declared[] {
  const stacks = stackNames.map((name) => ({ name, resources: planOf(name) }));
  const shared = stacks.find(({ name }) => name === "shared")?.resources ?? [];
  if (shared.length === 0) throw new Error("the captured plan of the shared stack holds no GitHub resource");
  const stages = stacks.filter(({ name }) => name !== "shared").flatMap(({ resources }) => resources);
  const before = shared.map(({ name }) => name);
  return [...shared, ...stages.map((each) => ({ ...each, after: [...before, ...each.after] }))];
}

function planOf(stack: string): Declared[] {
  const plan = JSON.parse(readFileSync(join(folder, `${stack}.json`), "utf8")) as Record<string, Golden>;
  const own = Object.entries(plan).filter(([, { custom, type }]) => custom && type.startsWith("github:"));
  const names = new Map(own.map(([urn, { name }]) => [urn, name]));
  return own.map(([, { name, type, inputs, dependencies, options }]) => ({
    name,
    type,
    inputs: withSecrets(inputs, name),
    after: dependencies.flatMap((urn) => names.get(urn) ?? []),
    ...(options.retainOnDelete === undefined ? {} : { retainOnDelete: options.retainOnDelete }),
  }));
}

/** The captured plan shows secrets as `[secret]`. */
function withSecrets(inputs: Declared["inputs"], name: string): Declared["inputs"] {
  const value = inputs["billingEmail"] === undefined ? `value of ${name}` : "billing@motion-mavericks.example";
  return Object.fromEntries(Object.entries(inputs).map(([key, each]) => [key, each === "[secret]" ? value : each]));
}

/** Logins that the resources name: they must be people of the organisation. */
export function loginsIn(resources: readonly Declared[]): readonly string[] {
  const named = resources.flatMap(({ inputs }) => (typeof inputs["username"] === "string" ? [inputs["username"]] : []));
  return [...new Set(named)].sort();
}
