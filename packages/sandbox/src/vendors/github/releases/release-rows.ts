import type { Call } from "../../../http/message.ts";
import { invalid } from "../../../http/refusal.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { happen } from "../behaviour/happen.ts";
import type { Repository } from "../git/objects.ts";
import { resolveRef, setTag, tagsOf } from "../git/refs.ts";
import { plain } from "../rules/push.ts";

/** A release as it is kept. */
export interface ReleaseData extends Data {
  readonly id: number;
  readonly tag: string;
  readonly target: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly author: string;
  /** Milliseconds since 1970; `null` for a draft. */
  readonly publishedAt: number | null;
}

/** Releases of a repository, oldest first. */
export function releasesOf(world: World, repo: Repository): readonly Entity<ReleaseData>[] {
  return world.store.children<ReleaseData>("github.release", repo.key);
}

/** Keeps a release, and publishes it: its tag is made at its target where it is not there. */
export function keepRelease(
  call: Call,
  repo: Repository,
  before: Entity<ReleaseData> | undefined,
  data: ReleaseData,
): Entity<ReleaseData> {
  const { world, now } = call;
  const twin = releasesOf(world, repo).some(
    (each) => each.key !== before?.key && each.data.tag === data.tag && !each.data.draft,
  );
  if (twin && !data.draft) throw invalid("Release", { path: ["tag_name"], code: "taken", message: "already_exists" });
  const publishes = !data.draft && data.publishedAt === null;
  if (publishes && !tagsOf(world, repo).some((each) => each.data.name === data.tag)) {
    const commit = resolveRef(world, repo, data.target);
    if (!commit) throw plain(422, `Validation Failed: target_commitish ${data.target} is invalid`);
    setTag(world, repo, data.tag, commit.sha);
  }
  const kept = { ...data, publishedAt: publishes ? now : data.publishedAt };
  const text = `${publishes ? "publishes" : before ? "changes" : "drafts"} release ${data.tag} of ${repo.data.name}`;
  happen(call, repo, {
    action: publishes ? "release.published" : before ? "release.update" : "release.create",
    text,
    data: { tag: data.tag },
  });
  return world.store.upsert(before, "github.release", { parent: repo.key, at: now, data: kept });
}
