import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, send } from "./client.ts";
import { deploy, newProject, pass } from "./releases.ts";

const handle = withSandbox();
const box = () => handle.sandbox;

async function stateOf(id: string): Promise<string> {
  return (await client(box()).deployments.getDeployment({ idOrUrl: id })).readyState;
}

describe("deployments", () => {
  it("are queued, built and ready by the clock, and found by id and address", async () => {
    const project = await newProject(box(), "states");
    const requestBody = { name: "states", target: "production", meta: { version: "1.0.0" } };
    const made = await client(box()).deployments.createDeployment({ requestBody });
    expect(made).toMatchObject({ readyState: "QUEUED", projectId: project, target: "production" });
    await pass(box(), 1_000);
    expect(await stateOf(made.id)).toBe("BUILDING");
    await pass(box(), 5_000);
    expect(await stateOf(made.id)).toBe("READY");
    const { body } = await send(box(), `GET /v13/deployments/${made.id}`);
    expect(await stateOf(String(body["url"]))).toBe("READY");
    const log = await send(box(), `GET /v3/deployments/${made.id}/events`);
    const states = (log.body as unknown as { payload: { info: { readyState: string } } }[]).map(
      ({ payload }) => payload.info.readyState,
    );
    expect(states).toEqual(["QUEUED", "BUILDING", "READY"]);
  });

  it.each([
    ["fails-to-build", 6_000, "BUILD_FAILED"],
    ["never-ready", 46 * 60_000, "BUILD_TIMEOUT"],
  ])("that are to be %s end in an error and serve nothing", async (behaviour, after, code) => {
    const project = await newProject(box(), behaviour);
    const id = await deploy(box(), project, { version: "2", behaviour });
    await pass(box(), after);
    const read = await send(box(), `GET /v13/deployments/${id}`);
    expect(read.body).toMatchObject({ readyState: "ERROR", errorCode: code, alias: [] });
    const promoted = await send(box(), `POST /v10/projects/${project}/promote/${id}`);
    expect(promoted.status).toBe(400);
    expect((await send(box(), `GET /v9/projects/${project}`)).body["targets"]).toEqual({});
  });

  it("are listed newest first, by project, target, state and page", async () => {
    const project = await newProject(box(), "lists");
    const first = await deploy(box(), project, { version: "1" });
    const preview = await deploy(box(), project, { version: "2", target: null });
    const broken = await deploy(box(), project, { version: "3", behaviour: "fails-to-build" });
    const ids = async (query: string): Promise<unknown[]> => {
      const { body } = await send(box(), `GET /v6/deployments?projectId=${project}${query}`);
      return (body["deployments"] as { uid: string }[]).map(({ uid }) => uid);
    };
    expect(await ids("")).toEqual([broken, preview, first]);
    expect(await ids("&target=preview")).toEqual([preview]);
    expect(await ids("&state=ERROR,CANCELED")).toEqual([broken]);
    expect(await ids("&limit=1")).toEqual([broken]);
    expect(await ids("&rollbackCandidate=true")).toEqual([first]);
    const { deployments } = await client(box()).deployments.getDeployments({ projectId: project, limit: 2 });
    expect(deployments.map(({ uid }) => uid)).toEqual([broken, preview]);
  });

  it("are cancelled while they are built, and not later", async () => {
    const project = await newProject(box(), "cancels");
    const made = await client(box()).deployments.createDeployment({ requestBody: { name: "cancels" } });
    await client(box()).deployments.cancelDeployment({ id: made.id });
    await pass(box(), 60_000);
    expect(await stateOf(made.id)).toBe("CANCELED");
    const ready = await deploy(box(), project, { version: "1" });
    expect((await send(box(), `PATCH /v12/deployments/${ready}/cancel`)).status).toBe(400);
  });

  it("are removed, but for the one that serves production", async () => {
    const project = await newProject(box(), "removals");
    const serving = await deploy(box(), project, { version: "1" });
    const other = await deploy(box(), project, { version: "2" });
    expect((await send(box(), `DELETE /v13/deployments/${serving}`)).status).toBe(409);
    expect((await send(box(), `DELETE /v13/deployments/${other}`)).body).toEqual({ uid: other, state: "DELETED" });
    expect((await send(box(), `GET /v13/deployments/${other}`)).status).toBe(404);
  });

  it("want the files that they name by digest", async () => {
    await newProject(box(), "files");
    const sha = "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33";
    const body = { name: "files", files: [{ file: "index.js", sha, size: 3 }] };
    const refused = await send(box(), "POST /v13/deployments", body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "missing_files", missing: [sha] } } });
    const requestBody = new Blob(["foo"]).stream();
    await client(box()).deployments.uploadFile({ xVercelDigest: sha, contentLength: 3, requestBody });
    expect((await send(box(), "POST /v13/deployments", body)).status).toBe(200);
  });

  it("take the variables of their target as they are when built, and show no value", async () => {
    const project = await newProject(box(), "variables");
    const variable = { key: "TOKEN", value: "first-value", type: "encrypted", target: ["production"] };
    const made = await send(box(), `POST /v10/projects/${project}/env`, variable);
    const id = await deploy(box(), project, { version: "1" });
    const { id: variableId } = made.body["created"] as { id: string };
    await send(box(), `PATCH /v9/projects/${project}/env/${variableId}`, { value: "second-value" });
    const read = await send(box(), `GET /v13/deployments/${id}`);
    expect(read.body["env"]).toContain("TOKEN");
    expect(JSON.stringify(read.body)).not.toContain("-value");
    const kept = box()
      .world.store.all("vercel.deployment")
      .find(({ data }) => data["id"] === id);
    expect(kept?.data["environment"]).toMatchObject({ TOKEN: "first-value", VERCEL_ENV: "production" });
  });

  it("get addresses of their own, which move and go", async () => {
    const project = await newProject(box(), "addresses");
    const [one, two] = [await deploy(box(), project, { version: "1" }), await deploy(box(), project, { version: "2" })];
    const { aliases } = client(box());
    const alias = "check.example.com";
    await aliases.assignAlias({ id: one, requestBody: { alias } });
    const moved = await aliases.assignAlias({ id: two, requestBody: { alias } });
    expect(moved.oldDeploymentId).toBe(one);
    const of = await aliases.listDeploymentAliases({ id: two });
    expect(of.aliases.map((each) => each.alias)).toEqual([alias]);
    const all = await send(box(), `GET /v4/aliases?projectId=${project}`);
    const shown = all.body["aliases"] as { alias: string; deploymentId: string }[];
    expect(shown.map((each) => [each.alias, each.deploymentId])).toEqual([
      ["addresses.vercel.app", one],
      [alias, two],
    ]);
    expect((await send(box(), `GET /v4/aliases/${alias}`)).body).toMatchObject({ deploymentId: two });
    const taken = await send(box(), `POST /v2/deployments/${two}/aliases`, { alias: "addresses.vercel.app" });
    expect(taken.status).toBe(409);
    await aliases.deleteAlias({ aliasId: alias });
    expect((await send(box(), `GET /v4/aliases/${alias}`)).status).toBe(404);
    expect((await send(box(), "DELETE /v2/aliases/addresses.vercel.app")).status).toBe(400);
  });

  it.each([
    ["a project that is not there", { name: "nowhere" }, 404],
    ["no name", {}, 400],
    ["a deployment that is not there", { name: "refusals", deploymentId: "dpl_none" }, 404],
  ])("are refused with %s", async (_what, body, status) => {
    await send(box(), "POST /v8/projects", { name: "refusals" });
    expect((await send(box(), "POST /v13/deployments", body)).status).toBe(status);
  });

  it("are for those who may deploy", async () => {
    await send(box(), "POST /v8/projects", { name: "rights" });
    expect((await send(box(), "POST /v13/deployments", { name: "rights" }, "drift")).status).toBe(403);
    expect((await send(box(), "POST /v13/deployments", { name: "rights" }, "bruno-costa")).status).toBe(200);
  });
});
