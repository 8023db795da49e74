import type { ApiKeyCreateResponse, OrgApiKeysListResponseItem } from "@neondatabase/api-client";
import type { Candidate } from "../creation.ts";
import { UsageError } from "@launchgate/provider-kit";
import type { Properties } from "@launchgate/provider-kit";
import { create, maybe, optionalText, text } from "./handler.ts";
import type { Context, Created, Handler, Live } from "./handler.ts";

interface Place {
  readonly orgId: string | undefined;
  readonly keyId: number;
}

function placeOf(id: string): Place {
  const [first = "", second] = id.split("/");
  const keyId = Number(second ?? first);
  if (!Number.isSafeInteger(keyId)) {
    throw new UsageError(`The id "${id}" does not have the form <key number> or <organization id>/<key number>`);
  }
  return { orgId: second === undefined ? undefined : first, keyId };
}

function idOf(orgId: string | undefined, keyId: number): string {
  return orgId === undefined ? String(keyId) : `${orgId}/${String(keyId)}`;
}

async function list(orgId: string | undefined, context: Context): Promise<readonly OrgApiKeysListResponseItem[]> {
  return await context.api.call<OrgApiKeysListResponseItem[]>({
    task: context.task,
    what: "list API keys",
    repeatable: true,
    send: (client) => (orgId === undefined ? client.listApiKeys() : client.listOrgApiKeys(orgId)),
  });
}

async function revoke({ orgId, keyId }: Place, context: Context): Promise<void> {
  await maybe<unknown>(context, {
    what: `revoke API key ${String(keyId)}`,
    send: (client) => (orgId === undefined ? client.revokeApiKey(keyId) : client.revokeOrgApiKey(orgId, keyId)),
  });
}

async function send(
  inputs: Properties,
  call: { task: Context["task"]; what: string; repeatable: false },
  context: Context,
): Promise<ApiKeyCreateResponse> {
  const [orgId, projectId] = [optionalText(inputs, "orgId"), optionalText(inputs, "projectId")];
  const body = { key_name: text(inputs, "name") };
  const orgBody = { ...body, ...(projectId !== undefined && { project_id: projectId }) };
  return await context.api.call<ApiKeyCreateResponse>({
    ...call,
    send: (client) => (orgId === undefined ? client.createApiKey(body) : client.createOrgApiKey(orgId, orgBody)),
  });
}

/** Neon shows a key once: one whose answer was lost is useless, so it is revoked and another one is made. */
async function createKey(inputs: Properties, context: Context): Promise<Created> {
  const [orgId, name] = [optionalText(inputs, "orgId"), text(inputs, "name")];
  const candidates = async (): Promise<(Candidate & { keyId: number })[]> =>
    (await list(orgId, context))
      .filter((key) => key.name === name)
      .map((key) => ({ id: idOf(orgId, key.id), keyId: key.id, createdAt: key.created_at }));
  const creation = await create(context, {
    what: `create API key "${name}"`,
    target: `API key ${orgId ?? ""}/${name}`,
    marked: false,
    candidates,
    send: (_mark, call) => send(inputs, call, context),
  });
  if ("found" in creation) {
    const { id, keyId } = creation.found;
    // The engine had the value of a key whose creation was answered, and somebody may use it.
    context.task.log.warning(
      creation.answered
        ? `API key ${id} has this name and is in no state. Revoke it if nobody uses it.`
        : `Revoking API key ${id}: its value was lost with the answer.`,
    );
    if (!creation.answered) await revoke({ orgId, keyId }, context);
    context.notes.remove(context.urn);
    return await createKey(inputs, context);
  }
  const { id, key } = creation.fresh;
  return { id: idOf(orgId, id), outputs: { key } };
}

async function find(id: string, state: Properties, context: Context): Promise<Live | undefined> {
  const { orgId, keyId } = placeOf(id);
  const key = (await list(orgId, context)).find((item) => item.id === keyId);
  if (key === undefined) return undefined;
  return {
    id,
    inputs: { name: key.name, orgId, projectId: key.project_id },
    outputs: { key: state["key"], createdAt: key.created_at },
  };
}

/** API keys. */
export const apiKeyHandler: Handler = {
  projectOf: () => undefined,
  create: createKey,
  settle: () => Promise.resolve(),
  find,
  apply: () => Promise.resolve(undefined),
  delete: (id, _state, context) => revoke(placeOf(id), context),
};
