import type { Call } from "../../../http/message.ts";
import { make } from "../../../resource-table/change.ts";
import type { Entity } from "../../../world/entity.ts";
import type { BranchData } from "../tables/branch.ts";
import { database, type DatabaseData } from "../tables/database.ts";
import { role, type RoleData } from "../tables/role.ts";

const [roles, databases] = ["neon.role", "neon.database"] as const;

/** Gives a branch the roles and databases that another had at a moment, passwords included. */
export function inherit(from: Entity<BranchData> | undefined, to: Entity<BranchData>, at: number, call: Call): void {
  const { store } = call.world;
  const there = ({ created }: Entity): boolean => created <= at;
  for (const { data, created } of store.children<RoleData>(roles, from?.key ?? "").filter(there)) {
    store.put({ ...make(role, data, call, to), created });
  }
  for (const { data, created } of store.children<DatabaseData>(databases, from?.key ?? "").filter(there)) {
    store.put({ ...make(database, { name: data.name, owner_name: data.owner_name }, call, to), created });
  }
}

/** Takes away the roles and databases that a branch got after a moment: all of them with a moment before everything. */
export function forgetSince(branch: Entity<BranchData>, at: number, { world }: Call): void {
  for (const name of [databases, roles]) {
    const later = world.store.children(name, branch.key).filter(({ created }) => created > at);
    for (const { key } of later) world.store.remove(key);
  }
}
