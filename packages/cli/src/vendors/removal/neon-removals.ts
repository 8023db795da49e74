import { neonKinds as ne } from "../inventories/neon.ts";
import { type RemovalRows, parts } from "./remove.ts";

/** How each kind of Neon is removed. */
export const neonRemovals: RemovalRows = {
  [ne.project]: "it holds data: dump it, then delete it in its settings",
  [ne.branch]: "it holds data: dump it, then delete it in the project's branches",
  [ne.database]: "it holds data: dump it, then drop it in the branch",
  [ne.role]: "it may own data: reassign what it owns, then delete it in the branch",
  [ne.endpoint]: (removers, { id, within = "" }) =>
    removers.neon("a compute", (api) => api.deleteProjectEndpoint(within, id)),
  [ne.permission]: (removers, { id }) => {
    const [projectId, permission] = parts(id);
    return removers.neon("a permission", (api) => api.revokePermissionFromProject(projectId, permission));
  },
  [ne.apiKey]: (removers, { id }) => {
    const [organization, key] = parts(id);
    return removers.neon("an API key", (api) => api.revokeOrgApiKey(organization, Number(key)));
  },
};
