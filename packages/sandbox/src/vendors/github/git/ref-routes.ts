import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data } from "../../../world/entity.ts";
import { pageOf } from "../pages.ts";
import { plain, push, removeBranch } from "../rules/push.ts";
import { at, bodyOf, route } from "../route.ts";
import { commitOf, type Repository } from "./objects.ts";
import { branchesOf, branchOf, filledRepository, repositoryOf, setTag, tagsOf } from "./refs.ts";
import { gitNode, refView, repoUrl } from "./views.ts";

const scopes = { read: "contents:read", write: "contents:write" };
const creation = z.object({ ref: z.string(), sha: z.string() });
const change = z.object({ sha: z.string(), force: z.boolean().optional() });

interface Ref {
  readonly ref: string;
  readonly sha: string;
}

/** Branches and tags as references. */
export const refRoutes: readonly Route[] = [
  route(`POST ${at}/git/refs -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const { ref, sha } = bodyOf(creation, call, "Reference");
    if (!/^refs\/(heads|tags)\/.+$/.test(ref)) throw plain(422, `${ref} is not a valid ref name.`);
    if (refsOf(call, repo).some((each) => each.ref === ref)) throw plain(422, "Reference already exists");
    return { status: 201, body: refView(ref, point(call, repo, ref, sha, false), repo, call) };
  }),
  route(
    `GET ${at}/git/ref/{ref+} -> 200`,
    scopes.read,
    (call) => {
      const repo = filledRepository(call);
      const found = refNamed(call, repo);
      return { status: 200, body: refView(found.ref, found.sha, repo, call) };
    },
    `${at}/git/ref/{ref}`,
  ),
  route(
    `GET ${at}/git/matching-refs/{ref+} -> 200`,
    scopes.read,
    (call) => {
      const repo = repositoryOf(call);
      const found = refsOf(call, repo).filter(({ ref }) => ref.startsWith(`refs/${call.params["ref"] ?? ""}`));
      return pageOf(found, ({ ref, sha }) => refView(ref, sha, repo, call), undefined, call);
    },
    `${at}/git/matching-refs/{ref}`,
  ),
  route(
    `PATCH ${at}/git/refs/{ref+} -> 200`,
    scopes.write,
    (call) => {
      const repo = filledRepository(call);
      const { ref } = refNamed(call, repo, () => plain(422, "Reference does not exist"));
      const { sha, force } = bodyOf(change, call, "Reference");
      return { status: 200, body: refView(ref, point(call, repo, ref, sha, force ?? false), repo, call) };
    },
    `${at}/git/refs/{ref}`,
  ),
  route(
    `DELETE ${at}/git/refs/{ref+} -> 204`,
    scopes.write,
    (call) => {
      const repo = filledRepository(call);
      const { ref } = refNamed(call, repo, () => plain(422, "Reference does not exist"));
      const branch = branchOf(call.world, repo, ref.replace("refs/heads/", ""));
      const tag = tagsOf(call.world, repo).find(({ data }) => `refs/tags/${data.name}` === ref);
      if (branch && ref.startsWith("refs/heads/")) removeBranch(call, repo, branch);
      else if (tag) call.world.store.remove(tag.key);
      return { status: 204 };
    },
    `${at}/git/refs/{ref}`,
  ),
  route(`GET ${at}/tags -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const url = repoUrl(repo, call);
    const view = ({ data: { name, sha } }: { data: { name: string; sha: string } }): Data => ({
      name,
      commit: { sha, url: `${url}/commits/${sha}` },
      zipball_url: `${url}/zipball/refs/tags/${name}`,
      tarball_url: `${url}/tarball/refs/tags/${name}`,
      node_id: gitNode("REF", sha),
    });
    return pageOf(tagsOf(call.world, repo).toReversed(), view, undefined, call);
  }),
];

function point(call: Call, repo: Repository, ref: string, sha: string, force: boolean): string {
  if (!commitOf(call.world, repo, sha)) throw plain(422, "Object does not exist");
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  if (ref.startsWith("refs/tags/")) setTag(call.world, repo, name, sha);
  else push(call, repo, { branch: name, sha, force, refusal: 422 });
  return sha;
}

function refsOf({ world }: Call, repo: Repository): readonly Ref[] {
  return [
    ...branchesOf(world, repo).map(({ data }) => ({ ref: `refs/heads/${data.name}`, sha: data.sha })),
    ...tagsOf(world, repo).map(({ data }) => ({ ref: `refs/tags/${data.name}`, sha: data.sha })),
  ];
}

function refNamed(call: Call, repo: Repository, otherwise: () => Error = () => missing("Reference")): Ref {
  const found = refsOf(call, repo).find(({ ref }) => ref === `refs/${call.params["ref"] ?? ""}`);
  if (!found) throw otherwise();
  return found;
}
