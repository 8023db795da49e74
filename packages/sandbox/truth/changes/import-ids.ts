import type { StateResource } from "../helpers/stack.ts";

/** Id that a resource is imported by, where it is not the one that it has. Source: each resource's importer in the provider. */
const others: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>, id: string) => string>> = {
  IssueLabel: ({ repository, name }) => `${String(repository)}:${String(name)}`,
  RepositoryRuleset: ({ repository }, id) => `${String(repository)}:${id}`,
};

/** Inputs that an import cannot compare: the provider reads them nowhere. */
export const notComparable: Readonly<Record<string, readonly string[]>> = {
  ActionsEnvironmentSecret: ["value"],
};

/** Id by which the provider finds a resource that is there. */
export function importIdOf({ type, id, inputs }: StateResource): string {
  return others[type.split(":").at(-1) ?? ""]?.(inputs, id) ?? id;
}
