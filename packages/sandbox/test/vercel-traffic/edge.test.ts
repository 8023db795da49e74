import { describe, expect, it } from "vitest";
import { send } from "../vercel/client.ts";
import { deploy, newProject, pass } from "../vercel/releases.ts";
import { ask, withTraffic } from "./traffic.ts";
import type { FaultInput } from "../../src/world/fault-schema.ts";

const handle = withTraffic();
const box = () => handle.sandbox;
const application = "bridge-api";

async function idOf(url: string): Promise<string> {
  return String((await send(box(), `GET /v13/deployments/${url}`)).body["url"]);
}

describe("addresses", () => {
  it("lead to a deployment, to production, or nowhere", async () => {
    const project = await newProject(box(), "hosts");
    const one = await idOf(await deploy(box(), project, { version: "1", application }));
    const two = await idOf(await deploy(box(), project, { version: "2", application }));
    await send(box(), `PATCH /v9/projects/${project}`, { ssoProtection: null });
    await send(box(), `POST /v10/projects/${project}/domains`, { name: "hosts.example.com" });
    const versions = await Promise.all(
      [one, two, "hosts.vercel.app", "hosts.example.com", "hosts.localhost"].map((host) => ask(handle, host)),
    );
    expect(versions.map(({ version }) => version)).toEqual(["1", "2", "1", "1", "1"]);
    const nowhere = await ask(handle, "nowhere.example.com");
    expect(nowhere).toMatchObject({ status: 404, headers: { "x-vercel-error": "DEPLOYMENT_NOT_FOUND" } });
    const url = await handle.traffic.urlOf("hosts");
    const answer = await fetch(`${url}/health`);
    expect(await answer.json()).toMatchObject({ status: "ok", service: application, version: "1" });
  });

  it("of what was not built lead nowhere", async () => {
    const project = await newProject(box(), "broken");
    const host = await idOf(await deploy(box(), project, { version: "1", application, behaviour: "fails-to-build" }));
    await send(box(), `PATCH /v9/projects/${project}`, { ssoProtection: null });
    expect((await ask(handle, host)).status).toBe(404);
    expect((await ask(handle, "broken.localhost")).status).toBe(404);
  });
});

describe("deployment protection", () => {
  const cases = [
    ["all", [401, 401, 401, 401]],
    ["all_except_custom_domains", [200, 401, 401, 401]],
    ["prod_deployment_urls_and_all_previews", [200, 200, 401, 401]],
    ["preview", [200, 200, 200, 401]],
  ] as const;

  it.each(cases)("%s closes what it says, and opens it to the bypass secret", async (deploymentType, statuses) => {
    const name = `protected-${deploymentType.replaceAll("_", "-")}`;
    const project = await newProject(box(), name);
    const production = await idOf(await deploy(box(), project, { version: "1", application }));
    const preview = await idOf(await deploy(box(), project, { version: "2", application, target: null }));
    await send(box(), `PATCH /v9/projects/${project}`, { ssoProtection: { deploymentType } });
    const made = await send(box(), `PATCH /v1/projects/${project}/protection-bypass`, { generate: {} });
    const [secret = ""] = Object.keys(made.body["protectionBypass"] as object);
    const hosts = [`${name}.localhost`, `${name}.vercel.app`, production, preview];
    const asked = (headers: Record<string, string>, query = "") =>
      Promise.all(hosts.map((host) => ask(handle, host, `/health${query}`, { headers }).then(({ status }) => status)));
    expect(await asked({})).toEqual(statuses);
    expect(await asked({ "x-vercel-protection-bypass": "wrong" })).toEqual(statuses);
    expect(await asked({ "x-vercel-protection-bypass": secret })).toEqual([200, 200, 200, 200]);
    expect(await asked({}, `?x-vercel-protection-bypass=${secret}`)).toEqual([200, 200, 200, 200]);
  });
});

