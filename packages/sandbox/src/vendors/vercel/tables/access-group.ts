import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { vercelTeamId } from "../team-id.ts";
import { iso, newId, refused } from "../wire.ts";
import { project } from "./project.ts";

interface GroupData extends Data {
  readonly accessGroupId: string;
  readonly name: string;
  /** Ids of members of the team. */
  readonly members?: readonly string[];
  readonly membersToAdd?: readonly string[];
  readonly membersToRemove?: readonly string[];
}

const ids = z.array(z.string()).optional();

/** An access group. Source: /v1/access-groups of @vercel/sdk 1.28.35; client/access_group.go of the provider. */
export const accessGroup = resource<GroupData>({
  vendor: "vercel",
  name: "access-group",
  title: "Access Group",
  source: "/v1/access-groups of @vercel/sdk 1.28.35; client/access_group.go of the provider",
  identity: { idOrName: "accessGroupId|name", accessGroupIdOrName: "accessGroupId|name" },
  operations: {
    create: "POST /access-groups -> 200",
    list: "GET /access-groups -> 200",
    read: "GET /access-groups/{idOrName} -> 200",
    update: "POST /access-groups/{idOrName} -> 200",
    remove: "DELETE /access-groups/{idOrName} -> 200 {}",
  },
  scopes: { read: "read", write: "team" },
  input: z.strictObject({
    name: z
      .string()
      .max(50)
      .regex(/^[\w -]+$/),
    membersToAdd: ids,
    membersToRemove: ids,
  }),
  normalise: withMembers,
  wrap: { many: "accessGroups" },
  computed: (_data, { world }) => ({ accessGroupId: newId(world, "ag", 26) }),
  view: ({ key, data, created, updated }, { world }) => ({
    accessGroupId: data.accessGroupId,
    name: data.name,
    teamId: vercelTeamId(world.seed),
    createdAt: String(created),
    updatedAt: String(updated),
    membersCount: data.members?.length ?? 0,
    projectsCount: world.store.children("vercel.access-group-project", key).length,
    isDsyncManaged: false,
    entitlements: [],
  }),
});

/** Who is in it after a change. Source: client/access_group_member.go of the provider. */
function withMembers({ membersToAdd = [], membersToRemove = [], ...data }: GroupData): GroupData {
  const members = new Set([...(data.members ?? []), ...membersToAdd]);
  for (const each of membersToRemove) members.delete(each);
  return { ...data, members: [...members] };
}

interface GrantData extends Data {
  readonly projectId: string;
  readonly role: string;
}

const role = z.enum(["ADMIN", "PROJECT_DEVELOPER", "PROJECT_VIEWER"]);
const at = "/access-groups/{accessGroupIdOrName}/projects";

/** What a group may do in a project. */
export const accessGroupProject = resource<GrantData>({
  vendor: "vercel",
  name: "access-group-project",
  title: "Access Group Project",
  source:
    "vercel.json /v1/access-groups/{accessGroupIdOrName}/projects; client/access_group_project.go of the provider",
  parent: accessGroup,
  identity: { projectId: "projectId" },
  operations: {
    create: `POST ${at} -> 200`,
    read: `GET ${at}/{projectId} -> 200`,
    update: `PATCH ${at}/{projectId} -> 200`,
    remove: `DELETE ${at}/{projectId} -> 200 {}`,
  },
  scopes: { read: "read", write: "team" },
  input: z.strictObject({ projectId: z.string(), role }),
  update: z.strictObject({ role }),
  check(data, { world }, before, parent) {
    if (!world.store.all(`vercel.${project.name}`).some((each) => each.data["id"] === data.projectId))
      throw refused(404, "not_found", "Project not found.");
    const others = world.store.children("vercel.access-group-project", parent?.key ?? null);
    if (others.some((each) => each.key !== before?.key && each.data["projectId"] === data.projectId))
      throw refused(400, "bad_request", "The project is already in the access group.");
    return [];
  },
  view: ({ data, parent, created, updated }, { world }) => ({
    ...data,
    teamId: vercelTeamId(world.seed),
    accessGroupId: world.store.get<GroupData>(parent ?? "")?.data.accessGroupId,
    createdAt: iso(created),
    updatedAt: iso(updated),
  }),
});
