import { createHash } from "node:crypto";
import { z } from "zod";
import type { GitHubClient } from "../vendors/github-client.ts";
import { VendorError } from "../vendors/vendor-error.ts";

/** A repository and the client to reach it with. */
export interface Place {
  readonly github: GitHubClient;
  /** Name without owner. */
  readonly repo: string;
}

const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), type: z.string(), sha: z.string() })),
});
const blobSchema = z.object({ content: z.string(), encoding: z.literal("base64") });
const commitSchema = z.object({
  sha: z.string(),
  message: z.string(),
  tree: z.object({ sha: z.string() }),
  parents: z.array(z.object({ sha: z.string() })),
});
const refSchema = z.object({ ref: z.string(), object: z.object({ sha: z.string() }) });

/** A commit as Git keeps it. */
export type GitCommit = z.infer<typeof commitSchema>;

/** Id that Git gives to these contents: equal contents need no upload and no change. */
export function blobId(content: string): string {
  const bytes = Buffer.from(content, "utf8");
  return createHash("sha1")
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest("hex");
}

/** The commit at the tip of a branch; undefined where there is none, and in a repository without any commit (409). */
export async function tipOf({ github, repo }: Place, branch: string): Promise<GitCommit | undefined> {
  const refs = await github
    .list(
      `look for the branch ${branch} of ${repo}`,
      "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
      { repo, ref: `heads/${branch}` },
      refSchema,
    )
    .catch((error: unknown) => {
      if (error instanceof VendorError && error.status === 409) return [];
      throw error;
    });
  const sha = refs.find(({ ref }) => ref === `refs/heads/${branch}`)?.object.sha;
  if (sha === undefined) return undefined;
  const parameters = { repo, commit_sha: sha };
  return github.call(
    `read the tip of ${branch}`,
    "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    parameters,
    commitSchema,
  );
}

/** Files of a commit with the id of their contents. A list that GitHub cuts off is refused by its form: nothing is guessed. */
export async function filesAt({ github, repo }: Place, commit: GitCommit): Promise<ReadonlyMap<string, string>> {
  const { tree } = await github.call(
    `list the files of ${repo}`,
    "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    { repo, tree_sha: commit.tree.sha, recursive: "true" },
    treeSchema.extend({ truncated: z.literal(false) }),
  );
  return new Map(tree.flatMap(({ path, type, sha }) => (type === "blob" ? [[path, sha] as const] : [])));
}

/** Text of a file by the id of its contents. */
export async function textOf({ github, repo }: Place, sha: string): Promise<string> {
  const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
  const { content } = await github.call(`read a file of ${repo}`, route, { repo, file_sha: sha }, blobSchema);
  return Buffer.from(content, "base64").toString("utf8");
}

/** A tree: `base` with these files written, or removed where there is no content. Returns its id. */
export async function writeTree(
  { github, repo }: Place,
  base: GitCommit,
  files: Readonly<Record<string, string | null>>,
): Promise<string> {
  const tree = Object.entries(files).map(([path, content]) => ({
    ...{ path, mode: "100644", type: "blob" },
    ...(content === null ? { sha: null } : { content }),
  }));
  const parameters = { repo, base_tree: base.tree.sha, tree };
  const answer = z.object({ sha: z.string() });
  return (await github.call(`write files of ${repo}`, "POST /repos/{owner}/{repo}/git/trees", parameters, answer)).sha;
}

/** A commit of nobody named: GitHub signs what an app commits without an author. Source: GitHub docs, "Signature verification for bots". */
export async function writeCommit(
  { github, repo }: Place,
  message: string,
  tree: string,
  parent: string,
): Promise<string> {
  const parameters = { repo, message, tree, parents: [parent] };
  const answer = z.object({ sha: z.string() });
  return (await github.call(`commit to ${repo}`, "POST /repos/{owner}/{repo}/git/commits", parameters, answer)).sha;
}

/** Makes the branch point to the commit; `isNew` where there was none. */
export async function pointBranch({ github, repo }: Place, branch: string, sha: string, isNew: boolean): Promise<void> {
  const what = `move the branch ${branch} of ${repo}`;
  if (isNew) {
    await github.call(
      what,
      "POST /repos/{owner}/{repo}/git/refs",
      { repo, ref: `refs/heads/${branch}`, sha },
      refSchema,
    );
  } else {
    const parameters = { repo, ref: `heads/${branch}`, sha, force: true };
    await github.call(what, "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters, refSchema);
  }
}
