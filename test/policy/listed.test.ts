/** Every rule that somebody has written is in the pack. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ruleInfos } from "../../policy/pack.ts";
import { inRepository } from "../helpers/repository.ts";

const folder = inRepository("policy/rules");
const helpers = /^(?:define-|guards|index|production-environment|services-of)/;
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && file.includes(path.sep))
  .filter((file) => !helpers.test(path.basename(file)));

it("the pack holds as many rules as there are files", () => {
  expect(ruleInfos.length).toBe(files.length);
});

it.for(files)("%s", async (file) => {
  const exported = Object.values((await import(path.join(folder, file))) as Record<string, { readonly id?: string }>);
  const ids = exported.map(({ id }) => id).filter((id) => id !== undefined);
  expect(ids).toHaveLength(1);
  const found = ruleInfos.filter(({ id }) => id === ids[0]);
  expect(found.map(({ link }) => link)).toEqual([expect.stringMatching(/^https:\/\/[^\s/]+\/\S+$/)]);
});
