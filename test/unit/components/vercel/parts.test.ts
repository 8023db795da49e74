import { describe, expect, it } from "vitest";
import {
  KillSwitches,
  ProjectAccess,
  ProjectFirewall,
  resolveProjectAccess,
  resolveServiceAddress,
  ServiceAddress,
  serviceDomain,
  SmokeAccess,
} from "../../../../components/vercel/index.ts";
import { ownershipNote } from "../../../../components/vercel/ownership-note.ts";
import { capture } from "../../../helpers/capture.ts";
import { argsOf, entry, freshModel, told } from "./fixture.ts";

const storeType = "vercel:index/edgeConfig:EdgeConfig";
const itemType = "vercel:index/edgeConfigItem:EdgeConfigItem";

describe("KillSwitches", () => {
  const switches = (protect = true) => ({
    serviceId: "web",
    stageId: "prod",
    protect,
    killSwitches: {
      "write-freeze": { title: "Freeze", kind: "write-freeze", initially: false },
      video: { title: "Video off", kind: "feature", initially: true },
    } as const,
  });

  it("makes the store, a token and one boolean a switch, whose value commands own", async () => {
    const found = await capture(() => new KillSwitches("s", switches()));
    expect(found.one(storeType).inputs).toEqual({ name: "web-prod" });
    expect(found.all(itemType).map(({ inputs }) => [inputs["key"], inputs["valueJson"]])).toEqual([
      ["write-freeze", false],
      ["video", true],
    ]);
    expect(found.one(itemType, "s-video")).toMatchObject({
      inputs: { edgeConfigId: "<vercel:EdgeConfig s-store: id>" },
      options: { protect: true, deleteBeforeReplace: true, ignoreChanges: ["value", "valueJson"] },
    });
    expect(found.one("vercel:index/edgeConfigToken:EdgeConfigToken").inputs).toMatchObject({ label: "web-prod" });
  });

  it("keeps the store's name within 32 characters and guards nothing in a drill", async () => {
    const args = { ...switches(false), serviceId: "a-service-with-quite-a-long-name" };
    const found = await capture(() => new KillSwitches("s", args));
    expect(found.one(storeType).inputs["name"]).toMatch(/^[a-z0-9_-]{1,32}$/);
    expect(found.resources.filter(({ options }) => options.protect ?? options.retainOnDelete)).toEqual([]);
  });
});

describe("ServiceAddress", () => {
  it.each([
    ["app", "prod", "app.example.com"],
    ["@", "prod", "example.com"],
    ["app", "staging", "staging-app.example.com"],
    ["@", "staging", "staging.example.com"],
  ])("puts host %s in %s at %s", async (host, stageId, expected) => {
    const model = freshModel();
    model.organization.domain = "example.com";
    entry(model.services, "web").vercel.host = host;
    const args = argsOf(model, "web", stageId);
    expect(serviceDomain(args)).toBe(expected);
    const found = await capture(() => new ServiceAddress("a", { ...args, projectId: "prj" }));
    const domain = found.one("vercel:index/projectDomain:ProjectDomain");
    expect(domain.inputs).toEqual({ projectId: "prj", domain: expected });
    expect(domain.options).toMatchObject({ protect: true, deleteBeforeReplace: true });
  });

  it.each(["-app", "app-", "a".repeat(64)])("refuses the host %s", (host) => {
    const model = freshModel();
    entry(model.services, "web").vercel.host = host;
    expect(told(resolveServiceAddress(argsOf(model)))).toEqual(["vercel.domain-invalid at services.web.vercel.host"]);
  });

  it("refuses a name that is too long as a whole", () => {
    const model = freshModel();
    model.organization.domain = `${Array.from({ length: 5 }, () => "d".repeat(60)).join(".")}.com`;
    expect(told(resolveServiceAddress(argsOf(model)))).toEqual(["vercel.domain-invalid at services.web.vercel.host"]);
  });
});

describe("SmokeAccess", () => {
  it("makes a secret of 32 letters and digits and gives it to the project's only bypass", async () => {
    const found = await capture(() => new SmokeAccess("s", { projectId: "prj", note: "whose it is" }));
    expect(found.one("random:index/randomPassword:RandomPassword").inputs).toMatchObject({
      length: 32,
      special: false,
    });
    expect(found.one("vercel:index/projectProtectionBypass:ProjectProtectionBypass").inputs).toEqual({
      projectId: "prj",
      secret: "[secret]",
      note: "whose it is",
      isEnvVar: true,
    });
  });
});

describe("ProjectAccess", () => {
  const enterprise = () => {
    const model = freshModel();
    model.vendors.vercel.plan = "enterprise";
    model.organization.rulesRepository.owner = "platform";
    return model;
  };

  it("lets the rules' owners administer, the service's owners develop, all others read", () => {
    const result = resolveProjectAccess({
      ...argsOf(enterprise()),
      accessGroupIds: { platform: "1", product: "2", support: "3" },
    });
    expect(result).toEqual({
      ok: true,
      value: { roles: { platform: "ADMIN", product: "PROJECT_DEVELOPER", support: "PROJECT_VIEWER" } },
    });
  });

  it("grants nothing where the plan has no access groups", async () => {
    const found = await capture(() => new ProjectAccess("a", { ...argsOf(freshModel()), projectId: "prj" }));
    expect(found.all("vercel:index/accessGroupProject:AccessGroupProject")).toEqual([]);
  });

  it("refuses a service whose owners have no group", () => {
    const result = resolveProjectAccess({ ...argsOf(enterprise()), accessGroupIds: { platform: "1" } });
    expect(told(result)).toEqual(["vercel.access-group-missing at services.web.owner"]);
  });
});

describe("ProjectFirewall", () => {
  const type = "vercel:index/firewallConfig:FirewallConfig";
  const firewall = async (plan: "pro" | "enterprise", requestsPerMinute = 600) => {
    const { vendors } = freshModel();
    vendors.vercel.plan = plan;
    const args = { projectId: "prj", requestsPerMinute, vendors, note: "whose it is" };
    return (await capture(() => new ProjectFirewall("f", args))).one(type).inputs;
  };

  it("limits requests an address and minute, and logs bots so that smoke tests are not challenged", async () => {
    expect(await firewall("pro")).toEqual({
      projectId: "prj",
      enabled: true,
      rules: {
        rules: [
          {
            name: "limit-requests-per-address",
            description: "whose it is",
            active: true,
            conditionGroups: [{ conditions: [{ type: "path", op: "pre", value: "/" }] }],
            action: {
              action: "rate_limit",
              rateLimit: { algo: "fixed_window", window: 60, limit: 600, keys: ["ip"], action: "rate_limit" },
            },
          },
        ],
      },
      managedRulesets: { botProtection: { active: true, action: "log" }, aiBots: { active: true, action: "log" } },
    });
  });

  it("takes the limit from the stage", async () => {
    expect(await firewall("pro", 42)).toMatchObject({ rules: { rules: [{ action: { rateLimit: { limit: 42 } } }] } });
  });

  it("adds the OWASP rules on the enterprise plan: injection refused, scanners logged", async () => {
    expect(await firewall("enterprise")).toMatchObject({
      managedRulesets: { owasp: { sqli: { active: true, action: "deny" }, sd: { active: true, action: "log" } } },
    });
  });
});

describe("ownershipNote", () => {
  it("names tool, service, stage and owner within 100 characters", () => {
    expect(ownershipNote("web", "prod", "product")).toBe(
      "managed-by: launchgate, service web, stage prod, owner product",
    );
    expect(ownershipNote("w".repeat(40), "p".repeat(40), "o".repeat(40))).toHaveLength(100);
  });
});
