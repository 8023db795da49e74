import type { Model, Service } from "@launchgate/core";
import { generatedNotice } from "./write-workflow.ts";

/** What changes the rules themselves: review needs the team that owns them (P6, P7). */
const guardedPaths = [
  "/policy/",
  "/packages/",
  "/.github/",
  "/.ci/",
  "/stacks/",
  "/infra/",
  "/components/",
  "/scripts/",
  "/package.json",
  "/package-lock.json",
  "/.npmrc",
  "/.nvmrc",
  "/tsconfig.json",
  "/Pulumi*.yaml",
] as const;

/**
 * `CODEOWNERS` of the rules repository: every file has an owner, and whatever decides on a verdict is owned by the team of the
 * rules (P6, P7). GitHub asks the owners of the last line that fits, by the file of the base branch.
 */
export function rulesCodeOwners({ organization }: Pick<Model, "organization">): string {
  const owner = teamName(organization, organization.rulesRepository.owner);
  return ownersFile([["*", owner], ...guardedPaths.map((path): [string, string] => [path, owner])]);
}

/** `CODEOWNERS` of a service's repository: its team owns it; workflows and this file belong to the team of the rules as well. */
export function serviceCodeOwners(
  { organization }: Pick<Model, "organization">,
  service: Pick<Service, "owner">,
): string {
  const rules = teamName(organization, organization.rulesRepository.owner);
  return ownersFile([
    ["*", teamName(organization, service.owner)],
    ["/.github/", rules],
  ]);
}

const teamName = ({ githubOwner }: Model["organization"], team: string): string => `@${githubOwner}/${team}`;

function ownersFile(lines: readonly (readonly [path: string, owners: string])[]): string {
  const width = Math.max(...lines.map(([path]) => path.length)) + 2;
  return [
    ...generatedNotice.map((line) => `# ${line}`),
    "",
    ...lines.map(([path, owners]) => `${path.padEnd(width)}${owners}`),
    "",
  ].join("\n");
}
