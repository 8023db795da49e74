import { describe, expect, it } from "vitest";
import { findExtras, type ExtrasRequest } from "../../../../packages/cli/src/drift/extras.ts";
import { wantedSettings } from "../../../../packages/cli/src/drift/set-by-people.ts";
import type { InventoryObject } from "../../../../packages/cli/src/vendors/inventory-object.ts";
import { modelOf } from "../../engine/engine-double.ts";
import { resource } from "./readings.ts";

const kinds = {
  repository: "github:index/repository:Repository",
  environment: "github:index/repositoryEnvironment:RepositoryEnvironment",
  secret: "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret",
  repositorySecret: "github:index/actionsSecret:ActionsSecret",
  variable: "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable",
  label: "github:index/issueLabel:IssueLabel",
  member: "github:index/membership:Membership",
  teamMember: "github:index/teamMembership:TeamMembership",
  monitor: "datadog:index/monitor:Monitor",
  token: "vercel:index/edgeConfigToken:EdgeConfigToken",
};

const shared = { stack: "shared", resources: [resource(kinds.repository, "web", "web", { name: "web" })] };
const prod = {
  stack: "prod",
  resources: [
    resource(kinds.environment, "gate", "web:prod", { repository: "web", environment: "prod" }),
    resource(kinds.variable, "A", "other-form", { repository: "web", environment: "prod", variableName: "A" }),
    resource(kinds.token, "token", "unlike", { edgeConfigId: "ecfg_1", label: "service" }),
  ],
};

function object(kind: string, id: string, more: Partial<InventoryObject> = {}): InventoryObject {
  return { vendor: kind.split(":")[0] as InventoryObject["vendor"], kind, id, name: id, ...more };
}
const inProd = { parent: { kind: kinds.environment, id: "web:prod" } };
const declared = [
  object(kinds.repository, "web"),
  object(kinds.environment, "web:prod", { parent: { kind: kinds.repository, id: "web" } }),
  object(kinds.variable, "web:prod:A", inProd),
  object(kinds.token, "tok_1", { alias: "ecfg_1 service" }),
];

function extrasOf(stack: string, objects: readonly InventoryObject[], more: Partial<ExtrasRequest> = {}) {
  return findExtras({
    model: modelOf(stack),
    states: [shared, prod],
    objects: [...declared, ...objects],
    wanted: wantedSettings(modelOf(stack)),
    logins: ["ada"],
    machineLogins: ["machine"],
    ...more,
  });
}

describe("extras", () => {
  it("are none where everything is declared, whatever form the ids have", () => {
    expect(extrasOf("prod", []).items).toEqual([]);
    expect(extrasOf("shared", []).items).toEqual([]);
    expect(extrasOf("prod", []).matches).toHaveLength(3);
  });

  it("concern the stack of their container, and no other", () => {
    const extra = object(kinds.variable, "web:prod:B", inProd);
    expect(extrasOf("prod", [extra]).items).toMatchObject([
      { drift: "extra", id: "web:prod:B", risk: "high", within: "web:prod" },
    ]);
    expect(extrasOf("shared", [extra]).items).toEqual([]);
  });

  it("concern the stage that their tags name, else the shared stack", () => {
    const ofProd = object(kinds.monitor, "1", { stage: "prod" });
    const ofNobody = object(kinds.monitor, "2");
    expect(extrasOf("prod", [ofProd, ofNobody]).items.map(({ id }) => id)).toEqual(["1"]);
    expect(extrasOf("shared", [ofProd, ofNobody]).items.map(({ id }) => id)).toEqual(["2"]);
  });

  it("of a whole account concern the stack that answers for it", () => {
    const project = object("vercel:index/project:Project", "prj_9", { name: "left-over" });
    expect(extrasOf("prod", [project]).items).toMatchObject([{ name: "left-over" }]);
    expect(extrasOf("shared", [project]).items).toEqual([]);
  });

  it("are told once for a container that nobody knows, with what it holds", () => {
    const container = object(kinds.environment, "web:backdoor", { parent: { kind: kinds.repository, id: "web" } });
    const inside = object(kinds.variable, "web:backdoor:X", {
      parent: { kind: kinds.environment, id: "web:backdoor" },
    });
    expect(extrasOf("shared", [container, inside]).items).toMatchObject([
      { id: "web:backdoor", risk: "critical", remark: "holds 1 more" },
    ]);
  });

  it("are a second thing of the same name", () => {
    const twin = object(kinds.token, "tok_2", {
      alias: "ecfg_1 service",
      parent: { kind: "vercel:index/edgeConfig:EdgeConfig", id: "x" },
    });
    const { items, matches } = extrasOf("prod", [twin]);
    expect(items).toHaveLength(1);
    expect(matches).toHaveLength(3);
  });

  it("are neither people of the model nor the pipeline's own accounts, nor what vendors make", () => {
    const known = [
      object(kinds.member, "org:Ada", { name: "Ada" }),
      object(kinds.member, "org:machine", { name: "machine" }),
      object(kinds.teamMember, "7:machine"),
      object(kinds.label, "web:good first issue", { parent: { kind: kinds.repository, id: "web" } }),
    ];
    const { items, vendorMade } = extrasOf("shared", known);
    expect(items).toEqual([]);
    expect(vendorMade).toBe(1);
  });

  it("are not what a branch got from the one that it was made from", () => {
    const [branch, role] = ["neon:index:Branch", "neon:index:Role"];
    const main = resource(branch, "main", "br-1", {});
    const preview = resource(branch, "preview", "br-2", { parentId: "br-1" });
    const states = [{ stack: "prod", resources: [main, preview, resource(role, "app", "p/br-1/app")] }];
    const on = (id: string, name: string) =>
      object(role, `p/${id}/${name}`, { name: `p ${id} ${name}`, parent: { kind: branch, id } });
    const objects = [
      object(branch, "br-1"),
      object(branch, "br-2"),
      on("br-1", "app"),
      on("br-2", "app"),
      on("br-2", "eve"),
    ];
    const { items, vendorMade } = findExtras({
      model: modelOf("prod"),
      states,
      objects,
      wanted: new Map(),
      logins: [],
      machineLogins: [],
    });
    expect(items.map(({ id }) => id)).toEqual(["p/br-2/eve"]);
    expect(vendorMade).toBe(1);
  });

  it("are people whom the model does not know", () => {
    const stranger = object(kinds.member, "org:eve", { name: "eve", remark: "owner of the organisation" });
    expect(extrasOf("shared", [stranger]).items).toMatchObject([
      { name: "eve", risk: "high", remark: "owner of the organisation" },
    ]);
  });

  it("judge members at Vercel by their address, which is not shown, and not at all without addresses", () => {
    const member = object("vercel:index/teamMember:TeamMember", "u1", { name: "eve", alias: "eve@example.org" });
    expect(extrasOf("prod", [member], { vercelMembers: ["ada@example.org"] }).items).toMatchObject([
      { name: "eve", risk: "critical" },
    ]);
    expect(extrasOf("prod", [member], { vercelMembers: ["EVE@example.org"] }).items).toEqual([]);
    expect(extrasOf("prod", [member]).items).toEqual([]);
  });
});

