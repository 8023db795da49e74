import type { Call } from "../../../http/message.ts";
import { invalid, missing, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { BranchData } from "../tables/branch.ts";
import type { DatabaseData } from "../tables/database.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import { project, type ProjectData } from "../tables/project.ts";
import type { RoleData } from "../tables/role.ts";
import { hostOf } from "../views/endpoint-view.ts";

interface Connection {
  readonly role: RoleData;
  readonly database: DatabaseData;
  readonly endpoint: EndpointData;
  readonly owner: Entity<ProjectData>;
}

/** How to connect. Source: specification, schema `ConnectionDetails`. */
export function connectionOf({ role, database, endpoint, owner }: Connection, pooled = false): Data {
  const host = hostOf(endpoint.id, owner.data.region_id);
  const pooler = host.replace(".", "-pooler.");
  const password = role.password ?? "";
  const login = `${encodeURIComponent(role.name)}:${encodeURIComponent(password)}`;
  const address = `${pooled ? pooler : host}/${encodeURIComponent(database.name)}`;
  return {
    connection_uri: `postgresql://${login}@${address}?sslmode=require&channel_binding=require`,
    connection_parameters: { database: database.name, password, role: role.name, host, pooler_host: pooler },
  };
}

/** Makes connection URIs. */
export const connectionRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/projects/{project_id}/connection_uri",
    scope: "read",
    statuses: [200],
    source: "public-v2 specification /projects/{project_id}/connection_uri",
    run(call) {
      const owner = locate(project, call);
      const pooled = call.request.query.get("pooled") === "true";
      const uri = connectionOf({ ...askedFor(owner, call), owner }, pooled)["connection_uri"];
      return { status: 200, body: { uri } };
    },
  },
];

function askedFor(owner: Entity<ProjectData>, call: Call): Omit<Connection, "owner"> {
  const { store } = call.world;
  const [branchId, endpointId] = [call.request.query.get("branch_id"), call.request.query.get("endpoint_id")];
  const computes = store.children<EndpointData>("neon.endpoint", owner.key).map(({ data }) => data);
  const named = computes.find(({ id }) => id === endpointId);
  const isWanted = (data: BranchData): boolean => {
    const wanted = branchId ?? named?.branch_id;
    return wanted === undefined ? data.default : data.id === wanted;
  };
  const branch = store.children<BranchData>("neon.branch", owner.key).find(({ data }) => isWanted(data));
  if (!branch) throw missing("branch");
  const own = computes.filter((each) => each.branch_id === branch.data.id);
  const endpoint = endpointId === null ? own.find(({ type }) => type === "read_write") : named;
  if (endpoint?.branch_id !== branch.data.id) throw missing("endpoint");
  const database = store
    .children<DatabaseData>("neon.database", branch.key)
    .find(({ data }) => data.name === required("database_name", call))?.data;
  if (!database) throw missing("database");
  const role = store
    .children<RoleData>("neon.role", branch.key)
    .find(({ data }) => data.name === required("role_name", call))?.data;
  if (!role) throw missing("role");
  if (!owner.data.store_passwords)
    throw refuseWith(412, { code: "", message: "passwords are not stored for this project" });
  if (role.password === null) throw refuseWith(400, { code: "", message: "role has no password" });
  return { role, database, endpoint };
}

function required(name: string, { request }: Call): string {
  const value = request.query.get(name);
  if (value === null) throw invalid("connection URI", { path: [name], code: "missing", message: "missing" });
  return value;
}
