import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commands } from "../../../../packages/cli/src/commands.ts";
import { allFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import { inRepository } from "../../../helpers/repository.ts";
import { modelWith, stepsOf, workflowsOf } from "./pipelines-model.ts";

const all = Object.entries(allFiles(modelWith())).flatMap(([target, files]) => workflowsOf(target, files));
const steps = all.flatMap(stepsOf);

describe("commands in steps", () => {
  const scripts = (JSON.parse(readFileSync(inRepository("package.json"), "utf8")) as { scripts: object }).scripts;
  const calls = steps.flatMap(({ where, step }) =>
    [...(step.run ?? "").matchAll(/npx launchgate ([^\n|]+)/g)].map(([, words = ""]) => ({ where, words })),
  );

  it("are commands of this version, with options that they have and all that they need", () => {
    expect(calls.length).toBeGreaterThan(40);
    expect(calls.flatMap(({ where, words }) => faultsOf(words).map((fault) => `${where}: ${fault}`))).toEqual([]);
  });

  it("are scripts of this repository, where it is this one", () => {
    const named = all
      .filter(({ file }) => file.startsWith("rules/"))
      .flatMap(stepsOf)
      .flatMap(({ step }) => [...(step.run ?? "").matchAll(/npm run (\S+)/g)].map(([, name = ""]) => name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

/** What is wrong with one command line, by the command table. */
function faultsOf(words: string): string[] {
  const spec = commands
    .filter(({ name }) => words === name || words.startsWith(`${name} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  if (spec === undefined) return [`no command: ${words}`];
  const given = [...words.matchAll(/--[a-z-]+/g)].map(([flag]) => flag);
  const flagOf = (flags: string): string => flags.split(" ")[0] ?? "";
  const known = spec.options.map(({ flags }) => flagOf(flags));
  const missing = spec.options.filter(({ flags, required }) => required === true && !given.includes(flagOf(flags)));
  return [
    ...given.filter((flag) => !known.includes(flag)).map((flag) => `${spec.name} has no ${flag}`),
    ...missing.map(({ flags }) => `${spec.name} needs ${flags}`),
  ];
}
