import { z } from "zod";
import { refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { alphabets, randomSecret } from "../../../world/ids.ts";
import { withBeside } from "../beside.ts";
import { startOperation } from "../operation-log.ts";
import { compact, times } from "../wire.ts";
import { branch, type BranchData } from "./branch.ts";
import { postgresName } from "./fields.ts";

/** A role as kept. */
export interface RoleData extends Data {
  readonly name: string;
  readonly no_login: boolean;
  /** `null` for a role that cannot log in. */
  readonly password: string | null;
}

const all = "/projects/{project_id}/branches/{branch_id}/roles";

/** Names that Postgres or Neon keep for themselves. Source: Neon docs, "Manage roles". */
const reserved = /^(?:pg_.*|postgres|public|none|cloud_admin|zenith_admin|neon_superuser|neon_service|web_access)$/;

/** A Postgres role of a branch. Its password is in the answer that makes it, later only by `reveal_password`. */
export const role = resource<RoleData>({
  vendor: "neon",
  name: "role",
  source: `public-v2 specification ${all}; facts/endpoints.md 2.3`,
  parent: branch,
  identity: { role_name: "name" },
  operations: {
    create: `POST ${all} -> 201`,
    list: `GET ${all} -> 200`,
    read: `GET ${all}/{role_name} -> 200`,
    remove: `DELETE ${all}/{role_name} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { one: "role", many: "roles" },
  input: z.object({ name: postgresName, no_login: z.boolean().optional() }),
  defaults: () => ({ no_login: false, password: null }),
  check: (data, { world }, before, parent) => {
    const same = world.store.children<RoleData>("neon.role", parent?.key ?? null);
    if (same.some((other) => other.data.name === data.name && other.key !== before?.key)) {
      throw refuseWith(409, { code: "", message: `role "${data.name}" already exists` });
    }
    return reservedProblem(data.name);
  },
  computed: (data) => ({ password: data.no_login ? null : (data.password ?? newPassword()) }),
  removing(entity, call) {
    const parent = call.world.store.get<BranchData>(entity.parent ?? "");
    const databases = call.world.store.children("neon.database", entity.parent);
    if (databases.some(({ data }) => data["owner_name"] === entity.data.name)) {
      throw refuseWith(422, { code: "", message: `role "${entity.data.name}" owns databases and cannot be deleted` });
    }
    startOperation(call, parent?.parent ?? "", "apply_config", { branch: parent?.data.id ?? "" });
  },
  view: (entity, call) => {
    const parent = call.world.store.get<BranchData>(entity.parent ?? "");
    const shown = call.request.method === "POST" ? { password: entity.data.password } : {};
    return withBeside(compact({ ...roleView(entity, parent?.data.id ?? ""), ...shown }), call);
  },
});

/** A role as answers show it, without its password. */
export function roleView(entity: Entity<RoleData>, branchId: string): Data {
  const { name, no_login } = entity.data;
  const method = no_login ? "no_login" : "password";
  return { branch_id: branchId, name, protected: false, authentication_method: method, ...times(entity) };
}

/** A new password, in the form of Neon's. */
export function newPassword(): string {
  return `npg_${randomSecret(alphabets.mixed, 12)}`;
}

function reservedProblem(name: string): FieldProblem[] {
  if (!reserved.test(name)) return [];
  return [{ path: ["role", "name"], code: "custom", message: `role name "${name}" is reserved`, given: name }];
}
