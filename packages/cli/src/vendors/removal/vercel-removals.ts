import { vercelKinds as vc } from "../inventories/vercel.ts";
import { type RemovalRows, parts } from "./remove.ts";
import { revokeBypass } from "./revoke-bypass.ts";

/** How each kind of Vercel is removed. */
export const vercelRemovals: RemovalRows = {
  [vc.project]: "it holds deployments: delete it in its settings",
  [vc.edgeConfig]: "it holds switches that a service may read: delete it in the team's storage",
  [vc.edgeConfigItem]: "a service may read it: delete it in the edge config",
  [vc.bypass]: (removers, { id }) => revokeBypass(removers, id),
  [vc.customEnvironment]: (removers, { id, within = "" }) =>
    removers.vercel("a custom environment", (sdk) =>
      sdk.environment.removeCustomEnvironment({
        idOrName: within,
        environmentSlugOrId: id,
        ...removers.vercelTeam,
      }),
    ),
  [vc.firewallBypass]: (removers, { id }) => {
    const [projectId, domain, sourceIp] = parts(id, "/");
    const place = domain === "*" ? { projectScope: true } : { domain };
    return removers.vercel("an address that passes the firewall", (sdk) =>
      sdk.security.removeBypassIp({ projectId, requestBody: { ...place, sourceIp }, ...removers.vercelTeam }),
    );
  },
  [vc.projectMember]: (removers, { id }) => {
    const [idOrName, uid] = parts(id);
    return removers.vercel("a member of a project", (sdk) =>
      sdk.projectMembers.removeProjectMember({ idOrName, uid, ...removers.vercelTeam }),
    );
  },
  [vc.webhook]: (removers, { id }) =>
    removers.vercel("a webhook", (sdk) => sdk.webhooks.deleteWebhook({ id, ...removers.vercelTeam })),
  [vc.accessGroup]: (removers, { id }) =>
    removers.vercel("an access group", (sdk) =>
      sdk.accessGroups.deleteAccessGroup({ idOrName: id, ...removers.vercelTeam }),
    ),
  [vc.accessGroupMember]: (removers, { id }) => {
    const [idOrName, uid] = parts(id);
    return removers.vercel("a member of an access group", (sdk) =>
      sdk.accessGroups.updateAccessGroup({
        idOrName,
        requestBody: { membersToRemove: [uid] },
        ...removers.vercelTeam,
      }),
    );
  },
  [vc.accessGroupProject]: (removers, { id }) => {
    const [accessGroupIdOrName, projectId] = parts(id);
    return removers.vercel("the rights of an access group", (sdk) =>
      sdk.accessGroups.deleteAccessGroupProject({ accessGroupIdOrName, projectId, ...removers.vercelTeam }),
    );
  },
  [vc.member]: "remove the person in the team's members",
  [vc.variable]: (removers, { id, within = "" }) =>
    removers.vercel("a variable", (sdk) =>
      sdk.projects.removeProjectEnv({ idOrName: within, id, ...removers.vercelTeam }),
    ),
  [vc.domain]: (removers, { id }) => {
    const [idOrName, domain] = parts(id);
    return removers.vercel("a domain", (sdk) =>
      sdk.projects.removeProjectDomain({ idOrName, domain, ...removers.vercelTeam }),
    );
  },
  [vc.rollingRelease]: (removers, { id }) =>
    removers.vercel("a rolling release", (sdk) =>
      sdk.rollingRelease.deleteRollingReleaseConfig({ idOrName: id, ...removers.vercelTeam }),
    ),
  [vc.edgeConfigToken]: (removers, { id, within = "" }) =>
    removers.vercel("a token of an edge config", (sdk) =>
      sdk.globalConfig.deleteEdgeConfigTokens({
        edgeConfigId: within,
        requestBody: { tokens: [id] },
        ...removers.vercelTeam,
      }),
    ),
  [vc.drain]: (removers, { id }) =>
    removers.vercel("a drain", (sdk) => sdk.drains.deleteDrain({ id, ...removers.vercelTeam })),
};
