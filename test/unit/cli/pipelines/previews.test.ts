import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bringPreview,
  removePreview,
  type PreviewPlace,
} from "../../../../packages/cli/src/pipelines/preview-branch.ts";
import { revertTo, servingDeployment } from "../../../../packages/cli/src/pipelines/serving.ts";
import { openNeon } from "../../../../packages/cli/src/vendors/neon-client.ts";
import { openVercel } from "../../../../packages/cli/src/vendors/vercel-client.ts";
import { client as vercelSdk } from "../../../../packages/sandbox/test/vercel/client.ts";
import { deploy, newProject } from "../../../../packages/sandbox/test/vercel/releases.ts";
import { VendorWorld } from "../vendors/vendor-world.ts";

let world: VendorWorld;
beforeAll(async () => {
  world = await VendorWorld.open();
});
afterAll(() => world.close());

describe("the database of a pull request (P2)", () => {
  const now = new Date();
  const request = { database: "web", role: "web_app", lifetime: 3 * 86_400_000, now };
  let preview: PreviewPlace;
  const advance = (): Promise<unknown> => {
    world.sandbox.clock.advance(2_000);
    return Promise.resolve();
  };
  const settle = (): Promise<unknown> => world.sandbox.world.agenda.passTo(world.sandbox.clock.now() + 10_000);
  const neon = <T>(line: string, body?: object): Promise<T> => world.send("neon", line.replace(" ", " /api/v2"), body);
  interface Branch {
    readonly id: string;
    readonly name: string;
    readonly parent_id?: string;
    readonly expires_at?: string;
  }
  const branches = async (): Promise<Branch[]> =>
    (await neon<{ branches: Branch[] }>(`GET /projects/${preview.project}/branches`)).branches;

  beforeAll(async () => {
    const { project, branch } = await neon<{ project: { id: string }; branch: { id: string } }>("POST /projects", {
      project: { name: "web-staging", branch: { database_name: "web", role_name: "web_app" } },
    });
    preview = { neon: await openNeon(world.connections.neon), project: project.id, pull: 12, pause: advance };
    await settle();
    await expect(bringPreview(preview, request)).rejects.toMatchObject({ code: "preview.no-base" });
    await neon(`POST /projects/${project.id}/branches`, { branch: { name: "preview-base", parent_id: branch.id } });
    await settle();
  });

  it("is a branch of the empty base with expiry and password of its own, prolonged, then removed once (P9)", async () => {
    const address = new URL(await bringPreview(preview, request));
    const all = await branches();
    const base = all.find(({ name }) => name === "preview-base");
    const made = all.find(({ name }) => name === "preview/pull-12");
    expect(made?.parent_id).toBe(base?.id);
    expect(Date.parse(made?.expires_at ?? "")).toBe(Math.floor(now.getTime() / 1000) * 1000 + request.lifetime);
    expect([address.pathname, address.username]).toEqual(["/web", "web_app"]);
    const password = (branch: string): Promise<{ password: string }> =>
      neon(`GET /projects/${preview.project}/branches/${branch}/roles/web_app/reveal_password`);
    expect(address.password).toBe((await password(made?.id ?? "")).password);
    expect(address.password).not.toBe((await password(base?.id ?? "")).password);
    const later = new Date(now.getTime() + 60_000);
    await bringPreview(preview, { ...request, now: later });
    const left = (await branches()).filter(({ name }) => name.startsWith("preview/"));
    expect(left.map(({ name }) => name)).toEqual(["preview/pull-12"]);
    expect(Date.parse(left[0]?.expires_at ?? "")).toBe(Math.floor(later.getTime() / 1000) * 1000 + request.lifetime);
    expect(await removePreview(preview)).toBe(true);
    expect((await branches()).map(({ name }) => name)).not.toContain("preview/pull-12");
    expect(await removePreview(preview)).toBe(false);
  });
});

describe("what serves (P4, T4)", () => {
  it("is told, and serves again after a promotion that went wrong", async () => {
    const vercel = await openVercel(world.connections.vercel);
    const project = await newProject(world.sandbox, "reverted");
    expect(await servingDeployment(vercel, project)).toBeUndefined();
    const one = await deploy(world.sandbox, project, { version: "1" });
    const two = await deploy(world.sandbox, project, { version: "2" });
    await vercelSdk(world.sandbox).projects.requestPromote({ projectId: project, deploymentId: two });
    expect(await servingDeployment(vercel, project)).toBe(two);
    await revertTo(vercel, project, one);
    expect(await servingDeployment(vercel, project)).toBe(one);
    await expect(revertTo(vercel, project, one)).resolves.toBeUndefined();
    await expect(revertTo(vercel, project, "dpl_unknown")).rejects.toMatchObject({ vendor: "vercel" });
  });
});
