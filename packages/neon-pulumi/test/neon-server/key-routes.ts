import type { Account } from "./account.ts";
import { found, ok } from "./http.ts";
import type { Answer, Call, Route } from "./http.ts";
import { freshId, freshNumber, now } from "./state.ts";

function createKey(account: Account, call: Call): Answer {
  const id = freshNumber();
  const [name, projectId] = [call.body["key_name"] as string, call.body["project_id"] as string | undefined];
  account.keys.push({ id, name, orgId: call.parameters["org_id"], projectId, createdAt: now() });
  const owner = { created_at: now(), created_by: "3fa85f64-5717-4562-b3fc-2c963f66afa6" };
  return ok({
    id,
    name,
    key: `napi_${freshId("")}`,
    ...owner,
    ...(projectId !== undefined && { project_id: projectId }),
  });
}

function listKeys(account: Account, call: Call): Answer {
  const keys = account.keys.filter((key) => key.orgId === call.parameters["org_id"]);
  const created_by = { id: "3fa85f64-5717-4562-b3fc-2c963f66afa6", name: "Test", image: "" };
  const form = (key: (typeof keys)[number]) => ({
    id: key.id,
    name: key.name,
    created_at: key.createdAt,
    created_by,
    last_used_at: null,
    last_used_from_addr: "",
  });
  return ok(keys.map((key) => ({ ...form(key), ...(key.projectId !== undefined && { project_id: key.projectId }) })));
}

function revokeKey(account: Account, call: Call): Answer {
  const index = account.keys.findIndex((key) => String(key.id) === call.parameters["key_id"]);
  const key = found(account.keys[index], "API key");
  account.keys.splice(index, 1);
  const who = { created_by: "3fa85f64-5717-4562-b3fc-2c963f66afa6", last_used_at: null, last_used_from_addr: "" };
  return ok({ id: key.id, name: key.name, revoked: true, created_at: key.createdAt, ...who });
}

/** API keys of the user and of organizations. */
export function keyRoutes(account: Account): Route[] {
  return ["/api_keys", "/organizations/{org_id}/api_keys"].flatMap((template): Route[] => [
    { method: "get", template, locks: false, run: (call) => listKeys(account, call) },
    { method: "post", template, locks: false, run: (call) => createKey(account, call) },
    { method: "delete", template: `${template}/{key_id}`, locks: false, run: (call) => revokeKey(account, call) },
  ]);
}
