import { hash, randomBytes } from "node:crypto";
import type { World } from "../../../world/world.ts";
import { deploymentOf, productionOf, type Deployment, type Project } from "../release/moment.ts";
import { activeReleaseOf, shareAt } from "../release/rolling-release.ts";

/** Which deployment a visitor gets. */
export interface Choice {
  readonly deployment: Deployment;
  /** Cookie to set, so that the visitor gets the same one again. */
  readonly cookie?: string;
}

/** Longest mark of a visitor that is taken. */
const longest = 64;

/**
 * Chooses between production and the canary of an active rollout. A visitor's place in the split is fixed for the whole rollout: when the
 * share grows, visitors go to the canary and none comes back. The name of the cookie is [unverified].
 */
export function choose(world: World, project: Project, cookies: string | undefined): Choice | undefined {
  const production = productionOf({ world }, project);
  const release = activeReleaseOf(world, project.key);
  if (!release || !production) return production && { deployment: production };
  const canary = deploymentOf({ world }, project, release.data.canary);
  const name = `_vcrr_${project.data.id}`;
  const known = markIn(cookies, name);
  const visitor = known ?? randomBytes(9).toString("base64url");
  const isCanary = placeOf(`${release.data.id}/${visitor}`) < shareAt(release, world.clock.now());
  const deployment = isCanary && canary ? canary : production;
  return known === undefined
    ? { deployment, cookie: `${name}=${visitor}; Path=/; HttpOnly; SameSite=Lax` }
    : { deployment };
}

/** Place of a visitor in 0 to 100, evenly spread. */
function placeOf(mark: string): number {
  return (Number.parseInt(hash("sha1", mark).slice(0, 12), 16) / 2 ** 48) * 100;
}

function markIn(cookies: string | undefined, name: string): string | undefined {
  const found = cookies?.split(/; */).find((each) => each.startsWith(`${name}=`));
  const mark = found?.slice(name.length + 1);
  return mark === undefined || mark === "" || mark.length > longest ? undefined : mark;
}
