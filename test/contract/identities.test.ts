import { beforeAll, describe, expect, it } from "vitest";
import { allCustomResources } from "../helpers/stack-plans.ts";
import { identityOf, namingInputs } from "./identities.ts";

/** Random values make nothing at a vendor. */
const ownKinds = /^(?:pulumi|random):/;

let registered: Awaited<ReturnType<typeof allCustomResources>>;
beforeAll(async () => {
  registered = (await allCustomResources()).filter(({ resource }) => !ownKinds.test(resource.type));
}, 120_000);

describe("vendor objects (house decision 2)", () => {
  it("are told apart by a rule for every type in use", () => {
    const types = [...new Set(registered.map(({ resource }) => resource.type))];
    expect(types.filter((type) => namingInputs(type) === undefined)).toEqual([]);
    expect(types.length).toBeGreaterThan(50);
  });

  it("are declared once: by one stack, under one name", () => {
    const owners = new Map<string, string[]>();
    for (const { stack, resource } of registered) {
      const identity = identityOf(resource) ?? "";
      owners.set(identity, [...(owners.get(identity) ?? []), `${stack}: ${resource.name}`]);
    }
    const shared = [...owners].filter(([, names]) => names.length > 1);
    expect(shared.map(([identity, names]) => `${identity} by ${names.join(", ")}`)).toEqual([]);
    expect(owners.size).toBeGreaterThan(300);
  });

  it("are named by inputs that are given", () => {
    const unnamed = registered.filter(({ resource }) => identityOf(resource) === undefined);
    expect(unnamed.map(({ stack, resource }) => `${stack}: ${resource.type} ${resource.name}`)).toEqual([]);
  });
});
