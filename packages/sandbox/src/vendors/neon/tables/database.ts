import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing, refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { withBeside } from "../beside.ts";
import { startOperation } from "../operation-log.ts";
import { times } from "../wire.ts";
import { branch, type BranchData } from "./branch.ts";
import { postgresName } from "./fields.ts";
import type { RoleData } from "./role.ts";

/** A database as kept. */
export interface DatabaseData extends Data {
  readonly id: number;
  readonly name: string;
  readonly owner_name: string;
}

const all = "/projects/{project_id}/branches/{branch_id}/databases";

/** Names that Postgres keeps for itself. Source: Neon docs, "Manage databases". */
const reserved = new Set(["postgres", "template0", "template1"]);

/** A Postgres database of a branch; its number survives renaming. */
export const database = resource<DatabaseData>({
  vendor: "neon",
  name: "database",
  source: `public-v2 specification ${all}; facts/endpoints.md 2.3`,
  parent: branch,
  identity: { database_name: "name" },
  operations: {
    create: `POST ${all} -> 201`,
    list: `GET ${all} -> 200`,
    read: `GET ${all}/{database_name} -> 200`,
    update: `PATCH ${all}/{database_name} -> 200`,
    remove: `DELETE ${all}/{database_name} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { one: "database", many: "databases" },
  input: z.object({ name: postgresName, owner_name: postgresName }),
  check: databaseProblems,
  computed: (_data, { world }) => ({ id: world.ids.number("neon.database", 3_400_001) }),
  removing({ parent }, call) {
    const owner = call.world.store.get<BranchData>(parent ?? "");
    startOperation(call, owner?.parent ?? "", "apply_config", { branch: owner?.data.id ?? "" });
  },
  view(entity, call) {
    const owner = call.world.store.get<BranchData>(entity.parent ?? "");
    return withBeside(databaseView(entity, owner?.data.id ?? ""), call);
  },
});

/** A database as answers show it. */
export function databaseView(entity: Entity<DatabaseData>, branchId: string): Data {
  const { id, name, owner_name } = entity.data;
  return { id, branch_id: branchId, name, owner_name, ...times(entity) };
}

function databaseProblems(
  { name, owner_name }: DatabaseData,
  { world }: Call,
  before: Entity<DatabaseData> | undefined,
  parent: Entity | undefined,
): FieldProblem[] {
  const others = world.store.children<DatabaseData>("neon.database", parent?.key ?? null);
  if (others.some((other) => other.data.name === name && other.key !== before?.key)) {
    throw refuseWith(409, { code: "", message: `database "${name}" already exists` });
  }
  const roles = world.store.children<RoleData>("neon.role", parent?.key ?? null);
  if (!roles.some(({ data }) => data.name === owner_name)) throw missing("role", owner_name);
  const message = `database name "${name}" is reserved`;
  return reserved.has(name) ? [{ path: ["database", "name"], code: "custom", message, given: name }] : [];
}
