import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { send } from "../../vercel/client.ts";
import { PracticeEngine } from "../practice-engine.ts";

const type = (kind: string): string => `vercel:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
const handle = withSandbox();
let engine: PracticeEngine;
let projectId = "";

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "vercel");
  await engine.up(type("Project"), "shop", { name: "shop" });
  projectId = engine.recorded("shop").id;
});

const variable = { projectId: "p", key: "A", value: "b", sensitive: true, targets: ["production"] };
const drain = {
  name: "logs",
  deliveryFormat: "json",
  endpoint: "https://logs.example",
  environments: ["production"],
  sources: ["edge"],
};
const ramp = (advancementType: string, ...stages: object[]): object => ({ projectId: "p", advancementType, stages });
const firewall = (...conditions: object[]): object => ({
  projectId: "p",
  rules: { rules: [{ name: "rule", conditionGroups: [{ conditions }], action: { action: "deny" } }] },
});
const many = { a: "1", b: "2", c: "3", d: "4", e: "5", f: "6" };

describe("checks before any request", () => {
  it.each([
    ["EdgeConfig", { name: "Upper" }, "name"],
    ["EdgeConfigItem", { edgeConfigId: "e", key: "a b", value: "c" }, "key"],
    ["EdgeConfigItem", { edgeConfigId: "e", key: "a" }, "value"],
    ["EdgeConfigToken", { edgeConfigId: "e", label: "" }, "label"],
    ["EdgeConfigToken", { label: "l" }, "edgeConfigId"],
    ["ProjectCrons", { projectId: "p" }, "enabled"],
    ["ProjectDeploymentRetention", { projectId: "p", expirationPreview: "2d" }, "expirationPreview"],
    ["ProjectDomain", { projectId: "p", domain: "d", redirectStatusCode: 303 }, "redirectStatusCode"],
    ["ProjectDomain", { projectId: "p", domain: "d", gitBranch: "b", customEnvironmentId: "c" }, "gitBranch"],
    ["ProjectEnvironmentVariable", { ...variable, valueWo: "c" }, "value"],
    ["ProjectEnvironmentVariable", { ...variable, targets: undefined }, "targets"],
    ["ProjectEnvironmentVariable", { ...variable, targets: ["staging"] }, "targets[0]"],
    ["ProjectEnvironmentVariable", { ...variable, targets: ["development"] }, "sensitive"],
    ["ProjectEnvironmentVariable", { ...variable, sensitive: undefined }, "sensitive"],
    ["ProjectProtectionBypass", { projectId: "p", secret: "short" }, "secret"],
    ["ProjectProtectionBypass", { projectId: "p", note: "n".repeat(101) }, "note"],
    ["ProjectRollingRelease", ramp("slow", { targetPercentage: 100 }), "advancementType"],
    ["ProjectRollingRelease", ramp("manual-approval", { targetPercentage: 50 }), "stages[0].targetPercentage"],
    [
      "ProjectRollingRelease",
      ramp("automatic", { targetPercentage: 5 }, { targetPercentage: 100 }),
      "stages[0].duration",
    ],
    [
      "ProjectRollingRelease",
      ramp("manual-approval", { targetPercentage: 5, duration: 5 }, { targetPercentage: 100 }),
      "stages[0].duration",
    ],
    ["LogDrain", { ...drain, sources: [] }, "sources"],
    ["LogDrain", { ...drain, deliveryFormat: "xml" }, "deliveryFormat"],
    ["LogDrain", { ...drain, samplingRate: 2 }, "samplingRate"],
    ["LogDrain", { ...drain, secret: "short" }, "secret"],
    ["LogDrain", { ...drain, headers: many }, "headers"],
    [
      "FirewallConfig",
      firewall({ type: "path", op: "inc", value: "/" }),
      "rules.rules[0].conditionGroups[0].conditions[0]",
    ],
    [
      "FirewallConfig",
      firewall({ type: "path", op: "eq", values: ["/"] }),
      "rules.rules[0].conditionGroups[0].conditions[0]",
    ],
    [
      "FirewallConfig",
      { projectId: "p", managedRulesets: { botFilter: { active: true }, botProtection: { active: true } } },
      "managedRulesets.botFilter",
    ],
  ])("%s %j", (kind, inputs, property) => {
    const { failures } = engine.check(type(kind), "odd", inputs as Readonly<Record<string, unknown>>);
    expect(failures.map((each) => each.property)).toContain(property);
  });
});

describe("refusals of the vendor", () => {
  it("says that a variable is there already, and makes none twice", async () => {
    const inputs = { ...variable, projectId };
    await engine.up(type("ProjectEnvironmentVariable"), "one", inputs);
    await expect(engine.up(type("ProjectEnvironmentVariable"), "two", inputs)).rejects.toThrow("ENV_CONFLICT");
    await engine.down("one");
  });

  it("refuses the only bypass of a project as not the environment variable, and leaves none behind", async () => {
    const inputs = { projectId, isEnvVar: false };
    await expect(engine.up(type("ProjectProtectionBypass"), "alone", inputs)).rejects.toThrow("only protection bypass");
    const { body } = await send(handle.sandbox, `GET /v10/projects/${projectId}`);
    expect(body["protectionBypass"]).toEqual({});
  });

  it("hands the environment variable over among bypasses, and takes a secret of Vercel's own", async () => {
    const kind = type("ProjectProtectionBypass");
    await engine.up(kind, "first", { projectId, note: "first" });
    await engine.up(kind, "second", { projectId, note: "second", isEnvVar: true });
    expect(await engine.refresh("first")).toEqual([]);
    expect(engine.recorded("first").state).toMatchObject({ isEnvVar: false });
    expect(String(engine.recorded("second").state["secret"])).toHaveLength(32);
    expect(await engine.up(kind, "second", { projectId, note: "second", isEnvVar: false })).toBe("update");
    await engine.refresh("first");
    expect(engine.recorded("first").state).toMatchObject({ isEnvVar: true });
    await engine.down("first");
    await engine.down("second");
  });
});

describe("changes elsewhere", () => {
  it("are seen at every readable setting of the smaller types", async () => {
    const { sandbox } = handle;
    const at = `/v1/projects/${projectId}`;
    const stages = [{ targetPercentage: 10 }, { targetPercentage: 100 }];
    await engine.up(type("ProjectCrons"), "crons", { projectId, enabled: true });
    await engine.up(type("ProjectRollingRelease"), "ramp", { projectId, advancementType: "manual-approval", stages });
    await engine.up(type("FirewallConfig"), "wall", { projectId });
    await engine.up(type("ProjectDomain"), "domain", { projectId, domain: "shop.example.com" });
    const inputs = { projectId, key: "SEEN", value: "1", sensitive: false, targets: ["production"] };
    await engine.up(type("ProjectEnvironmentVariable"), "variable", inputs);
    await send(sandbox, `PATCH ${at}/crons`, { enabled: false });
    const other = {
      enabled: true,
      advancementType: "automatic",
      stages: [{ targetPercentage: 50, duration: 5 }, stages[1]],
    };
    await send(sandbox, `PATCH ${at}/rolling-release/config`, other);
    const rule = { active: true, action: "deny" };
    const wall = { firewallEnabled: false, managedRules: { ai_bots: rule }, crs: { xss: rule } };
    await send(sandbox, `PUT /v1/security/firewall/config?projectId=${projectId}`, wall);
    await send(sandbox, `PATCH /v9/projects/${projectId}/domains/shop.example.com`, { redirect: "other.example.com" });
    const { id } = engine.recorded("variable");
    await send(sandbox, `PATCH /v10/projects/${projectId}/env/${id}`, { value: "2", comment: "by hand" });
    expect(await engine.refresh("crons")).toEqual(["enabled"]);
    expect(await engine.refresh("ramp")).toEqual(["advancementType", "stages"]);
    expect(await engine.refresh("wall")).toEqual(["enabled", "managedRulesets"]);
    expect(await engine.refresh("domain")).toEqual(["redirect"]);
    expect(await engine.refresh("variable")).toEqual(["comment", "value"]);
    await send(sandbox, `DELETE ${at}/rolling-release/config`);
    expect(await engine.refresh("ramp")).toBe("gone");
  });
});
