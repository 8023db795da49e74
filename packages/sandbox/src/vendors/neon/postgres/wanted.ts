import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { BranchData } from "../tables/branch.ts";
import { database, type DatabaseData } from "../tables/database.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import { newPassword, role, type RoleData } from "../tables/role.ts";
import { computesOf } from "../trash.ts";
import type { Wanted } from "./catalog.ts";
import type { Found } from "./reconcile.ts";
import { plant } from "../../../resource-table/plant.ts";

/** What the rows say that a branch has inside of Postgres. */
export function wantedOf(branch: Entity<BranchData>, world: World): Wanted {
  const { store } = world;
  const roles = store.children<RoleData>("neon.role", branch.key);
  const databases = store.children<DatabaseData>("neon.database", branch.key);
  const computes = computesOf(branch, world) as Entity<EndpointData>[];
  const writer = computes.find(({ data }) => data.type === "read_write");
  return {
    roles: roles.map(({ data }) => ({ name: data.name, password: data.password })),
    databases: databases.map(({ data }) => ({ id: data.id, name: data.name, owner: data.owner_name })),
    settings: (writer?.data.settings["pg_settings"] as Wanted["settings"] | undefined) ?? {},
  };
}

/** Makes rows for what came back with old data. Roles get a new password: the old one is known to nobody [unverified]. */
export function plantFound(branch: Entity<BranchData>, { roles, databases }: Found, world: World): void {
  world.store.transact(() => {
    for (const name of roles) plant(world, role, branch.key, { name, no_login: false, password: newPassword() });
    for (const { name, owner: owner_name } of databases) {
      plant(world, database, branch.key, { id: world.ids.number("neon.database", 3_400_001), name, owner_name });
    }
  });
}
