import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Repository } from "../git/objects.ts";
import { repositoryOf } from "../git/refs.ts";

/** What a pull request has beside an issue. */
export interface PullData extends Data {
  /** Name of the branch that is to be merged; of the same repository: forks are not played. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  /** Commits at the time it was closed or merged; `null` while it is open: those of the branches. */
  readonly headSha: string | null;
  readonly baseSha: string | null;
  readonly mergedAt: number | null;
  readonly mergedBy: string | null;
  readonly mergeSha: string | null;
  /** Logins and slugs of those who were asked for a review. */
  readonly reviewers: readonly string[];
  readonly teams: readonly string[];
}

/** An issue or a pull request: they share their numbers. Times are milliseconds since 1970. */
export interface IssueData extends Data {
  readonly number: number;
  readonly id: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: "open" | "closed";
  readonly reason: "completed" | "not_planned" | "reopened" | "duplicate" | null;
  readonly author: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly pull: PullData | null;
}

/** An issue or a pull request. */
export type Issue = Entity<IssueData>;

/** A pull request. */
export type Pull = Entity<IssueData & { readonly pull: PullData }>;

const collection = "github.issue";

/** Makes an issue or pull request. */
export function putIssue(
  call: Call,
  repo: Repository,
  given: Pick<IssueData, "title" | "body" | "author"> & Partial<IssueData>,
): Issue {
  const { world, now } = call;
  const number = world.ids.number(`github.issue-of:${repo.key}`);
  const id = world.ids.number(collection, 2_000_001);
  const empty = { reason: null, labels: [], assignees: [], closedAt: null, closedBy: null, pull: null };
  const data: IssueData = { ...empty, ...given, state: "open", number, id };
  return world.store.add<IssueData>(collection, { parent: repo.key, at: now, data });
}

/** Changes fields of an issue or pull request. */
export function alterIssue<I extends Issue>(world: World, issue: I, at: number, changes: Partial<IssueData>): I {
  return world.store.alter<IssueData>(issue, at, changes) as I;
}

/** Changes what only a pull request has. */
export function alterPull(world: World, pull: Pull, at: number, changes: Partial<PullData>): Pull {
  const before = (world.store.get<IssueData>(pull.key) as Pull | undefined) ?? pull;
  return alterIssue(world, before, at, { pull: { ...before.data.pull, ...changes } });
}

/** Issues and pull requests of a repository, oldest first. */
export function issuesOf(world: World, repo: Repository): readonly Issue[] {
  return world.store.children<IssueData>(collection, repo.key);
}

/** Pull requests of a repository, oldest first. */
export function pullsOf(world: World, repo: Repository): readonly Pull[] {
  return issuesOf(world, repo).filter((each): each is Pull => each.data.pull !== null);
}

/** The issue that a path names. @throws Refusal `missing` */
export function issueNamed(call: Call): Issue {
  const number = call.params["issue_number"];
  const found = issuesOf(call.world, repositoryOf(call)).find(({ data }) => String(data.number) === number);
  if (!found) throw missing("Issue", number);
  return found;
}

/** The pull request that a path names. @throws Refusal `missing` */
export function pullNamed(call: Call): Pull {
  const number = call.params["pull_number"];
  const found = pullsOf(call.world, repositoryOf(call)).find(({ data }) => String(data.number) === number);
  if (!found) throw missing("PullRequest", number);
  return found;
}
