/** Preview or update, by what the engine says in either of its ways; and the clock of whoever runs the pack (L1, house decision 5). */
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../../helpers/repository.ts";
import { captured } from "../captured.ts";
import { Analyzer } from "../loader/analyzer.ts";
import { StackEdit } from "../stack-edit.ts";

const plan = "release-plan";
const rule = "plan-freeze-forbid-update";
const analyzers = new Map<string, Analyzer>();
let closed: StackEdit;
let reference: StackEdit;

/** The pack, started with or without what an engine that has no language host puts into the environment. */
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "not told": { PULUMI_DRY_RUN: "" },
  "told of a preview": { PULUMI_DRY_RUN: "true" },
  "told of an update": { PULUMI_DRY_RUN: "false" },
};

beforeAll(async () => {
  const resources = await captured("shared");
  reference = new StackEdit(resources);
  closed = new StackEdit(resources).set(plan, "freeze.windows", {});
  for (const [name, env] of Object.entries(environments))
    analyzers.set(name, await Analyzer.start(path.join(repositoryRoot, "policy"), env));
}, 120_000);
afterAll(async () => {
  for (const each of analyzers.values()) await each.stop();
});
afterEach(async () => {
  for (const each of analyzers.values()) await each.configure("release-rules", {});
});

/** What is said of the calendar: `mandatory`, `advisory`, or nothing. */
async function levels(environment: string, { resources }: StackEdit): Promise<string[]> {
  const analyzer = analyzers.get(environment);
  if (analyzer === undefined) throw new Error(`no analyzer ${environment}`);
  for (const each of resources) await analyzer.analyze(each);
  const told = await analyzer.analyzeStack(resources, ({ type, inputs }) =>
    type.startsWith("launchgate:") ? {} : inputs,
  );
  return told.filter((each) => each.policy === rule || each.message.includes(`${rule}:`)).map(({ level }) => level);
}

describe("a closed calendar", () => {
  it("binds where nobody says what the run is", async () => {
    expect(await levels("not told", closed)).toEqual(["mandatory"]);
  });

  it("is advice in a preview, by the environment", async () => {
    expect(await levels("told of a preview", closed)).toEqual(["advisory"]);
  });

  it("binds an update, by the environment", async () => {
    expect(await levels("told of an update", closed)).toEqual(["mandatory"]);
  });

  it("is judged by what the engine's call says, where it comes: with a language host there is nothing else", async () => {
    const analyzer = analyzers.get("not told");
    await analyzer?.configureStack(true);
    expect(await levels("not told", closed)).toEqual(["advisory"]);
    await analyzer?.configureStack(false);
    expect(await levels("not told", closed)).toEqual(["mandatory"]);
  });
});

describe("the clock", () => {
  it.for([
    ["in the night", "2026-11-23T03:00:00+01:00", ["mandatory"]],
    ["on a working day", "2026-11-23T10:00:00+01:00", []],
  ] as const)("judges by the moment it is given: %s", async ([, at, wanted]) => {
    await analyzers.get("told of an update")?.configure("release-rules", { at });
    expect(await levels("told of an update", reference)).toEqual(wanted);
  });
});
