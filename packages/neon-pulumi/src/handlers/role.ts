import type { Role } from "@neondatabase/api-client";
import { UsageError } from "@launchgate/provider-kit";
import { RefusedError } from "../errors.ts";
import type { Properties } from "@launchgate/provider-kit";
import { create, idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Created, Handler, Live } from "./handler.ts";

const form = "<project id>/<branch id>/<role name>";

interface Place {
  readonly projectId: string;
  readonly branchId: string;
  readonly name: string;
}

function placeOf(id: string): Place {
  const [projectId = "", branchId = "", name = ""] = idParts(id, 3, form);
  return { projectId, branchId, name };
}

function placeIn(inputs: Properties): Place {
  return { projectId: text(inputs, "projectId"), branchId: text(inputs, "branchId"), name: text(inputs, "name") };
}

function idOf({ projectId, branchId, name }: Place): string {
  return `${projectId}/${branchId}/${name}`;
}

async function readRole({ projectId, branchId, name }: Place, context: Context): Promise<Role | undefined> {
  const answer = await maybe(context, {
    what: `read role "${name}" of branch ${branchId}`,
    send: (client) => client.getProjectBranchRole(projectId, branchId, name),
  });
  return answer?.role;
}

/** Reads the password back; undefined where Neon does not store it. */
async function readPassword({ projectId, branchId, name }: Place, context: Context): Promise<string | undefined> {
  try {
    const answer = await maybe(context, {
      what: `read the password of role "${name}"`,
      send: (client) => client.getProjectBranchRolePassword(projectId, branchId, name),
    });
    return answer?.password;
  } catch (error) {
    if (error instanceof RefusedError && [400, 409, 412, 422].includes(error.status)) return undefined;
    throw error;
  }
}

async function adopt(inputs: Properties, context: Context): Promise<Created> {
  const place = placeIn(inputs);
  if ((await readRole(place, context)) === undefined) {
    throw new UsageError(
      `adoptExisting: branch ${place.branchId} has no role "${place.name}"; leave it out to create one`,
    );
  }
  return { id: idOf(place) };
}

async function createNew(inputs: Properties, context: Context): Promise<Created> {
  const place = placeIn(inputs);
  const { projectId, branchId, name } = place;
  const role = { name, ...(inputs["noLogin"] !== undefined && { no_login: inputs["noLogin"] as boolean }) };
  const creation = await create(context, {
    what: `create role "${name}" on branch ${branchId}`,
    target: `role ${idOf(place)}`,
    marked: false,
    candidates: async () => {
      const found = await readRole(place, context);
      return found === undefined ? [] : [{ id: idOf(place), createdAt: found.created_at }];
    },
    send: (_mark, call) =>
      context.api.call({ ...call, send: (client) => client.createProjectBranchRole(projectId, branchId, { role }) }),
  });
  if ("found" in creation) return { id: idOf(place) };
  const { role: made, operations } = creation.fresh;
  return { id: idOf(place), outputs: { password: made.password }, operations };
}

async function find(id: string, state: Properties, context: Context): Promise<Live | undefined> {
  const place = placeOf(id);
  const role = await readRole(place, context);
  if (role === undefined) return undefined;
  const login = role.authentication_method !== "no_login";
  const password = login ? ((await readPassword(place, context)) ?? state["password"]) : undefined;
  return {
    id: idOf(place),
    inputs: { ...place },
    outputs: { password, systemProtected: role.protected ?? false, createdAt: role.created_at },
    importInputs: login ? {} : { noLogin: true },
  };
}

async function remove(id: string, state: Properties, context: Context): Promise<void> {
  const { projectId, branchId, name } = placeOf(id);
  if (state["adoptExisting"] === true) {
    context.task.log.info(`Role "${name}" was taken over (adoptExisting): it stays with its branch.`);
    return;
  }
  const answer = await maybe(context, {
    what: `delete role "${name}" of branch ${branchId}`,
    send: (client) => client.deleteProjectBranchRole(projectId, branchId, name),
  });
  await context.api.settle(answer?.operations, context.task);
}

/** Postgres roles. */
export const roleHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  create: (inputs, context) => (inputs["adoptExisting"] === true ? adopt(inputs, context) : createNew(inputs, context)),
  settle: (_id, inputs, context) => context.api.settleProject(text(inputs, "projectId"), context.task),
  find,
  apply: () => Promise.resolve(undefined),
  delete: remove,
};
