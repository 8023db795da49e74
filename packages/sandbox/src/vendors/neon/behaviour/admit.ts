import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { BranchData } from "../tables/branch.ts";
import { organizationId } from "../wire.ts";

/** Before every call: refuses other organisations, and takes away branches whose time is over. */
export function admit(call: Call): void {
  const { world, params } = call;
  const asked = params["org_id"];
  if (asked !== undefined && asked !== organizationId(world.seed)) throw missing("organization", asked);
  world.store.transact(() => removeExpired(call));
}

/** Branches go at their `expires_at`, with their computes. Source: Neon docs, "Branch expiration". */
function removeExpired({ world, now }: Call): void {
  const { store } = world;
  const over = store.all<BranchData>("neon.branch").filter(({ data }) => Date.parse(data.expires_at ?? "") <= now);
  for (const { key, parent, data } of over) {
    const computes = store.children("neon.endpoint", parent).filter((each) => each.data["branch_id"] === data.id);
    for (const compute of [...computes.map((each) => each.key), key]) store.remove(compute);
  }
}
