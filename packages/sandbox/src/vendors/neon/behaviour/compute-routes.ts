import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { besideOf } from "../beside.ts";
import { dataPlaneOf } from "../data-plane.ts";
import { startOperation, type OperationData } from "../operation-log.ts";
import { branch } from "../tables/branch.ts";
import { endpoint, type EndpointData } from "../tables/endpoint.ts";
import { project } from "../tables/project.ts";

const one = "/projects/{project_id}/endpoints/{endpoint_id}";
const ofBranch = "/projects/{project_id}/branches/{branch_id}/endpoints";

/** Starting, stopping and restarting computes, and those of one branch. */
export const computeRoutes: readonly Route[] = [
  {
    method: "GET",
    template: ofBranch,
    scope: "read",
    statuses: [200],
    source: `public-v2 specification ${ofBranch}`,
    run(call) {
      const { id } = locate(branch, call).data;
      const all = siblings(endpoint, call, locate(project, call)).filter(({ data }) => data.branch_id === id);
      return { status: 200, body: { endpoints: all.map((each) => viewOf(endpoint)(each, call)) } };
    },
  },
  act("start", "start_compute", ({ now }) => ({ startedAt: now })),
  act("suspend", "suspend_compute", ({ now }) => ({ stoppedAt: now })),
  act("restart", "start_compute", ({ now }) => ({ startedAt: now, stoppedAt: null })),
];

function act(name: string, action: OperationData["action"], change: (call: Call) => Partial<EndpointData>): Route {
  return {
    method: "POST",
    template: `${one}/${name}`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/${name}`,
    run(call) {
      const before = locate(endpoint, call);
      askGuards(endpoint, before, call, "update");
      const changed = amend(endpoint, before, { stoppedAt: null, ...change(call) }, call);
      const subject = { branch: changed.data.branch_id, endpoint: changed.data.id };
      const operation = startOperation(call, changed.parent ?? "", action, subject);
      if (name === "restart") dataPlaneOf(call.world)?.switched(subject.branch, false, operation);
      if (name !== "suspend") dataPlaneOf(call.world)?.switched(subject.branch, true, operation);
      const view = viewOf(endpoint)(changed, call);
      return { status: 200, body: { endpoint: view, ...besideOf(view) } };
    },
  };
}
