import { Octokit } from "@octokit/rest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxConnection } from "../../../../packages/cli/src/sandbox/connection.ts";
import type { Origin, TreeFile } from "./origin.ts";

/** The organisation of the practice ground. */
export const owner = "motion-mavericks";
/** The repository of the rules. */
export const repo = "release-operations";
const at = { owner, repo };

/** A person or machine of the practice ground. */
export type Holder = string;

/** A file that a change writes; `null`: it is taken away. */
export type Change = Readonly<Record<string, string | null>>;

/** GitHub in the sandbox: everybody acts with their own token. */
export class Hub {
  readonly #connection: SandboxConnection;
  readonly #origin: Origin;

  constructor(connection: SandboxConnection, origin: Origin) {
    this.#connection = connection;
    this.#origin = origin;
  }

  /** Base address, as `GITHUB_API_URL` says it. */
  get url(): string {
    return this.#connection.urls.github;
  }

  /** Token of somebody. */
  token(holder: Holder): string {
    const found = this.#connection.tokens.github[holder]?.token;
    if (found === undefined) throw new Error(`nobody is called ${holder}`);
    return found;
  }

  /** The official client with somebody's token. */
  as(holder: Holder): Octokit {
    const nothing = (): void => undefined;
    const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
    return new Octokit({ auth: this.token(holder), baseUrl: this.url, log });
  }

  /** Says something to the sandbox itself. @throws Error with its words */
  async control<T>(path: string, body: object): Promise<T> {
    const { control, adminToken } = this.#connection;
    const headers = { authorization: `Bearer ${adminToken}` };
    const answer = await fetch(`${control}/__sandbox/github/${path}`, {
      method: "PUT",
      headers,
      body: JSON.stringify(body),
    });
    const told = (await answer.json()) as T & { readonly error?: string };
    if (!answer.ok) throw new Error(`${path}: ${String(told.error)}`);
    return told;
  }

  /** Puts files of a folder onto the default branch in one commit; no rules may stand there. */
  async begin(holder: Holder, root: string, files: readonly TreeFile[]): Promise<string> {
    const github = this.as(holder);
    const tree = [];
    this.#origin.keepFiles(root, files);
    for (const { path, mode } of files) {
      const bytes = readFileSync(join(root, path));
      const content = bytes.toString("utf8");
      if (!Buffer.from(content).equals(bytes)) throw new Error(`${path} is no text`);
      tree.push({ path, mode: mode as "100644", type: "blob" as const, content });
    }
    const [made, { data: first }] = await Promise.all([
      github.git.createTree({ ...at, tree }),
      github.git.getRef({ ...at, ref: "heads/main" }),
    ]);
    const commit = { message: "The rules", tree: made.data.sha, parents: [first.object.sha] };
    const { data } = await github.git.createCommit({ ...at, ...commit });
    await github.git.updateRef({ ...at, ref: "heads/main", sha: data.sha });
    return this.fetch(data.sha);
  }

  /** Commits a change onto a branch, which is made from the default branch where it is not there; answers its commit. */
  async push(holder: Holder, branch: string, changes: Change): Promise<string> {
    const github = this.as(holder);
    const there = await github.git.getRef({ ...at, ref: `heads/${branch}` }).catch(() => undefined);
    if (there === undefined)
      await github.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: await this.head("main") });
    for (const [path, text] of Object.entries(changes)) {
      const known = await github.repos.getContent({ ...at, path, ref: branch }).catch(() => undefined);
      const sha = (known?.data as { readonly sha?: string } | undefined)?.sha;
      const about = { ...at, path, branch, message: `Change ${path}` };
      if (text === null) await github.repos.deleteFile({ ...about, sha: sha ?? "" });
      else {
        const content = Buffer.from(text).toString("base64");
        await github.repos.createOrUpdateFileContents({ ...about, content, ...(sha === undefined ? {} : { sha }) });
      }
    }
    return this.fetch(await this.head(branch));
  }

  /** Commit at the head of a branch. */
  async head(branch: string): Promise<string> {
    return (await this.as("pulumi").git.getRef({ ...at, ref: `heads/${branch}` })).data.object.sha;
  }

  /** Brings a commit, and what it is made of, to where runners fetch from. */
  async fetch(sha: string): Promise<string> {
    if (this.#origin.missing([sha]).length === 0) return sha;
    const github = this.as("pulumi");
    const { data } = await github.git.getTree({ ...at, tree_sha: sha, recursive: "1" });
    const files = data.tree.filter(({ type }) => type === "blob");
    for (const blob of new Set(this.#origin.missing(files.map((each) => each.sha)))) {
      const { data: found } = await github.git.getBlob({ ...at, file_sha: blob });
      this.#origin.keep("blob", Buffer.from(found.content, "base64"), blob);
    }
    this.#origin.keepTree(files, data.sha);
    const { data: commit } = await github.git.getCommit({ ...at, commit_sha: sha });
    this.#origin.keep("commit", rawCommit(commit), sha);
    // The history is not fetched: runners take one commit.
    return sha;
  }
}

interface Signed {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

interface CommitAnswer {
  readonly message: string;
  readonly tree: { readonly sha: string };
  readonly parents: readonly { readonly sha: string }[];
  readonly author: Signed;
  readonly committer: Signed;
  readonly verification: { readonly reason: string };
}

/** A commit as Git writes it; the sandbox's signature is one word. */
function rawCommit({ message, tree, parents, author, committer, verification: { reason } }: CommitAnswer): string {
  const line = ({ name, email, date }: Signed): string => `${name} <${email}> ${String(Date.parse(date) / 1000)} +0000`;
  const head = [`tree ${tree.sha}`, ...parents.map(({ sha }) => `parent ${sha}`), `author ${line(author)}`];
  const signed = reason === "unsigned" ? [] : [`gpgsig ${reason}`];
  return [...head, `committer ${line(committer)}`, ...signed, "", message].join("\n");
}
