import { OperationAction } from "@neondatabase/api-client";
import type {
  Database,
  DatabaseUpdateRequest,
  Endpoint,
  EndpointCreateRequest,
  EndpointUpdateRequest,
  RoleCreateRequest,
} from "@neondatabase/api-client";
import type { Account } from "./account.ts";
import { Refusal, found, ok, parameter } from "./http.ts";
import type { Answer, Call, Route } from "./http.ts";
import { newEndpoint, newRole } from "./objects.ts";
import { freshNumber, now, within } from "./state.ts";
import type { ProjectState } from "./state.ts";

interface Place {
  readonly state: ProjectState;
  readonly branchId: string;
}

function place(account: Account, call: Call): Place {
  const state = account.project(parameter(call, "project_id"));
  const branchId = parameter(call, "branch_id");
  found(state.branches.get(branchId), `branch ${branchId}`);
  return { state, branchId };
}

function checkSuspend(seconds: number | undefined): void {
  if (seconds === undefined || seconds === -1 || seconds === 0 || (seconds >= 60 && seconds <= 604_800)) return;
  throw new Refusal(400, "", "suspend_timeout_seconds is out of range");
}

function createEndpoint(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const { endpoint: body } = call.body as unknown as EndpointCreateRequest;
  found(state.branches.get(body.branch_id), "branch");
  checkSuspend(body.suspend_timeout_seconds);
  const writer = [...state.endpoints.values()].some(
    ({ current }) => current.branch_id === body.branch_id && (current.type as string) === "read_write",
  );
  if ((body.type as string) === "read_write" && writer) {
    throw new Refusal(409, "", "read-write endpoint already exists");
  }
  const endpoint = newEndpoint(state.project.current, body);
  state.endpoints.set(endpoint.id, account.keep(endpoint));
  return ok(
    { endpoint, operations: [account.operate(state, OperationAction.StartCompute, body.branch_id, endpoint.id)] },
    201,
  );
}

function updateEndpoint(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const endpoint = found(state.endpoints.get(parameter(call, "endpoint_id")), "endpoint");
  const { endpoint: body } = call.body as unknown as EndpointUpdateRequest;
  checkSuspend(body.suspend_timeout_seconds);
  const { settings, ...rest } = body;
  const change = {
    ...rest,
    ...(settings !== undefined && { settings: { ...endpoint.current.settings, ...settings } }),
  };
  const changed = endpoint.set({ ...change, updated_at: now() }, account.lagMilliseconds);
  return ok({
    endpoint: changed,
    operations: [account.operate(state, OperationAction.ApplyConfig, changed.branch_id, changed.id)],
  });
}

function removeEndpoint(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const id = parameter(call, "endpoint_id");
  const endpoint = found(state.endpoints.get(id), "endpoint").current;
  state.endpoints.delete(id);
  return ok({ endpoint, operations: [account.operate(state, OperationAction.SuspendCompute, endpoint.branch_id, id)] });
}

function createRole(account: Account, call: Call): Answer {
  const { state, branchId } = place(account, call);
  const { role: body } = call.body as unknown as RoleCreateRequest;
  if (state.roles.has(within(branchId, body.name))) throw new Refusal(409, "", `role "${body.name}" already exists`);
  const role = newRole(branchId, body.name, body.no_login !== true);
  state.roles.set(within(branchId, role.name), account.keep(role));
  return ok({ role, operations: [account.operate(state, OperationAction.ApplyConfig, branchId)] }, 201);
}

function removeRole(account: Account, call: Call): Answer {
  const { state, branchId } = place(account, call);
  const key = within(branchId, parameter(call, "role_name"));
  const role = found(state.roles.get(key), "role").current;
  const owned = [...state.databases.values()].some(
    ({ current }) => current.branch_id === branchId && current.owner_name === role.name,
  );
  if (owned) throw new Refusal(422, "", "the role owns a database");
  state.roles.delete(key);
  return ok({ role, operations: [account.operate(state, OperationAction.ApplyConfig, branchId)] });
}

function reveal(account: Account, call: Call): Answer {
  const { state, branchId } = place(account, call);
  const role = found(state.roles.get(within(branchId, parameter(call, "role_name")))?.seen, "role");
  if (!state.project.current.store_passwords) throw new Refusal(412, "", "passwords are not stored");
  return ok({ password: found(role.password, "password") });
}

