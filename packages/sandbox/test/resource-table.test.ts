import { describe, expect, it } from "vitest";
import { vendorIds } from "@launchgate/core";
import { parseOperations } from "../src/resource-table/operation.ts";
import { collection } from "../src/resource-table/resource.ts";
import { makeRouters, vendors } from "../src/vendors/index.ts";

describe("the lines of a row", () => {
  it("say method, path, statuses, a fixed body, and the published path", () => {
    const [upsert] = parseOperations({ upsert: "PUT /a/{b}/c -> 201/204 {} = /d/{e}" });
    expect(upsert).toEqual({
      kind: "upsert",
      method: "PUT",
      template: "/a/{b}/c",
      status: 201,
      statusWhenThere: 204,
      fixedBody: {},
      documentedAs: "/d/{e}",
    });
    expect(parseOperations({ read: ["GET /a -> 200", "GET /b -> 200"] })).toHaveLength(2);
  });

  it.each(["GET /a", "FETCH /a -> 200", "GET a -> 200", "GET /a -> 2000", "GET /a -> 200 yes"])("refuse %s", (line) => {
    expect(() => parseOperations({ read: line })).toThrow(`"${line}" is no operation`);
  });
});

describe("all tables", () => {
  const rows = vendorIds.flatMap((vendor) => vendors[vendor].resources);

  it("have one row for each collection, and parents that are rows too", () => {
    const names = rows.map(collection);
    expect(new Set(names).size).toBe(names.length);
    const parents = rows.flatMap((row) => (row.parent ? [collection(row.parent)] : []));
    expect(names).toEqual(expect.arrayContaining([...new Set(parents)]));
  });

  it("cite where their rules come from", () => {
    const routes = vendorIds.flatMap((vendor) => vendors[vendor].routes);
    for (const { source } of [...rows, ...routes])
      expect(source).toMatch(
        /\.json|specification|schema|facts\/|docs|of the provider|@vercel\/sdk|official client|\[unverified\]/,
      );
  });

  it("name only scopes that some token has", () => {
    for (const vendor of vendorIds) {
      const granted = new Set(vendors[vendor].dialect.grants("admin"));
      const asked = makeRouters()[vendor].routes.flatMap(({ scope }) =>
        scope === null || scope === "public" ? [] : [scope],
      );
      expect(asked.filter((scope) => !granted.has(scope))).toEqual([]);
    }
  });

  it("hide what is write-only, and name only fields that clients set", () => {
    for (const row of rows) {
      const fields = new Set([...Object.keys(row.input.shape), ...Object.values(row.identity)]);
      for (const name of [...(row.writeOnly ?? []), ...(row.immutable ?? [])]) expect(fields).toContain(name);
    }
  });
});
