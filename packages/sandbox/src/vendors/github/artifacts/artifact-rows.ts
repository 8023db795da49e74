import { missing } from "../../../http/refusal.ts";
import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Repository } from "../git/objects.ts";
import { repositoryOf } from "../git/refs.ts";

/** What a run left behind. Times are milliseconds since 1970. */
export interface ArtifactData extends Data {
  readonly id: number;
  readonly name: string;
  /** Key of the run. */
  readonly run: string;
  /** Which attempt of it left this. */
  readonly attempt: number;
  /** Zip file, base 64. */
  readonly content: string;
  /** Bytes of the zip file. */
  readonly size: number;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly expiresAt: number;
}

/** An artifact. */
export type Artifact = Entity<ArtifactData>;

/** Artifacts of a repository, newest first. */
export function artifactsOf(world: World, repo: Repository): readonly Artifact[] {
  return world.store.children<ArtifactData>("github.artifact", repo.key).toReversed();
}

/** The artifact that a path names. @throws Refusal `missing` */
export function artifactNamed(call: Call): Artifact {
  const id = call.params["artifact_id"];
  const found = artifactsOf(call.world, repositoryOf(call)).find(({ data }) => String(data.id) === id);
  if (!found) throw missing("Artifact");
  return found;
}

/** Whether it is over: the content is gone, its entry stays. */
export function isExpired({ data }: Artifact, now: number): boolean {
  return now >= data.expiresAt;
}
