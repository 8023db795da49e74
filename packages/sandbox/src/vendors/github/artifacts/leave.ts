import { createHash } from "node:crypto";
import { z } from "zod";
import type { World } from "../../../world/world.ts";
import { refused } from "../control-refusal.ts";
import { repositoryNamed, runWithId } from "../workflows/runner.ts";
import { artifactsOf, type ArtifactData } from "./artifact-rows.ts";

const day = 86_400_000;
/** Days that artifacts are kept unless told otherwise, and at most. Source: GitHub docs, "Usage limits, billing, and administration". */
const days = { usual: 90, most: { public: 90, other: 400 } };

const left = z.strictObject({
  repository: z.string().min(1),
  run: z.int(),
  name: z
    .string()
    .min(1)
    // What GitHub's own action refuses in names: they become files on every system.
    .regex(/^[^":<>|*?\r\n\\/]+$/, 'a name without any of " : < > | * ? \\ / and line ends'),
  /** Zip file, base 64. */
  content: z.base64().min(1),
  retentionDays: z.int().min(1).default(days.usual),
});

/**
 * A runner leaves an artifact of its run: at GitHub by an interface that is not published. What is to be kept for longer than may be is kept
 * as long as may be, as there. @throws LaunchgateError for a run that is over, or a name that its attempt has left already
 */
export function leaveArtifact(world: World, given: unknown): Omit<ArtifactData, "content"> {
  const { repository, run: id, name, content, retentionDays } = left.parse(given);
  const repo = repositoryNamed(world, repository);
  const run = runWithId(world, repository, id);
  const { attempt, status } = run.data;
  if (status === "completed") throw refused(`Run ${String(id)} is over.`, "Leave artifacts while a job of it runs.");
  const isThere = artifactsOf(world, repo).some(
    ({ data }) => data.run === run.key && data.attempt === attempt && data.name === name,
  );
  if (isThere)
    throw refused(
      `Run ${String(id)} left an artifact "${name}" already.`,
      "Artifacts are never changed: name another.",
    );
  const now = world.clock.now();
  const bytes = Buffer.from(content, "base64");
  const most = repo.data.visibility === "public" ? days.most.public : days.most.other;
  return world.store.transact(() => {
    const known = {
      name,
      run: run.key,
      attempt,
      size: bytes.length,
      expiresAt: now + Math.min(retentionDays, most) * day,
    };
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    const data = { id: world.ids.number("github.artifact", 50_000_001), ...known, digest };
    world.store.add<ArtifactData>("github.artifact", { parent: repo.key, at: now, data: { ...data, content } });
    return data;
  });
}
