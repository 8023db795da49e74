/** What identifies a thing before its id is known: each part of a row tells siblings apart. That every declared type has one: test/contract/identities. (L4) */
import { describe, expect, it } from "vitest";
import { whatBecameOf } from "../../../../packages/cli/src/engine/flows/interrupted.ts";
import { identities } from "../../../../packages/cli/src/vendors/identity/identities.ts";
import { candidatesFor, matchById, stateIdOf } from "../../../../packages/cli/src/vendors/identity/match.ts";
import { isNamed, type Declared, type NamedRow } from "../../../../packages/cli/src/vendors/identity/row.ts";
import { sealed } from "../../../../packages/cli/src/vendors/identity/seal.ts";
import { aliasOf, digestOf, partsOf } from "../../../../packages/cli/src/vendors/identity/text.ts";
import type { InventoryObject } from "../../../../packages/cli/src/vendors/inventory-object.ts";
import { isListed } from "../../../../packages/cli/src/vendors/listed-kinds.ts";
import { allRows } from "../../../../packages/sandbox/src/plugin/providers.ts";

const named = Object.entries(identities).flatMap(([type, row]): [string, NamedRow][] =>
  isNamed(row) ? [[type, row]] : [],
);
const pathOf = (part: string): string => part.replaceAll(/[#?]/g, "").split("|")[0] ?? "";

/** Inputs with a value at each path; lists where a path goes by number, JSON text where the type declares it so. */
function inputsOf(values: Readonly<Record<string, string>>): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split(".");
    let at = inputs;
    for (const [index, key] of keys.slice(0, -1).entries()) {
      at[key] ??= /^\d+$/.test(keys[index + 1] ?? "") ? [] : {};
      at = at[key] as Record<string, unknown>;
    }
    at[keys.at(-1) ?? ""] = value;
  }
  return "dashboard" in inputs ? { dashboard: JSON.stringify(inputs["dashboard"]) } : inputs;
}

const declaredOf = (type: string, values: Readonly<Record<string, string>>): Declared & { urn: string } => ({
  urn: `urn:pulumi:prod::launchgate::${type}::thing`,
  type,
  id: "",
  inputs: inputsOf(values),
  outputs: {},
});

/** A thing as the inventory tells one with these parts. */
function objectOf(type: string, row: NamedRow, values: Readonly<Record<string, string>>, id: string): InventoryObject {
  const texts = row.parts.map((part) => {
    const value = values[pathOf(part)] ?? "";
    return part.startsWith("#") ? digestOf(value) : value;
  });
  const vendor = type.split(":")[0] as InventoryObject["vendor"];
  const told = {
    id: { id: texts.join(row.joint ?? ":"), name: id },
    alias: { id, alias: aliasOf(...texts), name: id },
    name: { id, name: texts.join(" ") },
  };
  return { vendor, kind: type, ...told[row.told] };
}

const valuesOf = ({ parts }: NamedRow): Record<string, string> =>
  Object.fromEntries(parts.map((part, index) => [pathOf(part), `value-${String(index)}`]));

describe("the table", () => {
  it("has a row for every type that the practice ground serves", () => {
    const types = allRows().map(({ type }) => type);
    expect(types.filter((type) => !type.startsWith("random:") && !(type in identities))).toEqual([]);
  });

  it("names things by what the inventory lists", () => {
    expect(named.map(([type]) => type).filter((type) => !isListed(type))).toEqual([]);
  });
});

describe.each(named)("%s", (type, row) => {
  const values = valuesOf(row);
  const declared = declaredOf(type, values);
  const own = objectOf(type, row, values, "own");

  it("is found among siblings that differ in one part each, and in kind", () => {
    const siblings = Object.keys(values).map((path, index) =>
      objectOf(type, row, { ...values, [path]: "another" }, `sibling-${String(index)}`),
    );
    const stranger = { ...own, kind: "datadog:index/other:Other" };
    expect(candidatesFor(declared, [...siblings, stranger])?.objects).toEqual([]);
    expect(candidatesFor(declared, [...siblings, own, stranger])?.objects).toEqual([own]);
  });

  it("has a twin that nothing tells apart", () => {
    const twin = { ...own, id: row.told === "id" ? own.id : "twin" };
    expect(() => whatBecameOf([declared], [own, twin])).toThrow(
      expect.objectContaining({ code: "engine.interrupted-ambiguous", message: expect.stringContaining(twin.id) }),
    );
    expect(whatBecameOf([declared], [own]).get(declared)).toBe(own);
  });

  it("is not looked for by less than its parts", () => {
    for (const part of row.parts.filter((each) => !each.endsWith("?"))) {
      const rest = Object.fromEntries(Object.entries(values).filter(([path]) => path !== pathOf(part)));
      expect(candidatesFor(declaredOf(type, rest), [own])).toBeUndefined();
    }
  });
});

