import { viewOf } from "../../../resource-table/handlers.ts";
import { locate } from "../../../resource-table/locate.ts";
import { missing } from "../../../http/refusal.ts";
import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import type { Entity } from "../../../world/entity.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { endpoint, type EndpointData } from "../tables/endpoint.ts";
import { project, type ProjectData } from "../tables/project.ts";
import { computesOf, recover, recoverable, type TrashData } from "../trash.ts";

const ofProject = "/projects/{project_id}/recover";
const ofBranch = "/projects/{project_id}/branches/{branch_id}/recover";

/** Bringing back what was deleted less than seven days ago. */
export const recoverRoutes: readonly Route[] = [
  {
    method: "POST",
    template: ofProject,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${ofProject}`,
    run(call) {
      const { world, params } = call;
      const found = recover(named("project", recoverable(world, "project", null), params["project_id"]), world);
      const owner = found as Entity<ProjectData>;
      const branches = world.store.children<BranchData>("neon.branch", owner.key);
      const body = {
        project: viewOf(project)(owner, call),
        branches: branches.map((each) => viewOf(branch)(each, call)),
      };
      return { status: 200, body };
    },
  },
  {
    method: "POST",
    template: ofBranch,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${ofBranch}`,
    run(call) {
      const { world, params } = call;
      const owner = locate(project, call);
      const found = recover(named("branch", recoverable(world, "branch", owner.key), params["branch_id"]), world);
      return {
        status: 200,
        body: { branch: viewOf(branch)(found as Entity<BranchData>, call), ...computes(found, call) },
      };
    },
  },
];

function computes(found: Entity, call: Call): { readonly endpoints: readonly unknown[] } {
  const own = computesOf(found, call.world) as Entity<EndpointData>[];
  return { endpoints: own.map((each) => viewOf(endpoint)(each, call)) };
}

function named(kind: TrashData["kind"], all: readonly Entity<TrashData>[], id = ""): Entity<TrashData> {
  const found = all.find(({ data }) => data.id === id);
  if (!found) throw missing(`recoverable ${kind}`, id);
  return found;
}
