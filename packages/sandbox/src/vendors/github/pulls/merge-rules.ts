import type { Call } from "../../../http/message.ts";
import { standingOf } from "../checks/check-rows.ts";
import { isDeployed } from "../deployments/deployment-rows.ts";
import { commitsBetween, isAncestor } from "../git/history.ts";
import type { Repository } from "../git/objects.ts";
import { branchOf } from "../git/refs.ts";
import type { Pull } from "../issues/issue-rows.ts";
import { isLetThrough } from "../rules/actors.ts";
import { demandsOn, type CheckDemand, type Demands, type ReviewDemand } from "../rules/demands.ts";
import { hasUnsigned, unsigned } from "../rules/push.ts";
import { owns, ownersAsked } from "./code-owners.ts";
import { headsOf } from "./heads.ts";
import { opinions, remarksOf } from "./reviews.ts";

/** Why a pull request may not be merged, in GitHub's words where they are known; the others are [unverified]. */
export interface MergeProblem {
  readonly kind: "reviews" | "owners" | "last-push" | "threads" | "checks" | "behind" | "deployments" | "signatures";
  readonly text: string;
}

/** Demands on the base of a pull request that who calls is not let through. */
export function demandsAsked(call: Call, repo: Repository, { data }: Pull): readonly Demands[] {
  return demandsOn(call.world, repo, data.pull.base).filter((each) => !isLetThrough(each, call, true));
}

/** Everything that keeps a pull request from being merged by who calls. */
export function problemsOf(call: Call, repo: Repository, pull: Pull): readonly MergeProblem[] {
  const found = demandsAsked(call, repo, pull).flatMap((demands) => [
    ...(demands.reviews ? reviewProblems(call, repo, pull, demands.reviews) : []),
    ...checkProblems(call, repo, pull, demands.checks),
    ...behindProblems(call, repo, pull, demands),
    ...deploymentProblems(call, repo, pull, demands.deployments),
    ...signatureProblems(call, repo, pull, demands),
  ]);
  return [...new Map(found.map((each) => [each.text, each])).values()];
}

function reviewProblems(call: Call, repo: Repository, pull: Pull, asked: ReviewDemand): MergeProblem[] {
  const { world } = call;
  const heads = headsOf(world, repo, pull);
  const all = opinions(world, pull);
  const approved = all.filter(({ state }) => state === "APPROVED");
  const missing = Math.max(0, asked.count - approved.length);
  const refused = all.some(({ state }) => state === "CHANGES_REQUESTED");
  const lacking = asked.codeOwners
    ? ownersAsked(world, repo, heads).filter((owners) => !approved.some(({ user }) => owns(world, owners, user)))
    : [];
  const pusher = branchOf(world, repo, pull.data.pull.head)?.data.pusher ?? pull.data.author;
  const fresh = approved.some(({ user, commit }) => user !== pusher && commit === heads.head);
  const open = asked.threads && remarksOf(world, pull).some(({ data }) => data.thread === null && !data.resolved);
  const needs = `At least ${String(asked.count)} approving ${asked.count === 1 ? "review is" : "reviews are"} required by reviewers with write access.`;
  return [
    ...(missing > 0 ? [{ kind: "reviews" as const, text: needs }] : []),
    ...(refused && asked.count > 0
      ? [{ kind: "reviews" as const, text: "Changes have been requested by a reviewer with write access." }]
      : []),
    ...lacking.map((owners) => ({
      kind: "owners" as const,
      text: `Waiting on code owner review from ${owners.map((each) => each.replace(/^@/, "")).join(" or ")}.`,
    })),
    ...(asked.lastPush && !fresh
      ? [
          {
            kind: "last-push" as const,
            text: `New changes require approval from someone other than ${pusher} because they were the last pusher.`,
          },
        ]
      : []),
    ...(open
      ? [{ kind: "threads" as const, text: "A conversation must be resolved before this pull request can be merged." }]
      : []),
  ];
}

function checkProblems({ world }: Call, repo: Repository, pull: Pull, asked: readonly CheckDemand[]): MergeProblem[] {
  const { head } = headsOf(world, repo, pull);
  const open = asked
    .map((each) => ({ each, standing: standingOf(world, repo, head, each) }))
    .filter(({ standing }) => standing !== "passed");
  const [first] = open;
  if (first === undefined) return [];
  if (open.length === 1)
    return [{ kind: "checks", text: `Required status check "${first.each.context}" is ${first.standing}.` }];
  const words = (["failing", "pending", "expected"] as const).flatMap((word) => {
    const count = open.filter(({ standing }) => standing === word).length;
    return count > 0 ? [`${String(count)} ${word}`] : [];
  });
  return [
    {
      kind: "checks",
      text: `${String(open.length)} of ${String(asked.length)} required status checks have not succeeded: ${words.join(" and ")}.`,
    },
  ];
}

function behindProblems({ world }: Call, repo: Repository, pull: Pull, { strict, checks }: Demands): MergeProblem[] {
  const { head, base } = headsOf(world, repo, pull);
  if (!strict || checks.length === 0 || isAncestor(world, repo, base, head)) return [];
  return [{ kind: "behind", text: "The head branch is not up to date with the base branch." }];
}

function deploymentProblems(
  { world }: Call,
  repo: Repository,
  pull: Pull,
  environments: readonly string[],
): MergeProblem[] {
  const { head } = headsOf(world, repo, pull);
  const open = environments.filter((each) => !isDeployed(world, repo, head, each));
  return open.map((each) => ({ kind: "deployments", text: `Missing successful active ${each} deployment.` }));
}

function signatureProblems({ world }: Call, repo: Repository, pull: Pull, { types }: Demands): MergeProblem[] {
  const { head, common } = headsOf(world, repo, pull);
  const isOpen = types.has("required_signatures") && hasUnsigned(commitsBetween(world, repo, common, head));
  return isOpen ? [{ kind: "signatures", text: unsigned }] : [];
}
