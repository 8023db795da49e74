import type { StateResource } from "../helpers/stack.ts";

/** Id that a resource is imported by, where it is not the one that it has. Source: each resource's importer in the provider. */
const others: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>, id: string) => string>> = {
  IssueLabel: ({ repository, name }) => `${String(repository)}:${String(name)}`,
  RepositoryVulnerabilityAlerts: ({ repository }) => String(repository),
  RepositoryRuleset: ({ repository }, id) => `${String(repository)}:${id}`,
};

/** Inputs that the provider's import does not read, by type: the engine sets them right after. Source: each resource's read. */
export const notRead: Readonly<Record<string, readonly string[]>> = {
  ActionsEnvironmentSecret: ["value"],
  ActionsRepositoryAccessLevel: ["repository"],
  BranchDefault: ["rename", "waitForRename"],
  Repository: ["archiveOnDestroy", "autoInit", "ignoreVulnerabilityAlertsDuringRead"],
};

/** Id by which the provider finds a resource that is there. */
export function importIdOf({ type, id, inputs }: StateResource): string {
  return others[type.split(":").at(-1) ?? ""]?.(inputs, id) ?? id;
}
