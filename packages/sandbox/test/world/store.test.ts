import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entity } from "../../src/index.ts";
import { Store } from "../../src/world/store.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (name = "state"): Store => new Store(join(folder, `${name}.sqlite`));
const row = (key: string, parent: string | null, data: Record<string, unknown> = {}): Entity => ({
  key,
  parent,
  created: 1,
  updated: 1,
  data,
});

describe("the store", () => {
  it("keeps rows, counters and their order over a restart", () => {
    const store = open();
    store.transact(() => {
      for (const number of [3, 1, 2]) store.put(row(`a:${String(number)}`, null, { number }));
      store.keep("clock", { at: 5 });
      store.nextNumber("a");
    });
    store.transact(() => store.put(row("a:3", null, { number: 30 })));
    store.close();
    const again = open();
    expect(again.all("a").map(({ data }) => data["number"])).toEqual([30, 1, 2]);
    expect(again.kept("clock")).toEqual({ at: 5 });
    expect(again.transact(() => again.nextNumber("a"))).toBe(2);
    again.close();
  });

  it("removes what belongs to a row with it, however deep, and nothing else", () => {
    const store = open();
    store.transact(() => {
      store.put(row("repository:1", null));
      store.put(row("repository:2", null));
      store.put(row("environment:1", "repository:1"));
      store.put(row("environment:2", "repository:2"));
      store.put(row("secret:1", "environment:1"));
      store.remove("repository:1");
    });
    expect(["repository", "environment", "secret"].map((each) => store.all(each).map(({ key }) => key))).toEqual([
      ["repository:2"],
      ["environment:2"],
      [],
    ]);
    store.close();
  });

  it("undoes all of a transaction that throws, in memory and in the file", () => {
    const store = open();
    store.transact(() => store.put(row("a:1", null, { value: "before" })));
    const failing = (): void =>
      store.transact(() => {
        store.put(row("a:1", null, { value: "after" }));
        store.put(row("a:2", null));
        store.remove("a:1");
        store.nextNumber("a");
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    const look = (each: Store): unknown => [each.all("a").map(({ data }) => data), each.kept("count:a")];
    expect(look(store)).toEqual([[{ value: "before" }], undefined]);
    store.close();
    const again = open();
    expect(look(again)).toEqual([[{ value: "before" }], undefined]);
    again.close();
  });

  it("refuses a change outside a transaction, and a row that is changed in place", () => {
    const store = open();
    expect(() => store.put(row("a:1", null))).toThrow("outside a transaction");
    const kept = store.transact(() => store.put(row("a:1", null, { list: [1] })));
    expect(() => (kept.data["list"] as number[]).push(2)).toThrow(TypeError);
    store.close();
  });

  it("lets one process at a time have the file, and says so", () => {
    const store = open();
    expect(() => open()).toThrow(expect.objectContaining({ code: "sandbox.folder-in-use" }));
    store.close();
    const next = open();
    next.close();
  });

  it("holds in memory what the file holds, whatever is done", () => {
    const act = fc.record({
      kind: fc.constantFrom("put", "remove", "fail"),
      number: fc.nat(5),
      parent: fc.option(fc.nat(5)),
    });
    let run = 0;
    const property = fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const name = `run-${String(++run)}`;
      const store = open(name);
      for (const { kind, number, parent } of acts) {
        const above = parent === null || parent >= number ? null : `a:${String(parent)}`;
        const change = (): void => {
          if (kind === "remove") store.remove(`a:${String(number)}`);
          else store.put(row(`a:${String(number)}`, above, { number }));
          if (kind === "fail") throw new Error("no");
        };
        try {
          store.transact(change);
        } catch {
          expect(kind).toBe("fail");
        }
      }
      const seen = store.all("a");
      store.close();
      const again = open(name);
      const byKey = (rows: Entity[]): Entity[] => rows.toSorted((a, b) => a.key.localeCompare(b.key));
      expect(byKey(again.all("a"))).toEqual(byKey(seen));
      again.close();
    });
    fc.assert(property, { numRuns: 25 });
  });
});
