/** No type of the plugin is without a life. (P7) */
import { expect, it } from "vitest";
import { allRows, packageNames } from "../../src/plugin/providers.ts";
import { allLives } from "./lives/index.ts";

it("every type that the plugin serves has a life, in the table of its vendor, and there is no other", () => {
  expect(allLives.map(({ vendor }) => vendor).toSorted()).toEqual(packageNames.toSorted());
  const types = allLives.flatMap(({ vendor, lives }) => Object.values(lives({})).map(({ type }) => ({ vendor, type })));
  expect(types.filter(({ vendor, type }) => !type.startsWith(`${vendor}:`))).toEqual([]);
  const rows = allRows().map(({ type }) => type);
  expect([...new Set(types.map(({ type }) => type))].toSorted()).toEqual(rows.toSorted());
});
