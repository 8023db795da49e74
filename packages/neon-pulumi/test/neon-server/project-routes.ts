import { OperationAction } from "@neondatabase/api-client";
import type { Project, ProjectCreateRequest, ProjectPermission, ProjectUpdateRequest } from "@neondatabase/api-client";
import type { Account } from "./account.ts";
import { Refusal, found, ok, parameter } from "./http.ts";
import type { Answer, Call, Route } from "./http.ts";
import { newBranch, newEndpoint, newProject, newRole } from "./objects.ts";
import { freshId, freshNumber, now, within } from "./state.ts";
import type { ProjectState } from "./state.ts";

const maxRetentionSeconds = 2_592_000;

function checkProject(body: ProjectUpdateRequest["project"]): void {
  const retention = body.history_retention_seconds;
  if (retention !== undefined && (retention < 0 || retention > maxRetentionSeconds)) {
    throw new Refusal(400, "", "history_retention_seconds is out of range");
  }
}

function create(account: Account, call: Call): Answer {
  const { project: body } = call.body as unknown as ProjectCreateRequest;
  checkProject(body);
  const project = newProject(body);
  const branch = newBranch(project.id, { name: body.branch?.name ?? "main", default: true });
  const databaseName = body.branch?.database_name ?? "neondb";
  const role = newRole(branch.id, body.branch?.role_name ?? `${databaseName}_owner`, true);
  const endpoint = newEndpoint(project, { branch_id: branch.id, type: "read_write" as never });
  const database = {
    id: freshNumber(),
    branch_id: branch.id,
    name: databaseName,
    owner_name: role.name,
    created_at: now(),
    updated_at: now(),
  };
  const state: ProjectState = {
    project: account.keep(project),
    branches: new Map([[branch.id, account.keep(branch)]]),
    endpoints: new Map([[endpoint.id, account.keep(endpoint)]]),
    roles: new Map([[within(branch.id, role.name), account.keep(role)]]),
    databases: new Map([[within(branch.id, database.name), account.keep(database)]]),
    annotations: new Map([[branch.id, body.branch?.annotations ?? {}]]),
    schedules: new Map(),
    operations: [],
    permissions: [],
    vpcEndpoints: new Map(),
    snapshots: [],
  };
  account.projects.set(project.id, state);
  const operations = [
    account.operate(state, OperationAction.CreateTimeline, branch.id),
    account.operate(state, OperationAction.StartCompute, branch.id, endpoint.id),
  ];
  const connection = connectionOf(state, branch.id, database.name, role.name, false);
  const answer = { project, branch, endpoints: [endpoint], roles: [role], databases: [database], operations };
  return ok({ ...answer, connection_uris: [connection] }, 201);
}

function connectionOf(state: ProjectState, branchId: string, database: string, role: string, pooled: boolean) {
  const endpoint = [...state.endpoints.values()].find((item) => item.current.branch_id === branchId)?.current;
  const { host } = found(endpoint, "endpoint");
  const pooler_host = host.replace(".", "-pooler.");
  const { password } = found(state.roles.get(within(branchId, role)), "role").current;
  if (password === undefined) throw new Refusal(400, "", "the role has no password");
  found(state.databases.get(within(branchId, database)), "database");
  return {
    connection_uri: `postgresql://${role}:${encodeURIComponent(password)}@${pooled ? pooler_host : host}/${database}?sslmode=require`,
    connection_parameters: { database, password, role, host, pooler_host },
  };
}

function update(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const { project: body } = call.body as unknown as ProjectUpdateRequest;
  checkProject(body);
  const project = state.project.current;
  if (project.settings?.enable_logical_replication === true && body.settings?.enable_logical_replication === false) {
    throw new Refusal(400, "", "logical replication cannot be disabled");
  }
  const change: Partial<Project> = {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.history_retention_seconds !== undefined && { history_retention_seconds: body.history_retention_seconds }),
    ...(body.settings !== undefined && { settings: { ...project.settings, ...body.settings } }),
    ...(body.default_endpoint_settings !== undefined && {
      default_endpoint_settings: { ...project.default_endpoint_settings, ...body.default_endpoint_settings },
    }),
    updated_at: now(),
  };
  const changed = state.project.set(change, account.lagMilliseconds);
  return ok({ project: changed, operations: [account.operate(state, OperationAction.ApplyConfig)] });
}

function remove(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  if ([...state.branches.values()].some((branch) => branch.current.protected)) {
    throw new Refusal(422, "", "project has protected branches");
  }
  account.projects.delete(state.project.current.id);
  return ok({ project: state.project.current });
}

