import { describe, expect, it } from "vitest";
import { liveChanges, programChanges } from "../../../../packages/cli/src/drift/changes.ts";
import { reading } from "./readings.ts";

const ruleset = "github:index/repositoryRuleset:RepositoryRuleset";
const item = "vercel:index/edgeConfigItem:EdgeConfigItem";

describe("what a refresh saw", () => {
  it("tells each changed field with both values and its risk", () => {
    const before = { enforcement: "active", bypassActors: [], name: "main" };
    const after = { ...before, enforcement: "disabled", bypassActors: [{ actorId: 5 }] };
    const { items } = liveChanges([reading(ruleset, "guard", { before, after })]);
    const told = items.map(({ field, declared, found, risk, drift }) => [drift, field, declared, found, risk]);
    expect(told).toEqual([
      ["changed", "enforcement", "active", "disabled", "critical"],
      ["changed", "bypassActors[0]", undefined, '{"actorId":5}', "critical"],
    ]);
    expect(
      items.every(({ kind, vendor, urn }) => kind === ruleset && vendor === "github" && urn?.endsWith("::guard")),
    ).toBe(true);
  });

  it("tells what is gone", () => {
    const { items } = liveChanges([reading(ruleset, "guard", { before: { name: "main" }, op: "delete" })]);
    expect(items).toMatchObject([{ drift: "removed", risk: "critical", requirement: "P6", id: "guard-id" }]);
  });

  it("passes over outputs that nobody declares, components, random values and what is equal", () => {
    const changed = reading(ruleset, "etag", { before: { name: "main" }, after: { name: "main" } });
    const withEtag = {
      ...changed,
      before: { inputs: { name: "main" }, outputs: { name: "main", etag: "1" } },
      after: { inputs: { name: "main" }, outputs: { name: "main", etag: "2" } },
    };
    const component = {
      ...reading("launchgate:release:ReleasePlan", "plan", { before: { a: 1 }, after: { a: 2 } }),
      custom: false,
    };
    const random = reading("random:index/randomPassword:RandomPassword", "word", {
      before: { length: 1 },
      after: { length: 2 },
    });
    expect(liveChanges([withEtag, component, random]).items).toEqual([]);
  });

  it("believes the provider where values are masked, and shows neither side", () => {
    const before = { address: "[secret]", label: "work" };
    const { items } = liveChanges([
      reading("pagerduty:index/userContactMethod:UserContactMethod", "phone", {
        before,
        after: { ...before },
        differing: ["address"],
      }),
    ]);
    expect(items).toMatchObject([{ field: "address", declared: "[personal]", found: "[personal]", risk: "high" }]);
  });

  it("masks both sides where one is secret", () => {
    const { items } = liveChanges([
      reading("github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable", "v", {
        before: { value: "[secret]" },
        after: { value: "seen-in-plain" },
      }),
    ]);
    expect(items).toMatchObject([{ declared: "[secret]", found: "[secret]" }]);
    expect(JSON.stringify(items)).not.toContain("seen-in-plain");
  });

  it("lists fields that acts own apart, with the act and no last act yet", () => {
    const { items, actOwned } = liveChanges([
      reading(item, "freeze", {
        before: { key: "freeze", valueJson: false },
        after: { key: "freeze", valueJson: true },
      }),
    ]);
    expect(items).toEqual([]);
    expect(actOwned).toMatchObject([{ field: "valueJson", declared: "false", found: "true", lastAct: null }]);
    expect(actOwned[0]?.act).toContain("B9");
  });

  it("tells a field of an act-owned kind that acts do not own", () => {
    const { items } = liveChanges([reading(item, "freeze", { before: { key: "a" }, after: { key: "b" } })]);
    expect(items).toMatchObject([{ field: "key", risk: "high" }]);
  });
});

describe("what the preview of the program saw", () => {
  it("tells what was declared and not brought up", () => {
    const before = { color: "red", name: "bug" };
    const label = "github:index/issueLabel:IssueLabel";
    const items = programChanges([
      reading(label, "changed", { before, after: { ...before, color: "blue" }, differing: ["color"] }),
      reading(label, "fresh", { after: before, op: "create" }),
      reading(label, "old", { before, op: "delete" }),
      reading(label, "same", { before, after: before, op: "same" }),
    ]);
    expect(items.map(({ name, drift, field, declared, found }) => [name, drift, field, declared, found])).toEqual([
      ["changed", "not-applied", "color", "blue", "red"],
      ["fresh", "not-applied", undefined, undefined, "not there"],
      ["old", "not-applied", undefined, "no longer declared", undefined],
    ]);
  });
});
