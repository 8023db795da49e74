import type { Call } from "../../../http/message.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import type { World } from "../../../world/world.ts";
import {
  filesOf,
  putCommit,
  putTree,
  type CommitData,
  type Files,
  type Repository,
  type Signature,
} from "./objects.ts";

/** GitHub itself, who commits what is made on its pages, and signs it. */
export const webFlow = { name: "GitHub", email: "noreply@github.com" } as const;

const seconds = (at: number): number => Math.floor(at / 1000) * 1000;

/** Who calls, as an author. */
export function authorOf(call: Call): Signature {
  const { name, email } = accountOf(call).data;
  return { name, email, date: seconds(call.now) };
}

/** A commit that GitHub makes for who calls: through contents, or by a merge. It is signed [contents of people: unverified]. */
export function commitFor(
  call: Call,
  repo: Repository,
  given: {
    readonly message: string;
    readonly files: Files;
    readonly parents: readonly string[];
    readonly author?: Signature;
  },
): CommitData {
  const { message, files, parents, author } = given;
  const tree = putTree(call.world, repo, files).sha;
  const committer = { ...webFlow, date: seconds(call.now) };
  return putCommit(call.world, repo, {
    message,
    tree,
    parents,
    author: author ?? authorOf(call),
    committer,
    reason: "valid",
  });
}

/** A commit again upon another parent, as a rebase makes it: not signed (GitHub docs, "About merge methods"). */
export function replay(call: Call, repo: Repository, commit: CommitData, files: Files, parent: string): CommitData {
  const tree = putTree(call.world, repo, files).sha;
  const committer = authorOf(call);
  const { message, author } = commit;
  return putCommit(call.world, repo, { message, author, tree, parents: [parent], committer, reason: "unsigned" });
}

/** Files of a commit with some changed; `null` takes one away. */
export function filesWith(
  world: World,
  repo: Repository,
  sha: string | undefined,
  changes: Readonly<Record<string, Files[string] | null>>,
): Files {
  const all = { ...filesOf(world, repo, sha), ...changes };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Files[string]] => entry[1] !== null));
}
