import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data } from "../../../world/entity.ts";
import { plain, push } from "../rules/push.ts";
import { at, bodyOf, route } from "../route.ts";
import { htmlUrl } from "../wire.ts";
import { authorOf, commitFor, filesWith } from "./commits.ts";
import { inLines } from "./git-routes.ts";
import { blobOf, entriesOf, filesOf, putBlob, putTree, type Files, type Repository } from "./objects.ts";
import { branchesOf, branchOf, repositoryOf, resolveRef } from "./refs.ts";
import { fullName, gitCommitView, repoUrl } from "./views.ts";

const scopes = { read: "contents:read", write: "contents:write" };
const person = z.object({ name: z.string().min(1), email: z.string().min(1), date: z.string().optional() });
const common = {
  message: z.string(),
  branch: z.string().optional(),
  author: person.optional(),
  committer: person.optional(),
};
const putInput = z.object({ ...common, content: z.string(), sha: z.string().optional() });
const removeInput = z.object({ ...common, sha: z.string() });
const documented = `${at}/contents/{path}`;

/** Files by their paths: reading a file or a folder; each write is a commit. */
export const contentsRoutes: readonly Route[] = [
  ...[`GET ${at}/contents/{path+} -> 200`, `GET ${at}/contents -> 200`].map((line) =>
    route(line, scopes.read, read, documented),
  ),
  route(
    `PUT ${at}/contents/{path+} -> 200/201`,
    scopes.write,
    (call) => {
      const given = bodyOf(putInput, call, "Content");
      const repo = repositoryOf(call);
      const { name, head, files } = branchFor(call, repo, given.branch);
      const path = pathOf(call);
      refuseSha(files[path]?.sha, given.sha, path);
      const blob = putBlob(call.world, repo, Buffer.from(given.content, "base64"));
      const changes = { [path]: { mode: files[path]?.mode ?? "100644", sha: blob.sha } };
      const commit = write(call, repo, { ...given, name, head, changes });
      const content = contentView(call, repo, commit.files, path, name, false);
      return { status: files[path] ? 200 : 201, body: { content, commit: commit.view } };
    },
    documented,
  ),
  route(
    `DELETE ${at}/contents/{path+} -> 200`,
    scopes.write,
    (call) => {
      const given = bodyOf(removeInput, call, "Content");
      const repo = repositoryOf(call);
      const { name, head, files } = branchFor(call, repo, given.branch);
      const path = pathOf(call);
      if (!files[path]) throw missing("Content", path);
      refuseSha(files[path].sha, given.sha, path);
      return {
        status: 200,
        body: { content: null, commit: write(call, repo, { ...given, name, head, changes: { [path]: null } }).view },
      };
    },
    documented,
  ),
];

const pathOf = ({ params }: Call): string => (params["path"] ?? "").replace(/^\/|\/$/g, "");

function read(call: Call): Answer {
  const repo = repositoryOf(call);
  const ref = call.request.query.get("ref") ?? repo.data.default_branch;
  const commit = resolveRef(call.world, repo, ref);
  if (!commit) throw missing("Content");
  return { status: 200, body: contentView(call, repo, filesOf(call.world, repo, commit.sha), pathOf(call), ref, true) };
}

function branchFor(
  call: Call,
  repo: Repository,
  given: string | undefined,
): { name: string; head: string | undefined; files: Files } {
  const name = given ?? repo.data.default_branch;
  const head = branchOf(call.world, repo, name)?.data.sha;
  const isFirst = branchesOf(call.world, repo).length === 0;
  if (head === undefined && !isFirst) throw plain(404, `Branch ${name} not found`);
  return { name, head, files: filesOf(call.world, repo, head) };
}

/** Source: GitHub docs, "Create or update file contents": the blob that is replaced must be named. */
function refuseSha(there: string | undefined, given: string | undefined, path: string): void {
  if (there !== undefined && given === undefined) throw plain(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (given !== undefined && given !== there) throw plain(409, `${path} does not match ${given}`);
}

interface Writing {
  readonly message: string;
  readonly name: string;
  readonly head: string | undefined;
  readonly changes: Readonly<Record<string, Files[string] | null>>;
  readonly author?: z.output<typeof person> | undefined;
}

function write(
  call: Call,
  repo: Repository,
  { message, name, head, changes, author: by }: Writing,
): { files: Files; view: Data } {
  const files = filesWith(call.world, repo, head, changes);
  const author = by
    ? { name: by.name, email: by.email, date: by.date === undefined ? authorOf(call).date : Date.parse(by.date) }
    : undefined;
  const commit = commitFor(call, repo, {
    message,
    files,
    parents: head === undefined ? [] : [head],
    ...(author ? { author } : {}),
  });
  push(call, repo, { branch: name, sha: commit.sha, refusal: 409 });
  return { files, view: gitCommitView(commit, repo, call) };
}

function contentView(
  call: Call,
  repo: Repository,
  files: Files,
  path: string,
  ref: string,
  whole: boolean,
): Data | Data[] {
  const file = files[path];
  if (file) return fileView(call, repo, path, file.sha, ref, whole);
  const prefix = path === "" ? "" : `${path}/`;
  const inside = Object.fromEntries(
    Object.entries(files).flatMap(([each, found]) =>
      each.startsWith(prefix) ? [[each.slice(prefix.length), found] as const] : [],
    ),
  );
  if (Object.keys(inside).length === 0) throw missing("Content", path);
  return entriesOf(inside).map(([name, each]) =>
    "files" in each
      ? {
          ...place(call, repo, prefix + name, ref, "trees", putTree(call.world, repo, each.files).sha),
          type: "dir",
          size: 0,
        }
      : fileView(call, repo, prefix + name, each.sha, ref, false),
  );
}

function fileView(call: Call, repo: Repository, path: string, sha: string, ref: string, whole: boolean): Data {
  const blob = blobOf(call.world, repo, sha);
  const about = { ...place(call, repo, path, ref, "blobs", sha), type: "file", size: blob?.size ?? 0 };
  return whole ? { ...about, content: inLines(blob?.content ?? ""), encoding: "base64" } : about;
}

function place(call: Call, repo: Repository, path: string, ref: string, kind: "blobs" | "trees", sha: string): Data {
  // The provider takes the reference from this address and breaks without it (facts/endpoints.md 2.1).
  const url = `${repoUrl(repo, call)}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const git = `${repoUrl(repo, call)}/git/${kind}/${sha}`;
  const html = htmlUrl(`${fullName(repo)}/${kind === "blobs" ? "blob" : "tree"}/${ref}/${encodeURI(path)}`);
  const download =
    kind === "blobs" ? `https://raw.githubusercontent.com/${fullName(repo)}/${ref}/${encodeURI(path)}` : null;
  const links = { self: url, git, html };
  return {
    name: path.replace(/^.*\//, ""),
    path,
    sha,
    url,
    git_url: git,
    html_url: html,
    download_url: download,
    _links: links,
  };
}