describe("settings that people make and workflows of ours read (S3)", () => {
  const token = object(kinds.secret, "web:prod:VERCEL_TOKEN", { ...inProd, name: "web prod VERCEL_TOKEN" });

  it("are no extras but told apart, with the workflows that want them, in the stack of their environment", () => {
    const account = object(kinds.variable, "web:prod:vercel_org_id", inProd);
    expect(extrasOf("prod", [token, account])).toMatchObject({
      items: [],
      setByPeople: [
        { kind: kinds.secret, name: "web prod VERCEL_TOKEN", workflows: ["release"] },
        { kind: kinds.variable, id: "web:prod:vercel_org_id", workflows: ["release"] },
      ],
    });
    expect(extrasOf("shared", [token, account])).toMatchObject({ items: [], setByPeople: [] });
  });

  it.each([
    ["one that no workflow reads", object(kinds.secret, "web:prod:EVIL_TOKEN", inProd)],
    ["one of another kind by that name", object(kinds.variable, "web:prod:VERCEL_TOKEN", inProd)],
    ["one that no job of this stage reads", object(kinds.secret, "web:prod:NEON_API_KEY", inProd)],
    [
      "one that the program makes, and that is not in its state",
      object(kinds.secret, "web:prod:VERCEL_BYPASS_SECRET", inProd),
    ],
  ])("stay extras: %s", (_, extra) => {
    expect(extrasOf("prod", [extra])).toMatchObject({ items: [{ drift: "extra", id: extra.id }], setByPeople: [] });
  });

  it("stay extras where the whole repository could read them", () => {
    const wide = object(kinds.repositorySecret, "web:VERCEL_TOKEN", { parent: { kind: kinds.repository, id: "web" } });
    expect(extrasOf("shared", [wide])).toMatchObject({ items: [{ id: "web:VERCEL_TOKEN" }], setByPeople: [] });
  });

  it("go with an environment that no stack declares", () => {
    const environment = object(kinds.environment, "web:staging", { parent: { kind: kinds.repository, id: "web" } });
    const inside = object(kinds.secret, "web:staging:VERCEL_TOKEN", {
      parent: { kind: kinds.environment, id: "web:staging" },
    });
    expect(extrasOf("shared", [environment, inside])).toMatchObject({
      items: [{ id: "web:staging", remark: "holds 1 more" }],
      setByPeople: [],
    });
  });

  it("of the repository of the rules are known by its name", () => {
    const wanted = wantedSettings(modelOf("shared"));
    const key = `${kinds.secret} release-operations:verdict:launchgate_app_key`;
    expect(wanted.get(key)).toEqual(["preview-engine", "verdict"]);
    expect([...wanted.keys()].filter((each) => each.includes("undefined"))).toEqual([]);
  });
});
