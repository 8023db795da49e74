import type { ProjectPermission } from "@neondatabase/api-client";
import type { Properties } from "@launchgate/provider-kit";
import { create, idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Created, Handler, Live } from "./handler.ts";

function placeOf(id: string): [projectId: string, permissionId: string] {
  const [projectId = "", permissionId = ""] = idParts(id, 2, "<project id>/<permission id>");
  return [projectId, permissionId];
}

/** Grants that are in force. */
async function list(projectId: string, context: Context): Promise<ProjectPermission[] | undefined> {
  const answer = await maybe(context, {
    what: `list the permissions of project ${projectId}`,
    send: (client) => client.listProjectPermissions(projectId),
  });
  return answer?.project_permissions.filter((permission) => permission.revoked_at === undefined);
}

/** A grant says all there is to say with project and e-mail, so one that is there already is what was asked for. */
async function grant(inputs: Properties, context: Context): Promise<Created> {
  const [projectId, email] = [text(inputs, "projectId"), text(inputs, "email")];
  const granted = async (): Promise<ProjectPermission | undefined> =>
    (await list(projectId, context))?.find((item) => item.granted_to_email.toLowerCase() === email.toLowerCase());
  const present = await granted();
  if (present !== undefined) return { id: `${projectId}/${present.id}` };
  const creation = await create(context, {
    what: `grant a person access to project ${projectId}`,
    target: `permission ${projectId}/${email}`,
    marked: false,
    candidates: async () => {
      const permission = await granted();
      return permission === undefined ? [] : [{ id: permission.id, createdAt: permission.granted_at }];
    },
    send: (_mark, call) =>
      context.api.call({ ...call, send: (client) => client.grantPermissionToProject(projectId, { email }) }),
  });
  return { id: `${projectId}/${"found" in creation ? creation.found.id : creation.fresh.id}` };
}

async function find(id: string, _state: Properties, context: Context): Promise<Live | undefined> {
  const [projectId, permissionId] = placeOf(id);
  const permission = (await list(projectId, context))?.find((item) => item.id === permissionId);
  if (permission === undefined) return undefined;
  return {
    id,
    inputs: { projectId },
    outputs: { permissionId, grantedAt: permission.granted_at },
    importInputs: { email: permission.granted_to_email },
  };
}

/** Access of persons to projects. */
export const projectPermissionHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  create: grant,
  settle: () => Promise.resolve(),
  find,
  apply: () => Promise.resolve(undefined),
  async delete(id, _state, context) {
    const [projectId, permissionId] = placeOf(id);
    await maybe(context, {
      what: `revoke permission ${permissionId} of project ${projectId}`,
      send: (client) => client.revokePermissionFromProject(projectId, permissionId),
    });
  },
};
