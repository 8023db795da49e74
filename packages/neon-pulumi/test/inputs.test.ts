/** No silent no-op: for each input, a change ends in an update that shows, a replacement, or a refusal that names it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { resources } from "../src/schema/index.ts";
import type { RawProperties } from "@launchgate/provider-kit/server";
import { desired, satisfied } from "@launchgate/provider-kit";
import { Fixture } from "./driver/fixture.ts";
import { RefusedByCheck } from "./driver/mini-engine.ts";
import { basis, cases } from "./inputs-table.ts";
import type { Case } from "./inputs-table.ts";

const fixture = new Fixture();
const places: Record<string, string> = {};

beforeAll(async () => {
  await fixture.open();
  const { engine } = fixture;
  const { projectId, branchId } = await fixture.project();
  Object.assign(places, { $project: projectId, $root: branchId });
  for (const [place, name] of [
    ["$branch", "first"],
    ["$branch2", "second"],
  ] as const) {
    await engine.up("Branch", name, { projectId, name });
    places[place] = engine.entry("Branch", name).id;
    await engine.up("Role", name, { projectId, branchId: places[place], name: "second_owner" });
  }
  await engine.up("Project", "other", { name: "other" });
  places["$other"] = engine.entry("Project", "other").id;
});

afterAll(() => fixture.close());

/** The other project has a branch of the same id for the tests that only move the project. */
function mirrorBranch(): void {
  const [from, to] = [
    fixture.server.account.project(places["$project"] ?? ""),
    fixture.server.account.project(places["$other"] ?? ""),
  ];
  const id = places["$branch"] ?? "";
  const branch = from.branches.get(id);
  if (branch !== undefined) to.branches.set(id, branch);
  for (const map of ["roles", "databases"] as const) {
    for (const [key, value] of from[map]) if (key.startsWith(`${id}/`)) to[map].set(key, value as never);
  }
}

function filled(values: RawProperties): RawProperties {
  const text = JSON.stringify(values).replaceAll(/"(\$[a-z0-9]+)"/g, (_match, place: string) =>
    JSON.stringify(places[place]),
  );
  return JSON.parse(text) as RawProperties;
}

function inputsOf(item: Case, value: unknown): RawProperties {
  return filled({ ...basis[item.resource], ...item.beside, ...(value !== undefined && { [item.input]: value }) });
}

let number = 0;

test.each(cases)("$resource: $input from $from to $to", async (item) => {
  number += 1;
  const { engine } = fixture;
  const name = `case-${String(number)}`;
  if (item.to === "$other") mirrorBranch();
  const before = inputsOf(item, item.from);
  if (typeof item.expect === "object" && item.from === undefined && item.input === "type") delete before["type"];
  if (typeof item.expect === "object" && before["type"] === undefined && item.resource === "Endpoint") {
    await expect(engine.up(item.resource, name, before)).rejects.toThrow(/type is required/);
    return;
  }
  await engine.up(item.resource, name, before);
  const first = engine.entry(item.resource, name).id;
  const after = { ...inputsOf(item, item.to), ...(item.to === undefined && { [item.input]: undefined }) };
  if (typeof item.expect === "object") {
    const error: unknown = await engine.up(item.resource, name, after).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(RefusedByCheck);
    expect((error as RefusedByCheck).failures.map((failure) => failure.property)).toContain(item.expect.refuse);
  } else {
    expect(await engine.up(item.resource, name, after)).toBe(item.expect);
    const isReplaced = item.expect.endsWith("replace");
    expect(engine.entry(item.resource, name).id !== first || item.input === "noLogin").toBe(isReplaced);
    await expectLive(item, name, before, after);
    expect(await engine.up(item.resource, name, after)).toBe("same");
  }
  await removed(item, name);
});

/** What was declared, or the reset value of what was removed, is what Neon has. */
async function expectLive(item: Case, name: string, before: RawProperties, after: RawProperties): Promise<void> {
  const spec = resources.find((resource) => resource.name === item.resource)?.inputs[item.input];
  if (spec?.change !== "update") return;
  const { engine } = fixture;
  const recorded = engine.entry(item.resource, name);
  const without = (values: RawProperties): RawProperties => ({ ...values, [item.input]: undefined });
  // A refresh of an entry that does not declare the input shows the whole live value.
  const copy = { ...recorded, inputs: without(recorded.inputs), state: without(recorded.state) };
  engine.entries.set(engine.urn(item.resource, `${name}-live`), copy);
  await engine.refresh(item.resource, `${name}-live`);
  const live = engine.entry(item.resource, `${name}-live`);
  engine.entries.delete(engine.urn(item.resource, `${name}-live`));
  const wanted = desired(spec, after[item.input], before[item.input]);
  expect(
    satisfied(spec.type, wanted, live.state[item.input] ?? undefined),
    JSON.stringify(live.state[item.input]),
  ).toBe(true);
}

/** Clears the way for the next case. */
async function removed(item: Case, name: string): Promise<void> {
  const { engine } = fixture;
  const { adoptExisting, adoptRoot, protected: isProtected, ...clean } = engine.entry(item.resource, name).inputs;
  if (adoptExisting !== undefined || adoptRoot !== undefined || isProtected !== undefined) {
    await engine.up(item.resource, name, clean);
  }
  if (item.beside?.["name"] === "neondb") engine.entries.delete(engine.urn(item.resource, name));
  else await engine.delete(item.resource, name);
}

test("the table has every input of every resource", () => {
  const wanted = resources.flatMap((spec) => Object.keys(spec.inputs).map((input) => `${spec.name}.${input}`));
  const present = new Set(cases.map((item) => `${item.resource}.${item.input}`));
  expect(wanted.filter((name) => !present.has(name))).toEqual([]);
});
