import type { Call } from "../../../http/message.ts";
import type { Data } from "../../../world/entity.ts";
import type { UserData } from "../types.ts";
import { simpleUser } from "../views/user-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { changesBetween, type FileChange } from "./changes.ts";
import { filesOf, type CommitData, type Repository, type Signature } from "./objects.ts";

/** Start of the addresses of a repository. */
export function repoUrl({ data }: Repository, { base }: Call): string {
  return `${base}/repos/${data.owner}/${data.name}`;
}

/** Full name of a repository. */
export function fullName({ data }: Repository): string {
  return `${data.owner}/${data.name}`;
}

/** Node id of a Git object. */
export function gitNode(prefix: string, sha: string): string {
  return nodeId(prefix, Number.parseInt(sha.slice(0, 8), 16));
}

const by = ({ name, email, date }: Signature): Data => ({ name, email, date: iso(date) });

/** Whether and why a commit is verified. */
function verification({ reason, committer }: CommitData): Data {
  const verified = reason === "valid";
  const signed = reason === "unsigned" ? null : "-----BEGIN PGP SIGNATURE-----\n...\n-----END PGP SIGNATURE-----";
  return {
    verified,
    reason,
    signature: signed,
    payload: signed === null ? null : "",
    verified_at: verified ? iso(committer.date) : null,
  };
}

/** A commit as the Git database shows it (`git-commit`). */
export function gitCommitView(commit: CommitData, repo: Repository, call: Call): Data {
  const url = repoUrl(repo, call);
  const html = htmlUrl(fullName(repo));
  return {
    sha: commit.sha,
    node_id: gitNode("C", commit.sha),
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    author: by(commit.author),
    committer: by(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
    verification: verification(commit),
  };
}

/** A commit as lists show it (`commit`). */
export function commitView(commit: CommitData, repo: Repository, call: Call): Data {
  const url = repoUrl(repo, call);
  const html = htmlUrl(fullName(repo));
  return {
    sha: commit.sha,
    node_id: gitNode("C", commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: userBy(commit.author, call),
    committer: userBy(commit.committer, call),
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}`, html_url: `${html}/commit/${sha}` })),
    commit: {
      author: by(commit.author),
      committer: by(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: verification(commit),
    },
  };
}

/** A commit with what it changed. */
export function fullCommitView(commit: CommitData, repo: Repository, call: Call): Data {
  const before = filesOf(call.world, repo, commit.parents[0]);
  const files = changesBetween(call.world, repo, before, filesOf(call.world, repo, commit.sha));
  const sum = (count: (file: FileChange) => number): number => files.reduce((total, each) => total + count(each), 0);
  const additions = sum((each) => each.additions);
  const deletions = sum((each) => each.deletions);
  const shown = files.map((each) => fileView(each, commit.sha, repo, call));
  return {
    ...commitView(commit, repo, call),
    stats: { additions, deletions, total: additions + deletions },
    files: shown,
  };
}

/** A changed file (`diff-entry`). */
export function fileView({ previous, patch, ...file }: FileChange, at: string, repo: Repository, call: Call): Data {
  const html = htmlUrl(fullName(repo));
  const path = encodeURI(file.filename);
  return {
    ...file,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${at}/${path}`,
    raw_url: `${html}/raw/${at}/${path}`,
    contents_url: `${repoUrl(repo, call)}/contents/${path}?ref=${at}`,
    ...(patch === undefined ? {} : { patch }),
    ...(previous === undefined ? {} : { previous_filename: previous }),
  };
}

/** A reference (`git-ref`). */
export function refView(ref: string, sha: string, repo: Repository, call: Call): Data {
  const url = repoUrl(repo, call);
  const object = { type: "commit", sha, url: `${url}/git/commits/${sha}` };
  return { ref, node_id: gitNode("REF", sha), url: `${url}/git/${ref}`, object };
}

function userBy({ email }: Signature, call: Call): Data | null {
  const user = call.world.store.all<UserData>("github.user").find(({ data }) => data.email === email);
  return user ? simpleUser(user, call) : null;
}
