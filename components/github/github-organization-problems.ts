import type { Problem } from "@launchgate/core";
import type { GitHubOrganizationArgs } from "./github-organization-args.ts";
import { rulesRepositoryId } from "./rules-repository.ts";
import { ancestors } from "./team-access.ts";

/** Problems that no single team or repository shows: references, circles, double claims, gates that nobody can pass. */
export function organizationProblems(args: GitHubOrganizationArgs): Problem[] {
  return [
    ...teamReferenceProblems(args),
    ...circleProblems(args),
    ...repositoryProblems(args),
    ...approverProblems(args),
    ...deploymentProblems(args),
  ];
}

function teamReferenceProblems({ organization, services }: GitHubOrganizationArgs): Problem[] {
  const references: (readonly [path: string, team: string | undefined])[] = [
    ["organization.rulesRepository.owner", organization.rulesRepository.owner],
    ...Object.entries(organization.teams).map(([id, t]) => [`organization.teams.${id}.parent`, t.parent] as const),
    ...Object.entries(services).map(([id, service]) => [`services.${id}.owner`, service.owner] as const),
  ];
  return references.flatMap(([path, value]): Problem[] => {
    if (value === undefined || organization.teams[value]) return [];
    const expected = "an id of organization.teams";
    return [{ code: "reference.unknown-team", path, value, expected, fix: "Correct the id, or add the team." }];
  });
}

function circleProblems({ organization }: GitHubOrganizationArgs): Problem[] {
  const { teams } = organization;
  const inCircle = Object.keys(teams).filter((id) => ancestors(id, teams).includes(id));
  return inCircle.map((id) => ({
    code: "github.team-circle",
    path: `organization.teams.${id}.parent`,
    value: teams[id]?.parent,
    expected: "parents that end at a team without parent",
    fix: "Take the parent away from one team of the circle.",
  }));
}

function repositoryProblems({ organization, services }: GitHubOrganizationArgs): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map([[organization.rulesRepository.name.toLowerCase(), "organization.rulesRepository"]]);
  for (const [id, service] of Object.entries(services)) {
    const { name } = service.repository;
    const other = taken.get(name.toLowerCase());
    if (id === rulesRepositoryId) problems.push(reservedId(id));
    if (other !== undefined) problems.push(declaredTwice(id, name, other));
    taken.set(name.toLowerCase(), `services.${id}.repository`);
  }
  return problems;
}

const reservedId = (id: string): Problem => ({
  code: "github.reserved-service-id",
  path: `services.${id}`,
  value: id,
  expected: "any id but that of the repository of these rules",
  fix: "Rename the service.",
});

const declaredTwice = (id: string, name: string, other: string): Problem => ({
  code: "github.repository-declared-twice",
  path: `services.${id}.repository.name`,
  value: name,
  expected: "a repository of its own; upper and lower case are the same to GitHub",
  fix: `Give the service another repository: this one is declared by ${other}.`,
});

/** A reviewer needs read access to the repository, and rights come by teams only. */
function approverProblems({ organization, stages }: GitHubOrganizationArgs): Problem[] {
  const members = new Set(Object.values(organization.teams).flatMap((team) => team.members));
  return Object.entries(stages).flatMap(([stageId, stage]) =>
    stage.approval.people.flatMap((person, index): Problem[] =>
      members.has(person)
        ? []
        : [
            {
              code: "github.approver-without-access",
              path: `stages.${stageId}.approval.people[${String(index)}]`,
              value: person,
              expected: "a member of some team: GitHub takes only reviewers who can read the repository",
              fix: "Add the person to a team of organization.teams.",
            },
          ],
    ),
  );
}

/** A pull request can deploy only where its own branch may: else nothing could ever be merged. */
function deploymentProblems({ services, stages }: GitHubOrganizationArgs): Problem[] {
  return Object.entries(services).flatMap(([serviceId, { repository }]) =>
    repository.requiredDeployments.flatMap((stageId, index): Problem[] => {
      const path = `services.${serviceId}.repository.requiredDeployments[${String(index)}]`;
      const stage = stages[stageId];
      if (!stage) {
        const expected = "an id of stages";
        return [{ code: "reference.unknown-stage", path, value: stageId, expected, fix: "Correct the id." }];
      }
      if (stage.branchPolicy.branches.some((pattern) => pattern !== repository.defaultBranch)) return [];
      return [
        {
          code: "github.required-deployment-unreachable",
          path,
          value: stageId,
          expected: `a stage whose branch policy admits branches of pull requests, not only ${repository.defaultBranch}`,
          fix: `Require a stage that pull requests can reach, or admit their branches in stages.${stageId}.branchPolicy.`,
        },
      ];
    }),
  );
}
