import { describe, expect, it } from "vitest";
import { driftText } from "../../../../packages/cli/src/drift/drift-text.ts";
import type { DriftItem, DriftReport } from "../../../../packages/cli/src/drift/report.ts";
import { haltedItems } from "../../../../packages/cli/src/drift/halted.ts";
import { isVendorMade } from "../../../../packages/cli/src/drift/vendor-made.ts";
import type { Host } from "../../../../packages/cli/src/host.ts";
import { resource } from "./readings.ts";

const host: Host = {
  cwd: "",
  columns: 100,
  colour: false,
  liveProgress: false,
  now: () => new Date(0),
  out: () => undefined,
  err: () => undefined,
};
const none: DriftReport = {
  stack: "prod",
  target: "sandbox",
  at: "2026-11-21T10:00:00.000Z",
  drift: false,
  items: [],
  actOwned: [],
  unseen: [],
  unread: [],
  vendorMade: 2,
  setByPeople: [],
  compared: 7,
};
const item: DriftItem = {
  drift: "changed",
  vendor: "github",
  kind: "github:index/repositoryRuleset:RepositoryRuleset",
  name: "guard",
  id: "6",
  urn: "urn",
  field: "enforcement",
  declared: "active",
  found: "disabled",
  risk: "critical",
  reason: "the rules no longer bind",
  requirement: "P6",
  by: { known: true, actor: "ada", at: "2026-11-21T09:00:00.000Z", action: "repository_ruleset.update" },
};

describe("the report for people", () => {
  it("is one calm line where there is nothing", () => {
    expect(driftText(none, host)).toBe(
      "prod (sandbox): no drift. 7 things compared; 2 things that vendors make by themselves passed over.",
    );
  });

  it("says what, why, who and what to do", () => {
    const text = driftText({ ...none, drift: true, items: [item] }, host);
    for (const part of [
      "1 differences: 1 critical",
      "github:RepositoryRuleset guard",
      "enforcement: active -> disabled",
      "the rules no longer bind (P6)",
      "by ada, 2026-11-21T09:00:00.000Z (repository_ruleset.update)",
      "Next: launchgate drift --stack prod --revert",
    ])
      expect(text).toContain(part);
    for (const line of text.split("\n").slice(1, -1)) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("never calls an account clean that it could not look at", () => {
    const unread = [
      { vendor: "neon" as const, kind: "neon:index:ApiKey", where: "the account", why: "Neon: could not list" },
    ];
    const text = driftText({ ...none, unread }, host);
    expect(text).toContain("not everything could be looked at");
    expect(text).toContain("Neon neon:ApiKey of the account: Neon: could not list");
    expect(text).not.toContain("no drift");
  });

  it("lists apart what people set because workflows want it", () => {
    const kind = "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret";
    const setByPeople = [
      { vendor: "github" as const, kind, name: "web prod VERCEL_TOKEN", id: "x", workflows: ["release"] },
    ];
    const text = driftText({ ...none, setByPeople }, host);
    expect(text).toContain("no drift. 7 things compared");
    expect(text).toContain("Set by people, wanted by workflows");
    expect(text).toContain("  github:ActionsEnvironmentSecret web prod VERCEL_TOKEN: release");
  });

  it("lists switches that acts own, and values that cannot be seen, apart", () => {
    const base = {
      vendor: "vercel" as const,
      kind: "vercel:index/edgeConfigItem:EdgeConfigItem",
      name: "freeze",
      urn: "urn",
    };
    const actOwned = [
      { ...base, field: "valueJson", declared: "false", found: "true", act: "flip a kill switch", lastAct: null },
    ];
    const unseen = [1, 2].map(() => ({
      ...base,
      field: "value",
      standIn: "not changed at the vendor since 2026-11-21T09:00:00Z",
    }));
    const text = driftText({ ...none, actOwned, unseen }, host);
    expect(text).toContain("the ledger of a later release will name the last act");
    expect(text).toContain("first value false, now true");
    expect(text).toContain("2 x vercel:EdgeConfigItem value: not changed at the vendor since it was written");
  });
});

describe("things switched off beside their declared fields", () => {
  const monitor = "datadog:index/monitor:Monitor";
  const declaring = resource(monitor, "errors", "1", { name: "errors" });
  const object = { vendor: "datadog" as const, kind: monitor, id: "1", name: "errors" };

  it("are drift", () => {
    expect(haltedItems([{ resource: declaring, object: { ...object, remark: "muted" } }])).toMatchObject([
      { field: "silenced", found: "muted", risk: "critical", name: "errors" },
    ]);
  });

  it("are not where they work, nor where it is declared so", () => {
    const test = "datadog:index/syntheticsTest:SyntheticsTest";
    const paused = { vendor: "datadog" as const, kind: test, id: "2", name: "t", remark: "paused" };
    expect(haltedItems([{ resource: declaring, object }])).toEqual([]);
    expect(haltedItems([{ resource: resource(test, "t", "2", { status: "paused" }), object: paused }])).toEqual([]);
  });
});

it.each([
  ["github:index/issueLabel:IssueLabel", "web:help wanted", {}, true],
  ["github:index/issueLabel:IssueLabel", "web:mine", {}, false],
  ["vercel:index/projectDomain:ProjectDomain", "prj_1/web.vercel.app", {}, true],
  ["neon:index:Branch", "br-1", { remark: "expires 2026-12-01T00:00:00Z" }, true],
  ["neon:index:Branch", "br-1", { remark: "default branch" }, false],
  ["neon:index:Role", "p/br-1/app", { vendorMade: true }, true],
  ["datadog:index/monitor:Monitor", "7", { vendorMade: true }, true],
  ["datadog:index/monitor:Monitor", "7", {}, false],
] as const)("%s %s %j is made by its vendor: %s", (kind, id, more, expected) => {
  expect(isVendorMade({ vendor: "github", kind, id, name: id, ...more })).toBe(expected);
});
