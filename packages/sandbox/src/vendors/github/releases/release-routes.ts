import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Entity } from "../../../world/entity.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import type { Repository } from "../git/objects.ts";
import { filledRepository, repositoryOf } from "../git/refs.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { notesOf } from "./release-notes.ts";
import { keepRelease, releasesOf, type ReleaseData } from "./release-rows.ts";
import { releaseView } from "./release-view.ts";

const fields = {
  target_commitish: z.string().optional(),
  name: z.string().nullable().optional(),
  body: z.string().max(125_000).nullable().optional(),
  draft: z.boolean().optional(),
  prerelease: z.boolean().optional(),
};
const creation = z.object({ tag_name: z.string().min(1), generate_release_notes: z.boolean().optional(), ...fields });
const change = z.object({ tag_name: z.string().min(1).optional(), ...fields });
const notes = z.object({
  tag_name: z.string().min(1),
  target_commitish: z.string().optional(),
  previous_tag_name: z.string().optional(),
});
const scopes = { read: "contents:read", write: "contents:write" };
const one = `${at}/releases/{release_id}`;

/** Releases: a published one makes its tag (O3). Drafts are seen by those who may write. */
export const releaseRoutes: readonly Route[] = [
  route(`POST ${at}/releases -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const {
      tag_name: tag,
      target_commitish: target,
      generate_release_notes: generate,
      name,
      body,
      draft,
      prerelease,
    } = bodyOf(creation, call, "Release");
    const onto = target ?? repo.data.default_branch;
    const text =
      generate === true ? [body, notesOf(call, repo, tag, onto)].filter(Boolean).join("\n\n") : (body ?? null);
    const data = {
      tag,
      target: onto,
      name: name ?? null,
      body: text,
      draft: draft ?? false,
      prerelease: prerelease ?? false,
    };
    const made = keepRelease(call, repo, undefined, {
      ...data,
      id: call.world.ids.number("github.release", 40_000_001),
      author: accountOf(call).data.login,
      publishedAt: null,
    });
    return { status: 201, body: releaseView(made, repo, call) };
  }),
  route(`GET ${at}/releases -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    return pageOf(seen(call, repo).toReversed(), (each) => releaseView(each, repo, call), undefined, call);
  }),
  route(`GET ${at}/releases/latest -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const full = releasesOf(call.world, repo).filter(({ data }) => !data.draft && !data.prerelease);
    const last = full.toSorted((a, b) => (a.data.publishedAt ?? 0) - (b.data.publishedAt ?? 0)).at(-1);
    if (!last) throw missing("Release");
    return { status: 200, body: releaseView(last, repo, call) };
  }),
  route(`GET ${at}/releases/tags/{tag} -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const found = releasesOf(call.world, repo).find(({ data }) => !data.draft && data.tag === call.params["tag"]);
    if (!found) throw missing("Release");
    return { status: 200, body: releaseView(found, repo, call) };
  }),
  route(`POST ${at}/releases/generate-notes -> 200`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const { tag_name: tag, target_commitish: target, previous_tag_name: before } = bodyOf(notes, call, "Release");
    return {
      status: 200,
      body: { name: tag, body: notesOf(call, repo, tag, target ?? repo.data.default_branch, before) },
    };
  }),
  route(`GET ${one} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: releaseView(named(call), repositoryOf(call), call),
  })),
  route(`PATCH ${one} -> 200`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    const before = named(call);
    const { tag_name: tag, target_commitish: target, ...rest } = bodyOf(change, call, "Release");
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const data = {
      ...before.data,
      ...given,
      ...(tag === undefined ? {} : { tag }),
      ...(target === undefined ? {} : { target }),
    };
    return { status: 200, body: releaseView(keepRelease(call, repo, before, data), repo, call) };
  }),
  route(`DELETE ${one} -> 204`, scopes.write, (call) => {
    const { key, data } = named(call);
    call.world.store.remove(key);
    happen(call, repositoryOf(call), {
      action: "release.destroy",
      text: `removes release ${data.tag} of ${repositoryOf(call).data.name}`,
      data: { tag: data.tag },
    });
    return { status: 204 };
  }),
];

function seen(call: Call, repo: Repository): Entity<ReleaseData>[] {
  const maySeeDrafts = call.holder.scopes.has(scopes.write);
  return releasesOf(call.world, repo).filter(({ data }) => maySeeDrafts || !data.draft);
}

function named(call: Call): Entity<ReleaseData> {
  const found = seen(call, repositoryOf(call)).find(({ data }) => String(data.id) === call.params["release_id"]);
  if (!found) throw missing("Release");
  return found;
}
