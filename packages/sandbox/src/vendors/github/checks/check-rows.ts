import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Repository } from "../git/objects.ts";
import type { CheckDemand } from "../rules/demands.ts";

/** A check that an app wrote on a commit. Times are milliseconds since 1970. */
export interface CheckData extends Data {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  readonly app: number;
  readonly status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  readonly conclusion: string | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly externalId: string | null;
  readonly detailsUrl: string | null;
  readonly output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
  readonly annotations: readonly Data[];
}

/** A status of a commit: the older form of a check, of anybody. */
export interface StatusData extends Data {
  readonly id: number;
  readonly sha: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  /** App whose token wrote it; `null`: a person's. */
  readonly app: number | null;
}

/** Checks of a commit, oldest first. */
export function checksOf(world: World, repo: Repository, sha: string): readonly Entity<CheckData>[] {
  return world.store.children<CheckData>("github.check-run", repo.key).filter(({ data }) => data.sha === sha);
}

/** Statuses of a commit, oldest first. */
export function statusesOf(world: World, repo: Repository, sha: string): readonly Entity<StatusData>[] {
  return world.store.children<StatusData>("github.commit-status", repo.key).filter(({ data }) => data.sha === sha);
}

/** How a required check stands. `expected`: nobody wrote it, or another app than the one that must. */
export type Standing = "passed" | "failing" | "pending" | "expected";

const good = new Set<string | null>(["success", "neutral", "skipped"]);

/** How a required check stands on a commit: the newest of its name and app counts. Source: GitHub docs, "Troubleshooting required status checks". */
export function standingOf(world: World, repo: Repository, sha: string, { context, app }: CheckDemand): Standing {
  const fits = (by: number | null): boolean => app === null || by === app;
  const check = checksOf(world, repo, sha).findLast(({ data }) => data.name === context && fits(data.app))?.data;
  const status = statusesOf(world, repo, sha).findLast(({ data }) => data.context === context && fits(data.app))?.data;
  const found: Standing[] = [
    ...(check
      ? [
          check.status !== "completed"
            ? ("pending" as const)
            : good.has(check.conclusion)
              ? ("passed" as const)
              : ("failing" as const),
        ]
      : []),
    ...(status
      ? [
          status.state === "pending"
            ? ("pending" as const)
            : status.state === "success"
              ? ("passed" as const)
              : ("failing" as const),
        ]
      : []),
  ];
  return (["failing", "pending", "passed"] as const).find((each) => found.includes(each)) ?? "expected";
}
