import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { PracticeEngine } from "../plugin/practice-engine.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const slug = "motion-mavericks";
const ids: Record<string, string> = {};

/** The models of the SDK say one object where Vercel gives a list: the body is in its complaint. */
async function listOf(work: Promise<unknown>): Promise<unknown> {
  const text = await work.then(JSON.stringify, (error: unknown) => (error as { body?: unknown }).body);
  return JSON.parse(String(text)) as unknown;
}

beforeAll(async () => {
  const engine = new PracticeEngine(handle.sandbox, "vercel");
  const up = async (kind: string, inputs: Readonly<Record<string, unknown>>): Promise<string> => {
    const type = `vercel:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    await engine.up(type, kind, inputs);
    const { id } = engine.recorded(kind);
    ids[kind] = id;
    return id;
  };
  const projectId = await up("Project", { name: "shop" });
  const edgeConfigId = await up("EdgeConfig", { name: "switches" });
  const stages = [{ targetPercentage: 10 }, { targetPercentage: 100 }];
  const where = { endpoint: "https://logs.example/in", environments: ["production"], sources: ["lambda"] };
  await up("ProjectEnvironmentVariable", { projectId, key: "A", value: "b", sensitive: false, targets: ["preview"] });
  await up("ProjectDomain", { projectId, domain: "shop.example.com" });
  await up("ProjectRollingRelease", { projectId, advancementType: "manual-approval", stages });
  await up("EdgeConfigItem", { edgeConfigId, key: "freeze", valueJson: false });
  await up("EdgeConfigToken", { edgeConfigId, label: "shop" });
  await up("LogDrain", { name: "logs", deliveryFormat: "json", projectIds: [projectId], ...where });
});

describe("calls that the product makes at Vercel, by the official client (P7)", () => {
  it("lists everything of the team, and takes away what nobody declares", async () => {
    const { projects, globalConfig, rollingRelease, drains } = client(handle.sandbox);
    const [idOrName = "", edgeConfigId = ""] = [ids["Project"], ids["EdgeConfig"]];
    expect(await projects.getProjects({ slug, limit: "100" })).toMatchObject({ projects: [{ id: idOrName }] });
    expect(await projects.filterProjectEnvs({ idOrName, slug })).toMatchObject({ envs: [{ key: "A" }] });
    const domains = await projects.getProjectDomains({ idOrName, slug, limit: 100 });
    expect(domains).toMatchObject({ domains: [{ name: "shop.example.com" }] });
    const config = await rollingRelease.getRollingReleaseConfig({ idOrName, slug });
    expect(config.rollingRelease?.stages).toHaveLength(2);
    expect(await listOf(globalConfig.getEdgeConfigs({ slug }))).toMatchObject([{ slug: "switches" }]);
    expect(await globalConfig.getEdgeConfigItems({ edgeConfigId, slug })).toMatchObject([{ key: "freeze" }]);
    const tokens = await listOf(globalConfig.getEdgeConfigTokens({ edgeConfigId, slug }));
    expect(tokens).toMatchObject([{ label: "shop" }]);
    expect(await drains.getDrains({ slug })).toMatchObject({ drains: [{ name: "logs" }] });

    await projects.removeProjectEnv({ idOrName, slug, id: ids["ProjectEnvironmentVariable"] ?? "" });
    await projects.removeProjectDomain({ idOrName, slug, domain: ids["ProjectDomain"] ?? "" });
    await rollingRelease.deleteRollingReleaseConfig({ idOrName, slug });
    const requestBody = { tokens: [ids["EdgeConfigToken"] ?? ""] };
    await globalConfig.deleteEdgeConfigTokens({ edgeConfigId, slug, requestBody });
    await drains.deleteDrain({ id: ids["LogDrain"] ?? "", slug });
    expect(await projects.filterProjectEnvs({ idOrName, slug })).toMatchObject({ envs: [] });
    expect(await projects.getProjectDomains({ idOrName, slug })).toMatchObject({ domains: [] });
    expect((await rollingRelease.getRollingReleaseConfig({ idOrName, slug })).rollingRelease ?? null).toBeNull();
    expect(await listOf(globalConfig.getEdgeConfigTokens({ edgeConfigId, slug }))).toEqual([]);
    expect(await drains.getDrains({ slug })).toMatchObject({ drains: [] });
  });
});
