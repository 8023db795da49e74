/** Who belongs to whom in a stack: what rules across resources rest on (issue 8). */
import type { JudgedResource } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { Graph } from "../../../policy/kernel/graph.ts";

function made(urn: string, type: string, more: Partial<JudgedResource> = {}): JudgedResource {
  return {
    urn,
    type,
    name: `name of ${urn}`,
    inputs: {},
    protect: false,
    ignoreChanges: [],
    dependencies: [],
    ...more,
  };
}

const stack = [
  made("z", "team", { protect: true, inputs: { size: 3 } }),
  made("service", "component", { parent: "top" }),
  made("top", "component"),
  made("gate", "environment", { parent: "service", dependencies: ["a", "project", "gone"] }),
  made("project", "project", { parent: "gate", dependencies: ["a"] }),
  made("a", "team"),
  made("m", "team", { parent: "nobody", dependencies: ["project"] }),
];
const graph = new Graph(stack);
const urns = (found: readonly { readonly urn: string }[]): string[] => found.map(({ urn }) => urn);
const one = (urn: string) => {
  const found = graph.all.find((each) => each.urn === urn);
  if (found === undefined) throw new Error(`no ${urn}`);
  return found;
};

describe("the graph", () => {
  it("gives every resource, in the order of registration, as rules read it", () => {
    expect(urns(graph.all)).toEqual(["z", "service", "top", "gate", "project", "a", "m"]);
    const team = one("z");
    expect([team.urn, team.type, team.name, team.protect, team.number("size")]).toEqual([
      "z",
      "team",
      "name of z",
      true,
      3,
    ]);
    expect(one("a").protect).toBe(false);
  });

  it("sorts resources of a type by URN, and keeps the order of the types asked for", () => {
    expect(urns(graph.ofType("team"))).toEqual(["a", "m", "z"]);
    expect(urns(graph.ofType("project", "team"))).toEqual(["project", "a", "m", "z"]);
    expect(urns(graph.ofType("nothing"))).toEqual([]);
  });

  it("knows what a resource uses, of the types asked for", () => {
    expect(urns(graph.usedBy(one("gate"), "team"))).toEqual(["a"]);
    expect(urns(graph.usedBy(one("gate"), "project", "team"))).toEqual(["a", "project"]);
    expect(urns(graph.usedBy(one("gate"), "component"))).toEqual([]);
  });

  it("knows who uses a resource", () => {
    expect(urns(graph.usersOf(one("a"), "environment", "project"))).toEqual(["gate", "project"]);
    expect(urns(graph.usersOf(one("project"), "team"))).toEqual(["m"]);
    expect(urns(graph.usersOf(one("z"), "environment"))).toEqual([]);
  });

  it("finds the nearest of a type above, and none where there is none", () => {
    expect(graph.above(one("project"), "environment")?.urn).toBe("gate");
    expect(graph.above(one("project"), "component")?.urn).toBe("service");
    expect(graph.above(one("service"), "component")?.urn).toBe("top");
    expect(graph.above(one("project"), "team")).toBeUndefined();
    expect(graph.above(one("m"), "team")).toBeUndefined();
    expect(graph.above(one("top"), "component")).toBeUndefined();
  });

  it("finds what is below, at any depth", () => {
    expect(urns(graph.below(one("top"), "project", "environment"))).toEqual(["project", "gate"]);
    expect(urns(graph.below(one("top"), "component"))).toEqual(["service"]);
    expect(urns(graph.below(one("gate"), "project"))).toEqual(["project"]);
    expect(urns(graph.below(one("project"), "environment"))).toEqual([]);
    expect(urns(graph.below(one("top"), "team"))).toEqual([]);
  });
});
