import type { Call } from "../../../http/message.ts";
import { invalid, missing, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { BranchData } from "../tables/branch.ts";
import type { DatabaseData } from "../tables/database.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import { dataPlaneOf, type LocalAddress } from "../data-plane.ts";
import { project, type ProjectData } from "../tables/project.ts";
import type { RoleData } from "../tables/role.ts";
import { hostOf } from "../views/endpoint-view.ts";

interface Connection {
  readonly role: RoleData;
  readonly database: DatabaseData;
  readonly endpoint: EndpointData;
  readonly owner: Entity<ProjectData>;
}

/**
 * How to connect. Source: specification, schema `ConnectionDetails`. Where real databases are behind the sandbox the address is
 * theirs on this machine, which takes the compute's id as an option (Neon docs, "Connection errors": clients without SNI).
 */
export function connectionOf({ role, database, endpoint, owner }: Connection, world: World, pooled = false): Data {
  const host = hostOf(endpoint.id, owner.data.region_id);
  const pooler = host.replace(".", "-pooler.");
  const password = role.password ?? "";
  const login = `${encodeURIComponent(role.name)}:${encodeURIComponent(password)}`;
  const local = dataPlaneOf(world)?.addressOf(endpoint.id);
  if (local) return localConnection({ role, database, endpoint }, local, login, pooled);
  const address = `${pooled ? pooler : host}/${encodeURIComponent(database.name)}`;
  return {
    connection_uri: `postgresql://${login}@${address}?sslmode=require&channel_binding=require`,
    connection_parameters: { database: database.name, password, role: role.name, host, pooler_host: pooler },
  };
}

/** The pooled address is the same one: the sandbox pools nothing. */
function localConnection(
  { role, database, endpoint }: Omit<Connection, "owner">,
  { host, port }: LocalAddress,
  login: string,
  pooled: boolean,
): Data {
  const option = encodeURIComponent(`endpoint=${endpoint.id}${pooled ? "-pooler" : ""}`);
  const address = `${host}:${String(port)}/${encodeURIComponent(database.name)}`;
  const parameters = { database: database.name, password: role.password ?? "", role: role.name };
  return {
    connection_uri: `postgresql://${login}@${address}?sslmode=disable&options=${option}`,
    connection_parameters: { ...parameters, host, pooler_host: host },
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
      const uri = connectionOf({ ...askedFor(owner, call), owner }, call.world, pooled)["connection_uri"];
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
