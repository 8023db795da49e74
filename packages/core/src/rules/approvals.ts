import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Approval, Stage } from "../schema/stages.ts";
import { planLimits } from "../vendors/features.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

/** Known people who may approve: those named, and the members of the teams named, each once. */
export function approvers(model: Model, approval: Approval): string[] {
  const ofTeams = approval.teams.flatMap((team) => own(model.organization.teams, team)?.members ?? []);
  return [...new Set([...approval.people, ...ofTeams])].filter((id) => Object.hasOwn(model.organization.people, id));
}

function tooManyReviewers(model: Model, id: string, { approval }: Stage): Problem[] {
  const count = approval.people.length + approval.teams.length;
  const limit = planLimits(model.vendors).githubReviewers;
  return problemIf(count > limit, () =>
    problem(
      "approvals.too-many-reviewers",
      ["stages", id, "approval"],
      count,
      `at most ${String(limit)} reviewers, people and teams together (GitHub)`,
      "Put the people into a team and name the team.",
    ),
  );
}

function tooFewApprovers(model: Model, id: string, { approval }: Stage): Problem[] {
  const able = approvers(model, approval);
  return problemIf(able.length < 2, () =>
    problem(
      "approvals.too-few-approvers",
      ["stages", id, "approval"],
      able.length === 0 ? "nobody" : able.join(", "),
      "two people or more, so that one other than the author of any change can approve",
      "Name a second person, or a team with two members.",
    ),
  );
}

function openDoors(id: string, { approval, branchPolicy }: Stage): Problem[] {
  const path: KeyPath = ["stages", id, "approval"];
  const patterns = [...branchPolicy.branches, ...branchPolicy.tags];
  const anything = patterns.length === 0 || patterns.some((pattern) => /^\*+(?:\/\*+)*$/.test(pattern));
  return [
    ...problemIf(!approval.preventSelfReview, () =>
      problem(
        "approvals.self-review-open",
        [...path, "preventSelfReview"],
        false,
        "true in production",
        "Remove the key or set it to true: nobody approves their own change.",
      ),
    ),
    ...problemIf(approval.adminsBypass, () =>
      problem(
        "approvals.admin-bypass-open",
        [...path, "adminsBypass"],
        true,
        "false in production",
        "Remove the key or set it to false; an emergency goes through the freeze override.",
      ),
    ),
    ...problemIf(anything, () =>
      problem(
        "approvals.any-branch",
        ["stages", id, "branchPolicy"],
        patterns.join(", "),
        "named branches or tags in production, not every one",
        'Name what may deploy, such as branches: ["main"] and tags: ["v*"].',
      ),
    ),
  ];
}

const stagesOf = (model: Model, kind?: Stage["kind"]): [string, Stage][] =>
  Object.entries(model.stages).filter(([, stage]) => kind === undefined || stage.kind === kind);

/** Who may let a release into a stage. */
export const approvalRules: readonly ModelRule[] = [
  {
    id: "approval-reviewers",
    title: "A stage names no more reviewers than GitHub takes, and production can be approved by two people or more.",
    codes: ["approvals.too-many-reviewers", "approvals.too-few-approvers"],
    requirements: ["P3"],
    check: ({ model }) => [
      ...stagesOf(model).flatMap(([id, stage]) => tooManyReviewers(model, id, stage)),
      ...stagesOf(model, "production").flatMap(([id, stage]) => tooFewApprovers(model, id, stage)),
    ],
  },
  {
    id: "approval-doors",
    title:
      "Nobody approves their own change into production, administrators do not bypass, and only named branches deploy.",
    codes: ["approvals.self-review-open", "approvals.admin-bypass-open", "approvals.any-branch"],
    requirements: ["P3"],
    check: ({ model }) => stagesOf(model, "production").flatMap(([id, stage]) => openDoors(id, stage)),
  },
];