describe("edge config", () => {
  it("reaches servers after its delay, not before (B9)", async () => {
    const project = await newProject(box(), "switched");
    const store = String((await send(box(), "POST /v1/edge-config", { slug: "switched", items: {} })).body["id"]);
    const { token } = (await send(box(), `POST /v1/edge-config/${store}/token`, { label: "server" })).body;
    const value = `https://edge-config.vercel.com/${store}?token=${String(token)}`;
    const variable = { key: "EDGE_CONFIG", value, type: "sensitive", target: ["production"] };
    await send(box(), `POST /v10/projects/${project}/env`, variable);
    await deploy(box(), project, { version: "1", application });
    const code = async (): Promise<unknown> => {
      const got = await ask(handle, "switched.localhost", "/v1/smoke/orders", { method: "POST", body: {} });
      expect(got.status).toBe(503);
      return (JSON.parse(got.text) as { error: { code: string } }).error.code;
    };
    expect(await code()).toBe("DATABASE_UNAVAILABLE");
    box().clock.pause();
    const items = [{ operation: "upsert", key: "write-freeze", value: true }];
    await send(box(), `PATCH /v1/edge-config/${store}/items`, { items });
    await pass(box(), 1_900);
    expect(await code()).toBe("DATABASE_UNAVAILABLE");
    await pass(box(), 200);
    await expect.poll(code, { timeout: 5_000, interval: 50 }).toBe("WRITES_FROZEN");
    expect((await ask(handle, "switched.localhost", "/health")).status).toBe(200);
    box().clock.run();
  });

  it("that cannot be read keeps writes waiting", async () => {
    const project = await newProject(box(), "unreadable");
    const value = "https://edge-config.vercel.com/ecfg_none?token=wrong";
    const variable = { key: "EDGE_CONFIG", value, type: "sensitive", target: ["production"] };
    await send(box(), `POST /v10/projects/${project}/env`, variable);
    await deploy(box(), project, { version: "1", application });
    const got = await ask(handle, "unreadable.localhost", "/v1/smoke/orders", { method: "POST", body: {} });
    expect(got.status).toBe(503);
    expect(got.text).toContain("SWITCHES_UNKNOWN");
  });
});

describe("faults beside the vendors (D1)", () => {
  const during = async <T>(fault: FaultInput, work: () => Promise<T>): Promise<T> => {
    const { id } = box().world.faults.add(fault);
    try {
      return await work();
    } finally {
      box().world.faults.clear({ id });
    }
  };

  it("of Mux lead to the fallback, whatever their kind, and their end back", async () => {
    const project = await newProject(box(), "film");
    await deploy(box(), project, { version: "1", application });
    const source = async (): Promise<unknown> => {
      const { status, text } = await ask(handle, "film.localhost", "/v1/videos/intro");
      expect(status).toBe(200);
      return (JSON.parse(text) as { source: string }).source;
    };
    expect(await source()).toBe("mux");
    const effects: FaultInput["effect"][] = [
      { kind: "error", status: 503 },
      { kind: "rate-limit" },
      { kind: "outage" },
      { kind: "timeout", effect: "before" },
      { kind: "timeout", effect: "after" },
    ];
    for (const effect of effects) expect(await during({ vendor: "mux", effect }, source)).toBe("fallback");
    expect(await during({ vendor: "mux", effect: { kind: "latency", milliseconds: 1 } }, source)).toBe("mux");
    expect(await during({ vendor: "mux", path: "/video/v1/assets/other", effect: { kind: "outage" } }, source)).toBe(
      "mux",
    );
    expect(await source()).toBe("mux");
  });

  it("of the edge are told as they are, to the project that they name", async () => {
    for (const name of ["region", "elsewhere"])
      await deploy(box(), await newProject(box(), name), { version: "1", application });
    const statuses = (host: string) => async (): Promise<number[]> => {
      const seen: number[] = [];
      for (let index = 0; index < 8; index++) seen.push((await ask(handle, `${host}.localhost`)).status);
      return seen;
    };
    const error: FaultInput = {
      vendor: "edge",
      path: "/region/**",
      effect: { kind: "error", status: 502 },
      share: 0.25,
    };
    expect(await during(error, statuses("region"))).toEqual([200, 200, 200, 502, 200, 200, 200, 502]);
    expect(new Set(await during(error, statuses("elsewhere")))).toEqual(new Set([200]));
    const kinds: [FaultInput["effect"], number][] = [
      [{ kind: "rate-limit" }, 429],
      [{ kind: "outage" }, 0],
      [{ kind: "latency", milliseconds: 1 }, 200],
    ];
    for (const [effect, status] of kinds)
      expect(new Set(await during({ vendor: "edge", effect }, statuses("region")))).toEqual(new Set([status]));
  });
});
