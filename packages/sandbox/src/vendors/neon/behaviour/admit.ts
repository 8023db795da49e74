import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { World } from "../../../world/world.ts";
import type { BranchData } from "../tables/branch.ts";
import { emptyTrash, removeBranch } from "../trash.ts";
import { organizationId } from "../wire.ts";
import { keepSchedules } from "./snapshot-schedule.ts";

/** Before every call: refuses other organisations, and takes away branches whose time is over. */
export function admit(call: Call): void {
  const { world, params } = call;
  const asked = params["org_id"];
  if (asked !== undefined && asked !== organizationId(world.seed)) throw missing("organization", asked);
  world.store.transact(() => passTime(call));
}

/** What happens of itself as time goes by. */
function passTime({ world, now }: Call): void {
  removeExpired(world, now);
  keepSchedules(world, now);
  emptyTrash(world, now);
}

/** Branches go at their `expires_at`, with their computes. Source: Neon docs, "Branch expiration". */
function removeExpired(world: World, now: number): void {
  const over = world.store
    .all<BranchData>("neon.branch")
    .filter(({ data }) => Date.parse(data.expires_at ?? "") <= now);
  for (const each of over) removeBranch(each, world, Date.parse(each.data.expires_at ?? ""), "ttl");
}
