import type { EndpointUpdateRequest } from "@neondatabase/api-client";
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { actionsOf, client, refusal, settled } from "./client.ts";

const handle = withSandbox();
const place = { project: "", root: "", compute: "" };

beforeAll(async () => {
  const made = await settled(handle.sandbox, client(handle.sandbox).createProject({ project: { name: "computes" } }));
  Object.assign(place, { project: made.project.id, root: made.branch.id, compute: made.endpoints[0]?.id });
});

describe("computes", () => {
  const changes: [string, EndpointUpdateRequest["endpoint"]][] = [
    ["size", { autoscaling_limit_min_cu: 1, autoscaling_limit_max_cu: 4 }],
    ["idle time", { suspend_timeout_seconds: 600 }],
    ["Postgres settings", { settings: { pg_settings: { work_mem: "8MB" } } }],
    ["name", { name: "writer" }],
    ["being there", { disabled: true }],
    ["being there again", { disabled: false }],
    ["passwordless access", { passwordless_access: false }],
  ];
  it.each(changes)("change their %s", async (_what, endpoint) => {
    const neon = client(handle.sandbox);
    const changed = await settled(
      handle.sandbox,
      neon.updateProjectEndpoint(place.project, place.compute, { endpoint }),
    );
    expect(actionsOf(changed)).toEqual(["apply_config"]);
    expect((await neon.getProjectEndpoint(place.project, place.compute)).data.endpoint).toMatchObject(endpoint);
  });

  it("are made as replicas, listed by branch and project, and deleted", async () => {
    const neon = client(handle.sandbox);
    const endpoint = { branch_id: place.root, type: "read_only" as never, name: "reader" };
    const made = await settled(handle.sandbox, neon.createProjectEndpoint(place.project, { endpoint }));
    expect(made.endpoint).toMatchObject({ ...endpoint, autoscaling_limit_max_cu: 2, current_state: "active" });
    const ofBranch = (await neon.listProjectBranchEndpoints(place.project, place.root)).data.endpoints;
    expect((await neon.listProjectEndpoints(place.project)).data.endpoints).toEqual(ofBranch);
    expect(ofBranch).toHaveLength(2);
    await settled(handle.sandbox, neon.deleteProjectEndpoint(place.project, made.endpoint.id));
    const gone = neon.getProjectEndpoint(place.project, made.endpoint.id);
    await expect(gone).rejects.toMatchObject(refusal(404, "endpoint not found"));
  });

  it.each([
    ["a second writer", 409, { type: "read_write" }],
    ["an unknown branch", 404, { type: "read_only", branch_id: "br-none" }],
    ["an unknown type", 400, { type: "write_only" }],
    ["a size that is none", 400, { type: "read_only", autoscaling_limit_min_cu: 0.1 }],
    ["sizes in the wrong order", 400, { type: "read_only", autoscaling_limit_min_cu: 8 }],
  ])("refuse %s", async (_what, status, given) => {
    const endpoint = { branch_id: place.root, ...given } as never;
    const request = client(handle.sandbox).createProjectEndpoint(place.project, { endpoint });
    await expect(request).rejects.toMatchObject(refusal(status));
  });

  it("sleep when idle, wake when started, and stop when told", async () => {
    const { sandbox } = handle;
    const neon = client(sandbox);
    const made = await settled(sandbox, neon.createProject({ project: {} }));
    const [project, compute] = [made.project.id, made.endpoints[0]?.id ?? ""];
    const state = async () => (await neon.getProjectEndpoint(project, compute)).data.endpoint.current_state;
    expect(await state()).toBe("active");
    sandbox.clock.advance(300_000);
    expect(await state()).toBe("idle");
    await settled(sandbox, neon.startProjectEndpoint(project, compute));
    expect(await state()).toBe("active");
    await settled(sandbox, neon.suspendProjectEndpoint(project, compute));
    expect(await state()).toBe("idle");
    await settled(sandbox, neon.restartProjectEndpoint(project, compute));
    expect(await state()).toBe("active");
  });
});
