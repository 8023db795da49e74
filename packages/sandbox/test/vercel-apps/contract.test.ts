import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newProject, query, withBinaries, withPostgres, type Place } from "../neon-postgres/postgres.ts";
import { applications, endAfterAll, type AppName } from "./app.ts";
import { checks } from "./contract-checks.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/application-contract.md"), "utf8");
const ids = [...(page.split("## Variables")[0] ?? "").matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id ?? "");
const names = Object.keys(applications) as AppName[];

describe("docs/application-contract.md", () => {
  it("has a check for each row, and a row for each check", () => {
    expect(ids).toEqual(Object.keys(checks));
  });
});

const handle = withPostgres();
endAfterAll();

withBinaries("the reference applications follow the page", () => {
  let place: Place;
  beforeAll(async () => {
    place = await newProject(handle, "contract");
    for (const name of names) for (const id of ids) await query(place.uri, `CREATE DATABASE "${name}_${id}"`);
  });

  describe.each(names)("%s", (name) => {
    it.each(ids)("%s", async (id) => {
      const database = new URL(place.uri);
      database.pathname = `/${name}_${id}`;
      await checks[id]?.({ name, database: database.href });
    });
  });
});