describe("parts", () => {
  const method = "pagerduty:index/userContactMethod:UserContactMethod";
  const withAddress = (address: unknown): Declared => ({
    type: method,
    id: "",
    inputs: { userId: "PU1", type: "sms_contact_method", address },
    outputs: {},
  });

  it("that are secret are read where they are not encrypted, and never guessed where they are", () => {
    const own: InventoryObject = {
      vendor: "pagerduty",
      kind: method,
      id: "PM1",
      alias: aliasOf("PU1", "sms_contact_method", digestOf("15112345678")),
      name: "Ada Work",
    };
    expect(candidatesFor(withAddress(sealed("15112345678")), [own])?.objects).toEqual([own]);
    expect(candidatesFor(withAddress(sealed("15112345679")), [own])?.objects).toEqual([]);
    const { plaintext, ...encrypted } = sealed("15112345678");
    expect(plaintext).toBe('"15112345678"');
    expect(candidatesFor(withAddress({ ...encrypted, ciphertext: "v1:x" }), [own])).toBeUndefined();
  });

  it("are the same in any order of a list and any zone of a moment", () => {
    expect(aliasOf(["b", "a"], "2027-01-16T08:00:00+01:00")).toBe("a,b 2027-01-16T07:00:00.000Z");
    const window: Declared = {
      type: "",
      id: "",
      inputs: { services: ["b", "a"], startTime: "2027-01-16T07:00:00Z", n: 3 },
      outputs: {},
    };
    expect(partsOf(window, ["services", "startTime", "n", "none?"])).toEqual([
      "a,b",
      "2027-01-16T07:00:00.000Z",
      "3",
      "",
    ]);
    expect(partsOf(window, ["services", "none"])).toBeUndefined();
    expect(partsOf(window, ["none|services"])).toEqual(["a,b"]);
  });
});

describe("ids", () => {
  const project = { projectId: "prj_1" };
  const object = (kind: string, id: string, more: Partial<InventoryObject> = {}): InventoryObject => ({
    vendor: "vercel",
    kind,
    id,
    name: id,
    ...more,
  });

  it("of a provider may be others than the inventory's", () => {
    const domain = declaredOf("vercel:index/projectDomain:ProjectDomain", { ...project, domain: "a.example" });
    expect(stateIdOf(domain, object(domain.type, "prj_1/a.example"))).toBe("a.example");
    const secret = "a".repeat(32);
    const bypass = declaredOf("vercel:index/projectProtectionBypass:ProjectProtectionBypass", { ...project, secret });
    expect(stateIdOf(bypass, object(bypass.type, "prj_1/1"))).toBe(`prj_1/${secret}`);
    const drain = declaredOf("vercel:index/logDrain:LogDrain", { name: "web" });
    expect(stateIdOf(drain, object(drain.type, "ld_1"))).toBe("ld_1");
  });

  it("match before names: a second thing of the same name stays over", () => {
    const type = "vercel:index/projectProtectionBypass:ProjectProtectionBypass";
    const alias = "prj_1 smoke";
    const [first, second] = [object(type, "prj_1/1", { alias }), object(type, "prj_1/2", { alias })];
    const resource = { ...declaredOf(type, { ...project, note: "smoke" }), id: "prj_1/secret" };
    expect(matchById([resource], [first, second])).toHaveLength(1);
    const label = "github:index/issueLabel:IssueLabel";
    const declared = { ...declaredOf(label, { repository: "web", name: "Bug" }), id: "web:Bug" };
    const listed = object(label, "web:bug", { vendor: "github" });
    expect(matchById([declared], [listed])).toEqual([{ object: listed, resource: declared }]);
  });
});