function createDatabase(account: Account, call: Call): Answer {
  const { state, branchId } = place(account, call);
  const body = call.body["database"] as { name: string; owner_name: string };
  if (state.databases.has(within(branchId, body.name)))
    throw new Refusal(409, "", `database "${body.name}" already exists`);
  found(state.roles.get(within(branchId, body.owner_name)), `role ${body.owner_name}`);
  const database: Database = { id: freshNumber(), branch_id: branchId, ...body, created_at: now(), updated_at: now() };
  state.databases.set(within(branchId, database.name), account.keep(database));
  return ok({ database, operations: [account.operate(state, OperationAction.ApplyConfig, branchId)] }, 201);
}

function updateDatabase(account: Account, call: Call): Answer {
  const { state, branchId } = place(account, call);
  const key = within(branchId, parameter(call, "database_name"));
  const database = found(state.databases.get(key), "database");
  const { database: body } = call.body as unknown as DatabaseUpdateRequest;
  if (body.owner_name !== undefined) found(state.roles.get(within(branchId, body.owner_name)), "role");
  const changed = database.set({ ...body, updated_at: now() }, account.lagMilliseconds);
  state.databases.delete(key);
  state.databases.set(within(branchId, changed.name), database);
  return ok({ database: changed, operations: [account.operate(state, OperationAction.ApplyConfig, branchId)] });
}

function removeDatabase(account: Account, call: Call): Answer {
  const { state, branchId } = place(account, call);
  const key = within(branchId, parameter(call, "database_name"));
  const database = found(state.databases.get(key), "database").current;
  state.databases.delete(key);
  return ok({ database, operations: [account.operate(state, OperationAction.ApplyConfig, branchId)] });
}

function endpointRoutes(account: Account): Route[] {
  const all = "/projects/{project_id}/endpoints";
  const one = `${all}/{endpoint_id}`;
  const at = (call: Call): ProjectState => account.project(parameter(call, "project_id"));
  const seen = (state: ProjectState): Endpoint[] => [...state.endpoints.values()].flatMap((item) => item.seen ?? []);
  return [
    { method: "post", template: all, locks: true, run: (call) => createEndpoint(account, call) },
    {
      method: "get",
      template: one,
      locks: false,
      run: (call) =>
        ok({
          endpoint: found(
            seen(at(call)).find((item) => item.id === parameter(call, "endpoint_id")),
            "endpoint",
          ),
        }),
    },
    { method: "patch", template: one, locks: true, run: (call) => updateEndpoint(account, call) },
    { method: "delete", template: one, locks: true, run: (call) => removeEndpoint(account, call) },
    {
      method: "get",
      template: "/projects/{project_id}/branches/{branch_id}/endpoints",
      locks: false,
      run: (call) => {
        const { state, branchId } = place(account, call);
        return ok({ endpoints: seen(state).filter((item) => item.branch_id === branchId) });
      },
    },
  ];
}

/** Endpoints, roles and databases. */
export function computeRoutes(account: Account): Route[] {
  const branch = "/projects/{project_id}/branches/{branch_id}";
  const [roles, databases] = [`${branch}/roles`, `${branch}/databases`];
  return [
    ...endpointRoutes(account),
    { method: "post", template: roles, locks: true, run: (call) => createRole(account, call) },
    {
      method: "get",
      template: `${roles}/{role_name}`,
      locks: false,
      run: (call) => {
        const { state, branchId } = place(account, call);
        const role = found(state.roles.get(within(branchId, parameter(call, "role_name")))?.seen, "role");
        return ok({ role: { ...role, password: undefined } });
      },
    },
    {
      method: "get",
      template: `${roles}/{role_name}/reveal_password`,
      locks: false,
      run: (call) => reveal(account, call),
    },
    { method: "delete", template: `${roles}/{role_name}`, locks: true, run: (call) => removeRole(account, call) },
    { method: "post", template: databases, locks: true, run: (call) => createDatabase(account, call) },
    {
      method: "get",
      template: databases,
      locks: false,
      run: (call) => {
        const { state, branchId } = place(account, call);
        const all = [...state.databases.values()].flatMap((item) => item.seen ?? []);
        return ok({ databases: all.filter((item) => item.branch_id === branchId) });
      },
    },
    {
      method: "patch",
      template: `${databases}/{database_name}`,
      locks: true,
      run: (call) => updateDatabase(account, call),
    },
    {
      method: "delete",
      template: `${databases}/{database_name}`,
      locks: true,
      run: (call) => removeDatabase(account, call),
    },
  ];
}
