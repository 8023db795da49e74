import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { besideOf } from "../beside.ts";
import { showOperations } from "../operation-log.ts";
import { branch } from "../tables/branch.ts";
import { project } from "../tables/project.ts";
import { restore } from "./restore.ts";

const one = "/projects/{project_id}/branches/{branch_id}";

/** Acts on branches: restoring, making one the default, counting. */
export const branchRoutes: readonly Route[] = [
  {
    method: "POST",
    template: `${one}/restore`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/restore; Neon docs, "Instant restore"; facts/endpoints.md section 5`,
    run: restore,
  },
  {
    method: "POST",
    template: `${one}/set_as_default`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/set_as_default`,
    run(call) {
      const before = locate(branch, call);
      askGuards(branch, before, call, "update");
      const others = siblings(branch, call, locate(project, call)).filter(({ data }) => data.default);
      for (const other of others) amend(branch, other, { default: false }, call);
      showOperations(call);
      const view = viewOf(branch)(amend(branch, locate(branch, call), { default: true, expires_at: null }, call), call);
      return { status: 200, body: { branch: view, ...besideOf(view) } };
    },
  },
  {
    method: "GET",
    template: "/projects/{project_id}/branches/count",
    scope: "read",
    statuses: [200],
    source: "public-v2 specification /projects/{project_id}/branches/count",
    run: (call) => ({ status: 200, body: { count: siblings(branch, call, locate(project, call)).length } }),
  },
];
