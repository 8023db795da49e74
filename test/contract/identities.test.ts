import { beforeAll, describe, expect, it } from "vitest";
import { allCustomResources } from "../helpers/stack-plans.ts";
import { identities, identityOf } from "./identities.ts";

let registered: Awaited<ReturnType<typeof allCustomResources>>;
beforeAll(async () => {
  registered = (await allCustomResources()).filter(({ resource }) => !resource.type.startsWith("pulumi:"));
}, 120_000);

describe("vendor objects (house decision 2)", () => {
  it("are told apart by a rule for every type in use", () => {
    const types = [...new Set(registered.map(({ resource }) => resource.type))];
    expect(types.filter((type) => !(type in identities))).toEqual([]);
    expect(types.length).toBeGreaterThan(50);
  });

  it("are declared once: by one stack, under one name", () => {
    const owners = new Map<string, string[]>();
    for (const { stack, resource } of registered) {
      const identity = identityOf(resource);
      if (identity !== undefined) owners.set(identity, [...(owners.get(identity) ?? []), `${stack}: ${resource.name}`]);
    }
    const shared = [...owners].filter(([, names]) => names.length > 1);
    expect(shared.map(([identity, names]) => `${identity} by ${names.join(", ")}`)).toEqual([]);
    expect(owners.size).toBeGreaterThan(300);
  });

  it("are named by inputs that are given", () => {
    const unnamed = registered.filter(({ resource }) => {
      const identity = identities[resource.type];
      if (identity === undefined || identity === "nothing" || identity.length === 0) return false;
      return identity.every((path) => resource.inputs[path.split(".")[0] ?? ""] === undefined);
    });
    expect(unnamed.map(({ stack, resource }) => `${stack}: ${resource.type} ${resource.name}`)).toEqual([]);
  });
});