function list(account: Account, call: Call): Answer {
  const [search, org] = [call.query.get("search") ?? "", call.query.get("org_id")];
  const all = [...account.projects.values()].flatMap((state) => account.listItem(state) ?? []);
  const matching = all.filter((item) => item.name.includes(search) && (org === null || item.org_id === org));
  const limit = Number(call.query.get("limit") ?? 10);
  const from = Number(call.query.get("cursor") ?? 0);
  const projects = matching.slice(from, from + limit);
  return ok({ projects, pagination: { cursor: String(from + projects.length) }, applications: {}, integrations: {} });
}

function uri(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const fallback = account.branches(state).find((branch) => branch.default)?.id;
  const branchId = found(call.query.get("branch_id") ?? fallback, "branch");
  const [database, role] = [call.query.get("database_name") ?? "", call.query.get("role_name") ?? ""];
  const connection = connectionOf(state, branchId, database, role, call.query.get("pooled") === "true");
  return ok({ uri: connection.connection_uri });
}

function grant(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const email = call.body["email"] as string;
  if (state.permissions.some((item) => item.granted_to_email === email)) {
    throw new Refusal(409, "", "the permission exists already");
  }
  const permission: ProjectPermission = { id: freshId("permission-"), granted_to_email: email, granted_at: now() };
  state.permissions.push(permission);
  return ok(permission);
}

function revoke(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const index = state.permissions.findIndex((item) => item.id === parameter(call, "permission_id"));
  const permission = found(state.permissions[index], "permission");
  state.permissions.splice(index, 1);
  return ok({ ...permission, revoked_at: now() });
}

/** Projects, permissions, VPC endpoints, operations. */
export function projectRoutes(account: Account): Route[] {
  const at = (call: Call): ProjectState => account.project(parameter(call, "project_id"));
  const [free, one] = ["/projects", "/projects/{project_id}"];
  return [
    { method: "get", template: free, locks: false, run: (call) => list(account, call) },
    { method: "post", template: free, locks: false, run: (call) => create(account, call) },
    {
      method: "get",
      template: one,
      locks: false,
      run: (call) => ok({ project: found(at(call).project.seen, "project") }),
    },
    { method: "patch", template: one, locks: true, run: (call) => update(account, call) },
    { method: "delete", template: one, locks: true, run: (call) => remove(account, call) },
    { method: "get", template: `${one}/connection_uri`, locks: false, run: (call) => uri(account, call) },
    {
      method: "get",
      template: `${one}/operations`,
      locks: false,
      run: (call) =>
        ok({
          operations: account.operations(at(call)).slice(0, Number(call.query.get("limit") ?? 10)),
          pagination: { cursor: "end" },
        }),
    },
    {
      method: "get",
      template: `${one}/operations/{operation_id}`,
      locks: false,
      run: (call) => {
        const id = parameter(call, "operation_id");
        return ok({
          operation: found(
            account.operations(at(call)).find((item) => item.id === id),
            "operation",
          ),
        });
      },
    },
    {
      method: "get",
      template: `${one}/permissions`,
      locks: false,
      run: (call) => ok({ project_permissions: at(call).permissions }),
    },
    { method: "post", template: `${one}/permissions`, locks: false, run: (call) => grant(account, call) },
    {
      method: "delete",
      template: `${one}/permissions/{permission_id}`,
      locks: false,
      run: (call) => revoke(account, call),
    },
    {
      method: "get",
      template: `${one}/vpc_endpoints`,
      locks: false,
      run: (call) =>
        ok({ endpoints: [...at(call).vpcEndpoints].map(([vpc_endpoint_id, label]) => ({ vpc_endpoint_id, label })) }),
    },
    {
      method: "post",
      template: `${one}/vpc_endpoints/{vpc_endpoint_id}`,
      locks: false,
      run: (call) => {
        at(call).vpcEndpoints.set(parameter(call, "vpc_endpoint_id"), call.body["label"] as string);
        return ok({});
      },
    },
    {
      method: "delete",
      template: `${one}/vpc_endpoints/{vpc_endpoint_id}`,
      locks: false,
      run: (call) => {
        found(at(call).vpcEndpoints.delete(parameter(call, "vpc_endpoint_id")) || undefined, "VPC endpoint");
        return ok({});
      },
    },
    { method: "get", template: `${one}/snapshots`, locks: false, run: (call) => ok({ snapshots: at(call).snapshots }) },
  ];
}
