import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data } from "../../../world/entity.ts";
import { plain } from "../rules/push.ts";
import { at, bodyOf, route } from "../route.ts";
import { nodeId } from "../wire.ts";
import { authorOf } from "./commits.ts";
import {
  blobOf,
  commitOf,
  entriesOf,
  putBlob,
  putCommit,
  putTree,
  treeOf,
  type Files,
  type Repository,
  type TreeFile,
} from "./objects.ts";
import { commitNamed, filledRepository } from "./refs.ts";
import { gitCommitView, gitNode, repoUrl } from "./views.ts";

const scopes = { read: "contents:read", write: "contents:write" };
const blobInput = z.object({ content: z.string(), encoding: z.enum(["utf-8", "base64"]).optional() });
const entry = z.object({
  path: z.string().min(1),
  mode: z.enum(["100644", "100755", "040000", "160000", "120000"]).optional(),
  type: z.enum(["blob", "tree", "commit"]).optional(),
  sha: z.string().nullable().optional(),
  content: z.string().optional(),
});
const treeInput = z.object({ tree: z.array(entry), base_tree: z.string().optional() });
const person = z.object({ name: z.string().min(1), email: z.string().min(1), date: z.string().optional() });
const commitInput = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).optional(),
  author: person.optional(),
  committer: person.partial().optional(),
  signature: z.string().optional(),
});

/** Objects of Git: contents, trees, commits. */
export const gitRoutes: readonly Route[] = [
  route(`POST ${at}/git/blobs -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const { content, encoding } = bodyOf(blobInput, call, "Blob");
    const { sha } = putBlob(call.world, repo, Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
    return { status: 201, body: { sha, url: `${repoUrl(repo, call)}/git/blobs/${sha}` } };
  }),
  route(`GET ${at}/git/blobs/{file_sha} -> 200`, scopes.read, (call) => {
    const repo = filledRepository(call);
    const found = blobOf(call.world, repo, call.params["file_sha"] ?? "");
    if (!found) throw missing("Blob");
    const { sha, content, size } = found;
    const url = `${repoUrl(repo, call)}/git/blobs/${sha}`;
    return {
      status: 200,
      body: { sha, node_id: gitNode("B", sha), size, url, content: inLines(content), encoding: "base64" },
    };
  }),
  route(`POST ${at}/git/trees -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const { tree, base_tree: base } = bodyOf(treeInput, call, "Tree");
    const files: Record<string, TreeFile | null> = { ...(base === undefined ? {} : treeNamed(call, repo, base)) };
    for (const each of tree) place(call, repo, files, each);
    const left = Object.fromEntries(
      Object.entries(files).filter((pair): pair is [string, TreeFile] => pair[1] !== null),
    );
    return { status: 201, body: treeView(putTree(call.world, repo, left).sha, left, repo, call, false) };
  }),
  route(`GET ${at}/git/trees/{tree_sha} -> 200`, scopes.read, (call) => {
    const repo = filledRepository(call);
    const name = call.params["tree_sha"] ?? "";
    const files = treeOf(call.world, repo, name)?.files;
    const sha = files ? name : commitNamed(call, repo, name).tree;
    const recursive = call.request.query.has("recursive");
    return { status: 200, body: treeView(sha, treeNamed(call, repo, sha), repo, call, recursive) };
  }),
  route(`POST ${at}/git/commits -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const given = bodyOf(commitInput, call, "Commit");
    if (!treeOf(call.world, repo, given.tree)) throw plain(422, "Tree SHA does not exist");
    const parents = given.parents ?? [];
    if (parents.some((each) => !commitOf(call.world, repo, each)))
      throw plain(422, "Parent SHA does not exist or is not a commit object");
    const author = signature(given.author, authorOf(call));
    const committer = signature(given.committer, author);
    // Keys of people are not kept here: a signature of their own is there, and not known.
    const reason = given.signature === undefined ? "unsigned" : "unknown_key";
    const commit = putCommit(call.world, repo, {
      message: given.message,
      tree: given.tree,
      parents,
      author,
      committer,
      reason,
    });
    return { status: 201, body: gitCommitView(commit, repo, call) };
  }),
  route(`GET ${at}/git/commits/{commit_sha} -> 200`, scopes.read, (call) => {
    const repo = filledRepository(call);
    const found = commitOf(call.world, repo, call.params["commit_sha"] ?? "");
    if (!found) throw missing("Commit");
    return { status: 200, body: gitCommitView(found, repo, call) };
  }),
];

type Given = z.output<typeof entry>;

function place(
  call: Call,
  repo: Repository,
  files: Record<string, TreeFile | null>,
  { path, mode, sha, content }: Given,
): void {
  const beneath = Object.keys(files).filter((each) => each.startsWith(`${path}/`));
  for (const each of beneath) files[each] = null;
  if (sha === null) files[path] = null;
  else if (content !== undefined)
    files[path] = { mode: mode ?? "100644", sha: putBlob(call.world, repo, Buffer.from(content)).sha };
  else if (mode === "040000") {
    for (const [inner, file] of Object.entries(treeNamed(call, repo, sha ?? ""))) files[`${path}/${inner}`] = file;
  } else {
    if (sha === undefined || !blobOf(call.world, repo, sha))
      throw plain(422, "tree.sha " + (sha ?? "") + " is not a valid blob");
    files[path] = { mode: mode ?? "100644", sha };
  }
}

function treeNamed(call: Call, repo: Repository, sha: string): Files {
  const tree = treeOf(call.world, repo, sha) ?? treeOf(call.world, repo, commitOf(call.world, repo, sha)?.tree ?? "");
  if (!tree) throw missing("Tree", sha);
  return tree.files;
}

function treeView(sha: string, files: Files, repo: Repository, call: Call, recursive: boolean): Data {
  const url = repoUrl(repo, call);
  const blob = (path: string, { mode, sha: id }: TreeFile): Data => {
    const size = blobOf(call.world, repo, id)?.size ?? 0;
    return { path, mode, type: "blob", sha: id, size, url: `${url}/git/blobs/${id}` };
  };
  const shown = (prefix: string, inner: Files): Data[] =>
    entriesOf(inner).flatMap(([name, each]) => {
      if (!("files" in each)) return [blob(prefix + name, each)];
      const { sha: id } = putTree(call.world, repo, each.files);
      const folder = { path: prefix + name, mode: "040000", type: "tree", sha: id, url: `${url}/git/trees/${id}` };
      return [folder, ...(recursive ? shown(`${prefix}${name}/`, each.files) : [])];
    });
  return {
    sha,
    node_id: nodeId("TR", Number.parseInt(sha.slice(0, 8), 16)),
    url: `${url}/git/trees/${sha}`,
    tree: shown("", files),
    truncated: false,
  };
}

interface GivenPerson {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly date?: string | undefined;
}

function signature(given: GivenPerson | undefined, fallback: ReturnType<typeof authorOf>): typeof fallback {
  const date = given?.date === undefined ? fallback.date : Date.parse(given.date);
  return { name: given?.name ?? fallback.name, email: given?.email ?? fallback.email, date };
}

/** Base 64 as GitHub gives it: lines of 60 characters. */
export function inLines(content: string): string {
  return content.replaceAll(/(.{60})/g, "$1\n").replace(/([^\n])$/, "$1\n");
}
