import { minutes, planLimits, type Problem } from "@launchgate/core";
import type { DeploymentEnvironmentArgs } from "./deployment-environment-args.ts";

/** Names of secrets and variables: one set a environment, capitals. */
const namePattern = /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/;

/** Everything that is wrong with the gate of one stage of one service. */
export function environmentProblems(args: DeploymentEnvironmentArgs): Problem[] {
  return [...reviewerProblems(args), ...waitProblems(args), ...patternProblems(args), ...nameProblems(args)];
}

function reviewerProblems(args: DeploymentEnvironmentArgs): Problem[] {
  // An environment that is none of a stage takes its reviewers from the owner of the rules.
  const path = args.stage.kind === null ? "organization.rulesRepository" : `stages.${args.stageId}.approval`;
  const { people, teams } = args.stage.approval;
  const limit = planLimits(args.vendors).githubReviewers;
  const problems = [
    ...references(people, args.userIds, `${path}.people`, "reference.unknown-person", "an id of organization.people"),
    ...references(teams, args.teamIds, `${path}.teams`, "reference.unknown-team", "an id of organization.teams"),
  ];
  if (people.length + teams.length > limit) {
    problems.push({
      code: "github.too-many-reviewers",
      path,
      value: people.length + teams.length,
      expected: `at most ${String(limit)} reviewers, people and teams together`,
      fix: "Put people into a team and name the team.",
    });
  }
  return problems;
}

function references(
  ids: readonly string[],
  known: Readonly<Record<string, unknown>>,
  path: string,
  code: string,
  expected: string,
): Problem[] {
  return ids.flatMap((value, index): Problem[] => {
    const at = `${path}[${String(index)}]`;
    if (known[value] === undefined) return [{ code, path: at, value, expected, fix: "Correct the id, or add it." }];
    if (ids.indexOf(value) === index) return [];
    const fix = "Name each reviewer once.";
    return [{ code: "github.duplicate-reviewer", path: at, value, expected: "each reviewer once", fix }];
  });
}

function waitProblems(args: DeploymentEnvironmentArgs): Problem[] {
  const wait = minutes(args.stage.approval.wait);
  const limit = planLimits(args.vendors).githubWaitMinutes;
  if (Number.isInteger(wait) && wait >= 0 && wait <= limit) return [];
  return [
    {
      code: "github.wait-out-of-range",
      path: `stages.${args.stageId}.approval.wait`,
      value: args.stage.approval.wait,
      expected: `whole minutes, 0 to ${String(limit)} (30 days)`,
      fix: "Choose a wait in that range.",
    },
  ];
}

function patternProblems(args: DeploymentEnvironmentArgs): Problem[] {
  return (["branches", "tags"] as const).flatMap((kind) => {
    const patterns = args.stage.branchPolicy[kind];
    return patterns.flatMap((value, index): Problem[] => {
      const path = `stages.${args.stageId}.branchPolicy.${kind}[${String(index)}]`;
      const expected = "a pattern of names, without white space, each once";
      const problem = { path, value, expected, fix: "Write it as a branch or tag name with * for any part." };
      if (/\s/.test(value)) return [{ code: "github.pattern-invalid", ...problem }];
      return patterns.indexOf(value) === index ? [] : [{ code: "github.duplicate-pattern", ...problem }];
    });
  });
}

function nameProblems(args: DeploymentEnvironmentArgs): Problem[] {
  const path = (name: string): string => `${args.serviceId}-${args.stageId}.${name}`;
  const names = [...new Set([...Object.keys(args.secrets), ...Object.keys(args.variables)])];
  return names.flatMap((value): Problem[] => {
    const problem = { path: path(value), value };
    if (!namePattern.test(value)) {
      const expected = "capitals, digits and underscores, no digit first, not starting with GITHUB_";
      return [{ code: "github.name-invalid", ...problem, expected, fix: "Rename it." }];
    }
    if (args.secrets[value] === undefined || args.variables[value] === undefined) return [];
    const fix = "Take it out of the variables if it is secret, else out of the secrets.";
    return [{ code: "github.name-in-both", ...problem, expected: "a secret or a variable, not both", fix }];
  });
}
