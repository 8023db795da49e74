import { createHash } from "node:crypto";
import type { Data, Entity } from "../../../world/entity.ts";
import { numberOf } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { RepositoryData } from "../types.ts";

/** A repository of the store. */
export type Repository = Entity<RepositoryData>;

/** Content of a file. */
export interface BlobData extends Data {
  readonly sha: string;
  /** Base 64. */
  readonly content: string;
  /** Bytes. */
  readonly size: number;
}

/** One file of a tree. */
export interface TreeFile {
  readonly mode: string;
  readonly sha: string;
}

/** All files beneath a tree: path -> file. */
export type Files = Readonly<Record<string, TreeFile>>;

/** A tree with everything beneath it. */
export interface TreeData extends Data {
  readonly sha: string;
  readonly files: Files;
}

/** Who wrote or committed, and when (milliseconds since 1970, whole seconds). */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: number;
}

/** A commit. */
export interface CommitData extends Data {
  readonly sha: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** `valid`: signed by GitHub. `unsigned`, `unknown_key`: not verified. Source: GitHub docs, "About commit signature verification". */
  readonly reason: "valid" | "unsigned" | "unknown_key";
}

type Kind = "blob" | "tree" | "commit" | "tag";

const hash = (kind: Kind, body: Buffer): string =>
  createHash("sha1")
    .update(`${kind} ${String(body.length)}\0`)
    .update(body)
    .digest("hex");

const keyOf = (kind: Kind, repo: Repository, sha: string): string =>
  `github.git-${kind}:${String(numberOf(repo.key))}-${sha}`;

function keep<D extends Data>(world: World, repo: Repository, kind: Kind, data: D & { sha: string }): D {
  const key = keyOf(kind, repo, data.sha);
  const known = world.store.get<D>(key);
  if (known) return known.data;
  const now = world.clock.now();
  return world.store.put<D>({ key, parent: repo.key, created: now, updated: now, data }).data;
}

/** Keeps the content of a file. Ids of all objects are those that Git itself would give. */
export function putBlob(world: World, repo: Repository, bytes: Buffer): BlobData {
  const data = { sha: hash("blob", bytes), content: bytes.toString("base64"), size: bytes.length };
  return keep(world, repo, "blob", data);
}

/** Keeps a tree and the trees beneath it. */
export function putTree(world: World, repo: Repository, files: Files): TreeData {
  const entries = entriesOf(files).map(([name, entry]) => {
    const sha = "files" in entry ? putTree(world, repo, entry.files).sha : entry.sha;
    return { name, mode: "files" in entry ? "40000" : entry.mode, sha };
  });
  const order = (name: string, mode: string): string => (mode === "40000" ? `${name}/` : name);
  const sorted = entries.toSorted((a, b) =>
    Buffer.compare(Buffer.from(order(a.name, a.mode)), Buffer.from(order(b.name, b.mode))),
  );
  const body = sorted.map(({ name, mode, sha }) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, "hex")]),
  );
  return keep(world, repo, "tree", { sha: hash("tree", Buffer.concat(body)), files });
}

/** What stands directly in a folder: a file, or a folder with its files. */
export function entriesOf(files: Files): readonly (readonly [string, TreeFile | { readonly files: Files }])[] {
  const folders = new Map<string, Record<string, TreeFile>>();
  const direct = Object.entries(files).flatMap(([path, file]) => {
    const [name = "", rest] = path.split(/\/(.*)/s);
    if (rest === undefined) return [[name, file] as const];
    folders.set(name, { ...folders.get(name), [rest]: file });
    return [];
  });
  return [...direct, ...[...folders].map(([name, inner]) => [name, { files: inner }] as const)];
}

/** Keeps a commit. */
export function putCommit(world: World, repo: Repository, given: Omit<CommitData, "sha">): CommitData {
  const { tree, parents, author, committer, message, reason } = given as CommitData;
  const line = ({ name, email, date }: Signature): string =>
    `${name} <${email}> ${String(Math.floor(date / 1000))} +0000`;
  const signed = reason === "unsigned" ? [] : [`gpgsig ${reason}`];
  const head = [`tree ${tree}`, ...parents.map((each) => `parent ${each}`), `author ${line(author)}`];
  const text = [...head, `committer ${line(committer)}`, ...signed, "", message].join("\n");
  const sha = hash("commit", Buffer.from(text));
  return keep<CommitData>(world, repo, "commit", { sha, tree, parents, author, committer, message, reason });
}

/** A file's content by its id. */
export function blobOf(world: World, repo: Repository, sha: string): BlobData | undefined {
  return world.store.get<BlobData>(keyOf("blob", repo, sha))?.data;
}

/** A tree by its id. */
export function treeOf(world: World, repo: Repository, sha: string): TreeData | undefined {
  return world.store.get<TreeData>(keyOf("tree", repo, sha))?.data;
}

/** A commit by its id. */
export function commitOf(world: World, repo: Repository, sha: string): CommitData | undefined {
  return world.store.get<CommitData>(keyOf("commit", repo, sha))?.data;
}

/** Files of a commit; none where it is not there. */
export function filesOf(world: World, repo: Repository, sha: string | undefined): Files {
  const commit = sha === undefined ? undefined : commitOf(world, repo, sha);
  return (commit && treeOf(world, repo, commit.tree)?.files) ?? {};
}
