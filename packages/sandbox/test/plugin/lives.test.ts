/** No type of the plugin is without a life. (P7) */
import { expect, it } from "vitest";
import { allRows, packageNames } from "../../src/plugin/providers.ts";
import { shapesOf } from "../../src/plugin/shapes.ts";
import { specOfRow } from "../../src/plugin/spec-of-row.ts";
import { untold, untoldInputs } from "../../src/plugin/untold.ts";
import { notRead } from "../../truth/changes/import-ids.ts";
import { allLives } from "./lives/index.ts";

it("every type that the plugin serves has a life, in the table of its vendor, and there is no other", () => {
  expect(allLives.map(({ vendor }) => vendor).toSorted()).toEqual(packageNames.toSorted());
  const types = allLives.flatMap(({ vendor, lives }) => Object.values(lives({})).map(({ type }) => ({ vendor, type })));
  expect(types.filter(({ vendor, type }) => !type.startsWith(`${vendor}:`))).toEqual([]);
  const rows = allRows().map(({ type }) => type);
  expect([...new Set(types.map(({ type }) => type))].toSorted()).toEqual(rows.toSorted());
});

/** Outputs by their nature, which the SDK lists among the inputs. */
const notDeclared = new Set(["etag"]);

it("the table of what no vendor tells names inputs of types, and every write-only one (A1)", () => {
  const rows = new Map(allRows().map((row) => [row.type, row]));
  const unknown = Object.entries(untold).flatMap(([type, inputs]) => {
    const row = rows.get(type);
    const known = row === undefined ? {} : specOfRow(row, shapesOf(type.split(":")[0] ?? "")).inputs;
    return Object.keys(inputs).filter((key) => !(key in known));
  });
  expect(unknown).toEqual([]);
  const missing = allRows().flatMap(({ type, settings = {} }) =>
    Object.entries(settings)
      .filter(([, { writeOnly }]) => writeOnly === true)
      .map(([path]) => path.split(/[.[]/)[0] ?? path)
      .filter((key) => !notDeclared.has(key) && !untoldInputs(type).includes(key))
      .map((key) => `${type}: ${key}`),
  );
  expect(missing).toEqual([]);
});

it("an import does not know what GitHub's own provider does not read (truth/import.test.ts)", () => {
  // The official import forgets where an access level belongs; the practice plugin takes it from the id.
  const { ActionsRepositoryAccessLevel, ...rest } = notRead;
  expect(ActionsRepositoryAccessLevel).toEqual(["repository"]);
  const told = Object.entries(rest).flatMap(([name, inputs]) => {
    const type = allRows().find((row) => row.type.endsWith(`:${name}`))?.type ?? "";
    return inputs.filter((key) => !untoldInputs(type).includes(key)).map((key) => `${name}.${key}`);
  });
  expect(told).toEqual([]);
});
