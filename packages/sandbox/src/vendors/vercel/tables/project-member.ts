import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { memberViews } from "../behaviour/team-routes.ts";
import { refused } from "../wire.ts";
import { project } from "./project.ts";

/** Somebody with rights of their own in a project, as kept. */
export interface ProjectMemberData extends Data {
  readonly uid: string;
  readonly username: string;
  readonly role: string;
}

const at = "/projects/{idOrName}/members";

/**
 * Somebody of the team with rights of their own in a project. Made by id, name or address; to add somebody twice sets the role. Its list
 * has a form of its own: behaviour/access-group-routes.ts.
 */
export const projectMember = resource<ProjectMemberData>({
  vendor: "vercel",
  name: "project-member",
  title: "Project Member",
  source: `vercel.json /v1${at}; that only members of the team can be added [unverified]`,
  parent: project,
  identity: { uid: "uid" },
  operations: {
    create: `POST ${at} -> 200`,
    remove: `DELETE ${at}/{uid} -> 200`,
  },
  scopes: { read: "read", write: "team" },
  input: z.strictObject({
    uid: z.string().max(256).optional(),
    username: z.string().max(256).optional(),
    email: z.email().optional(),
    role: z.enum(["ADMIN", "PROJECT_DEVELOPER", "PROJECT_VIEWER"]),
  }),
  normalise: (given, call, _before, parent) => {
    const { uid, username } = memberOf(given, call);
    // The one that was there before gives way to the new role.
    const old = call.world.store.children<ProjectMemberData>("vercel.project-member", parent?.key ?? null);
    for (const each of old) if (each.data.uid === uid) call.world.store.remove(each.key);
    return { uid, username, role: given.role };
  },
  view: ({ parent }, { world }) => ({ id: world.store.get(parent ?? "")?.data["id"] }),
});

function memberOf(given: Data, { world }: Call): ProjectMemberData {
  const keys = ["uid", "username", "email"].filter((key) => given[key] !== undefined);
  const found = memberViews(world.seed).find((each) => keys.some((key) => each[key] === given[key]));
  if (keys.length !== 1 || found === undefined) throw refused(400, "bad_request", "The user is not in the team.");
  return found as unknown as ProjectMemberData;
}

/** What lists show of them. */
export function projectMemberView({ data, created }: Entity<ProjectMemberData>, { world }: Call): Data {
  const found = memberViews(world.seed).find(({ uid }) => uid === data.uid) ?? {};
  const { email, name, role: teamRole } = found;
  const { uid, username, role } = data;
  return { uid, username, email, name, teamRole, role, computedProjectRole: role, createdAt: created };
}
