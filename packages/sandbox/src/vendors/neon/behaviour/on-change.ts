import type { Call } from "../../../http/message.ts";
import { make, type Change } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { answerBeside } from "../beside.ts";
import { showOperations, startOperation } from "../operation-log.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { database } from "../tables/database.ts";
import { endpoint, type EndpointData } from "../tables/endpoint.ts";
import type { ProjectData } from "../tables/project.ts";
import { role } from "../tables/role.ts";
import { connectionOf } from "./connection.ts";
import { completeBranch } from "./complete-branch.ts";

type Reaction = (entity: Entity, call: Call) => void;

/** What Neon does of itself after a change. */
const reactions: Readonly<Record<string, Reaction>> = {
  "project.created": (entity, call) => fillProject(entity as Entity<ProjectData>, call),
  "project.updated": ({ key }, call) => startOperation(call, key, "apply_config", {}),
  "branch.created": (entity, call) => completeBranch(entity as Entity<BranchData>, call),
  "branch.updated": (_entity, call) => showOperations(call),
  "endpoint.created": (entity, call) => operateCompute(entity as Entity<EndpointData>, call, "start_compute"),
  "endpoint.updated": (entity, call) => operateCompute(entity as Entity<EndpointData>, call, "apply_config"),
  "role.created": applyConfig,
  "database.created": applyConfig,
  "database.updated": applyConfig,
};

/** Told of every change of a row. */
export function onChange({ row, act, entity }: Change, call: Call): void {
  reactions[`${row.name}.${act}`]?.(entity, call);
}

/** A project comes with a default branch, a role, a database that the role owns, and a compute. */
function fillProject(owner: Entity<ProjectData>, call: Call): void {
  const given =
    (call.request.body as { project: { branch?: Readonly<Record<string, string | Data>> } }).project.branch ?? {};
  const databaseName = (given["database_name"] as string | undefined) ?? "neondb";
  const first = { name: given["name"] ?? "production", annotation: given["annotations"] ?? {} };
  const root = make(branch, { ...first, parent_id: null, default: true }, call, owner);
  const person = make(role, { name: given["role_name"] ?? `${databaseName}_owner` }, call, root);
  const base = make(database, { name: databaseName, owner_name: person.data.name }, call, root);
  const compute = make(endpoint, { branch_id: root.data.id, type: "read_write" }, call, owner);
  startOperation(call, owner.key, "create_timeline", { branch: root.data.id });
  startOperation(call, owner.key, "start_compute", { branch: root.data.id, endpoint: compute.data.id });
  answerBeside(call, {
    branch: viewOf(branch)(root, call),
    endpoints: [viewOf(endpoint)(compute, call)],
    roles: [viewOf(role)(person, call)],
    databases: [viewOf(database)(base, call)],
    connection_uris: [
      connectionOf({ role: person.data, database: base.data, endpoint: compute.data, owner }, call.world),
    ],
  } satisfies Data);
}

function operateCompute(
  { parent, data }: Entity<EndpointData>,
  call: Call,
  action: "start_compute" | "apply_config",
): void {
  startOperation(call, parent ?? "", action, { branch: data.branch_id, endpoint: data.id });
}

function applyConfig({ parent }: Entity, call: Call): void {
  const owner = call.world.store.get<BranchData>(parent ?? "");
  startOperation(call, owner?.parent ?? "", "apply_config", { branch: owner?.data.id ?? "" });
}
