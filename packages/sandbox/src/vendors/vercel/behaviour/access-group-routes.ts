import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { accessGroup } from "../tables/access-group.ts";
import { customEnvironmentView, type EnvironmentData } from "../tables/custom-environment.ts";
import { project, type ProjectData } from "../tables/project.ts";
import { projectMemberView, type ProjectMemberData } from "../tables/project-member.ts";
import { iso } from "../wire.ts";
import { memberViews } from "./team-routes.ts";

const at = "/access-groups/{idOrName}";
const read = { method: "GET", scope: "read", statuses: [200] } as const;

/** Lists of what belongs to a group or a project, each with its own form of pages. */
export const listRoutes: readonly Route[] = [
  {
    ...read,
    template: `${at}/members`,
    source: "/v1/access-groups/{idOrName}/members of @vercel/sdk 1.28.35; client/access_group_member.go",
    run: members,
  },
  { ...read, template: `${at}/projects`, source: `vercel.json /v1${at}/projects`, run: projects },
  {
    ...read,
    template: "/projects/{idOrName}/custom-environments",
    source: "vercel.json /v9/projects/{idOrName}/custom-environments",
    run: environments,
  },
  {
    ...read,
    template: "/projects/{idOrName}/members",
    source: "vercel.json /v1/projects/{idOrName}/members",
    run: projectMembers,
  },
];

function members(call: Call): Answer {
  const ids = locate(accessGroup, call).data["members"] ?? [];
  const shown = memberViews(call.world.seed)
    .filter(({ uid }) => ids.includes(String(uid)))
    .map(({ uid, email, username, name, role }) => ({ uid, email, username, name, teamRole: role }));
  return { status: 200, body: { members: shown, pagination: { count: shown.length, next: null } } };
}

function projects(call: Call): Answer {
  const { store } = call.world;
  const all = store.all<ProjectData>(`vercel.${project.name}`);
  const grants = store.children("vercel.access-group-project", locate(accessGroup, call).key);
  const shown = grants.map(({ data, created, updated }) => {
    const found = all.find((each) => each.data.id === data["projectId"])?.data;
    return {
      projectId: data["projectId"],
      role: data["role"],
      createdAt: iso(created),
      updatedAt: iso(updated),
      project: { name: found?.name, framework: found?.["framework"] ?? null },
    };
  });
  return { status: 200, body: { projects: shown, pagination: { count: shown.length, next: null } } };
}

/** Those with rights of their own; pages go by time and never tear one moment apart, so there is one page. */
function projectMembers(call: Call): Answer {
  const kept = call.world.store.children<ProjectMemberData>("vercel.project-member", locate(project, call).key);
  const members = kept.map((each) => projectMemberView(each, call));
  const pagination = { hasNext: false, count: members.length, next: null, prev: null };
  return { status: 200, body: { members, pagination } };
}

/** Environments of a project; Vercel's plan allows one on Pro and twelve on Enterprise. Source: Vercel docs, "Environments". */
function environments(call: Call): Answer {
  const kept = call.world.store.children<EnvironmentData>("vercel.custom-environment", locate(project, call).key);
  const shown = kept.map((each) => customEnvironmentView(each));
  const total = call.world.seed.vendors.vercel.plan === "enterprise" ? 12 : 1;
  return { status: 200, body: { accountLimit: { total }, environments: shown } };
}
