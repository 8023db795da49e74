import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, refusal, settled } from "./client.ts";

const handle = withSandbox();
const org = "org-motion-mavericks";
const place = { project: "" };

beforeAll(async () => {
  const made = await settled(handle.sandbox, client(handle.sandbox).createProject({ project: { name: "shared" } }));
  place.project = made.project.id;
});

describe("access to a project", () => {
  it("is granted to a person once, listed, and revoked", async () => {
    const neon = client(handle.sandbox);
    const email = "guest@example.org";
    const granted = (await neon.grantPermissionToProject(place.project, { email })).data;
    expect(granted.granted_to_email).toBe(email);
    const again = neon.grantPermissionToProject(place.project, { email: "Guest@example.org" });
    await expect(again).rejects.toMatchObject(refusal(409));
    await expect(neon.grantPermissionToProject(place.project, { email: "nobody" })).rejects.toMatchObject(refusal(400));
    const list = async () => (await neon.listProjectPermissions(place.project)).data.project_permissions;
    expect(await list()).toEqual([granted]);
    expect((await neon.revokePermissionFromProject(place.project, granted.id)).data.revoked_at).toMatch(/Z$/);
    expect(await list()).toEqual([]);
  });

  it("is limited to private networks, which are set and lifted", async () => {
    const neon = client(handle.sandbox);
    const list = async () => (await neon.listProjectVpcEndpoints(place.project)).data.endpoints;
    await neon.assignProjectVpcEndpoint(place.project, "vpce-1", { label: "one" });
    await neon.assignProjectVpcEndpoint(place.project, "vpce-1", { label: "two" });
    expect(await list()).toEqual([{ vpc_endpoint_id: "vpce-1", label: "two" }]);
    await neon.deleteProjectVpcEndpoint(place.project, "vpce-1");
    expect(await list()).toEqual([]);
    await expect(neon.deleteProjectVpcEndpoint(place.project, "vpce-1")).rejects.toMatchObject(refusal(404));
  });
});

describe("API keys", () => {
  it("of a person are shown once, listed without the key, and revoked", async () => {
    const neon = client(handle.sandbox);
    const made = (await neon.createApiKey({ key_name: "laptop" })).data;
    expect(made.key).toMatch(/^napi_[0-9a-z]{64}$/);
    const listed = (await neon.listApiKeys()).data;
    expect(listed).toMatchObject([{ id: made.id, name: "laptop" }]);
    expect(JSON.stringify(listed)).not.toContain(made.key);
    expect((await neon.revokeApiKey(made.id)).data).toMatchObject({ id: made.id, revoked: true });
    await expect(neon.revokeApiKey(made.id)).rejects.toMatchObject(refusal(404));
  });

  it("of the organisation may be for one project, and need its owner", async () => {
    const neon = client(handle.sandbox);
    const request = { key_name: "pipeline", project_id: place.project };
    const made = (await neon.createOrgApiKey(org, request)).data;
    expect((await neon.listOrgApiKeys(org)).data).toMatchObject([{ id: made.id, project_id: place.project }]);
    expect((await neon.listApiKeys()).data).toEqual([]);
    const unknown = neon.createOrgApiKey(org, { ...request, project_id: "none" });
    await expect(unknown).rejects.toMatchObject(refusal(404));
    await expect(neon.listOrgApiKeys("org-other")).rejects.toMatchObject(refusal(404));
    const reader = client(handle.sandbox, "drift");
    await expect(reader.createOrgApiKey(org, request)).rejects.toMatchObject(refusal(403));
    await neon.revokeOrgApiKey(org, made.id);
    expect((await neon.listOrgApiKeys(org)).data).toEqual([]);
  });
});

describe("what is there from the beginning", () => {
  it("is one organisation, and regions with one default", async () => {
    const neon = client(handle.sandbox);
    const { organizations } = (await neon.getCurrentUserOrganizations()).data;
    expect(organizations).toEqual([(await neon.getOrganization(org)).data]);
    const { regions } = (await neon.getActiveRegions({})).data;
    expect(regions.filter((region) => region.default).map(({ region_id }) => region_id)).toEqual(["aws-us-east-2"]);
  });
});
