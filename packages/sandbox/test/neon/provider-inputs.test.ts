/** Every input of every resource kind of neon-pulumi, changed by the unmodified provider against the sandbox (P1). */
import { desired, satisfied } from "@launchgate/provider-kit";
import type { RawProperties } from "@launchgate/provider-kit/server";
import { beforeAll, describe, expect, it } from "vitest";
import { basis, cases, type Case } from "../../../neon-pulumi/test/inputs-table.ts";
import { resources } from "../../../neon-pulumi/src/schema/index.ts";
import { client } from "./client.ts";
import { withProvider } from "./provider.ts";

const handle = withProvider();
const day = 86_400_000;

/** Places and moments that the cases name, as they are in this sandbox. */
const words = new Map<string, string>();

beforeAll(async () => {
  const { engine, sandbox } = handle;
  const make = async (name: string): Promise<string> => {
    await engine.up("Project", name, { name, historyRetentionSeconds: 2_592_000 });
    return engine.entry("Project", name).id;
  };
  const [here, there] = [await make("here"), await make("there")];
  sandbox.clock.advance(3 * day);
  const branchOf = async (projectId: string, name: string): Promise<string> => {
    await engine.up("Branch", name, { projectId, name });
    const { id } = engine.entry("Branch", name);
    await engine.up("Role", name, { projectId, branchId: id, name: "second_owner" });
    return id;
  };
  words.set("$project", here).set("$other", there);
  words.set("$branch", await branchOf(here, "first")).set("$branch2", await branchOf(here, "second"));
  words.set("$elsewhere", await branchOf(there, "third"));
  await nameMoments(here);
});

async function nameMoments(projectId: string): Promise<void> {
  const { sandbox } = handle;
  const text = (at: number, offset = "Z"): string => new Date(at).toISOString().replace(/\.\d+Z$/, offset);
  const [first, second] = [sandbox.clock.now() - 2 * day, sandbox.clock.now() - day];
  words.set("2026-01-01T00:00:00Z", text(first)).set("2026-01-02T00:00:00Z", text(second));
  words.set("2026-01-01T01:00:00+01:00", text(first + 3_600_000, "+01:00"));
  const { branches } = (await client(sandbox).listProjectBranches({ projectId, search: "first" })).data;
  const lsn = branches[0]?.parent_lsn ?? "";
  words.set("0/1000000", lsn).set("0/2000000", next(lsn));
  words.set("org-a", "org-motion-mavericks").set("org-b", "org-motion-mavericks");
}

function next(lsn: string): string {
  const [high = "", low = ""] = lsn.split("/");
  return `${high}/${(Number.parseInt(low, 16) - 4096).toString(16).toUpperCase()}`;
}

function filled(values: RawProperties): RawProperties {
  const spelled = (_key: string, value: unknown): unknown =>
    typeof value === "string" ? (words.get(value) ?? value) : value;
  return JSON.parse(JSON.stringify(values, spelled)) as RawProperties;
}

function inputsOf({ resource, input, beside }: Case, value: unknown): RawProperties {
  const moved = value === "$other" && basis[resource]?.["branchId"] !== undefined ? { branchId: "$elsewhere" } : {};
  return filled({ ...basis[resource], ...beside, ...moved, ...(value !== undefined && { [input]: value }) });
}

/** Left out: what check refuses before any call, and a move between organisations: the sandbox has one. */
const runnable = cases.filter(
  ({ from, to, expect: wanted }) => typeof wanted === "string" && !(from === "org-a" && to === "org-b"),
);

describe("an input of the provider", () => {
  let number = 0;
  it.each(runnable)("$resource: $input from $from to $to", async (item) => {
    number += 1;
    const { engine } = handle;
    const name = `case-${String(number)}`;
    await engine.up(item.resource, name, inputsOf(item, item.from));
    const first = engine.entry(item.resource, name).id;
    expect(await engine.up(item.resource, name, inputsOf(item, item.from))).toBe("same");
    expect(await engine.refresh(item.resource, name)).toBe("same");
    const after = { ...inputsOf(item, item.to), ...(item.to === undefined && { [item.input]: undefined }) };
    expect(await engine.up(item.resource, name, after)).toBe(item.expect);
    const isReplaced = ["replace", "delete-replace"].includes(item.expect as string) && item.input !== "noLogin";
    expect(engine.entry(item.resource, name).id !== first).toBe(isReplaced);
    await expectLive(item, name, after);
    expect(await engine.up(item.resource, name, after)).toBe("same");
    await removed(item, name);
  });

  it("has a case here for every input of every kind", () => {
    const present = new Set(cases.map((item) => `${item.resource}.${item.input}`));
    const wanted = resources.flatMap((spec) => Object.keys(spec.inputs).map((input) => `${spec.name}.${input}`));
    expect(wanted.filter((each) => !present.has(each))).toEqual([]);
  });
});

/** What was declared, or the reset value of what was removed, is what the sandbox has. */
async function expectLive(item: Case, name: string, after: RawProperties): Promise<void> {
  const spec = resources.find((resource) => resource.name === item.resource)?.inputs[item.input];
  if (spec?.change !== "update") return;
  const { engine } = handle;
  const { id, inputs, state, initErrors } = engine.entry(item.resource, name);
  const without = (values: RawProperties): RawProperties => ({ ...values, [item.input]: undefined });
  const urn = engine.urn(item.resource, `${name}-live`);
  engine.entries.set(urn, { id, inputs: without(inputs), state: without(state), initErrors });
  await engine.refresh(item.resource, `${name}-live`);
  const live = engine.entry(item.resource, `${name}-live`).state[item.input] ?? undefined;
  engine.entries.delete(urn);
  const wanted = desired(spec, after[item.input], inputsOf(item, item.from)[item.input]);
  expect(satisfied(spec.type, wanted, live), JSON.stringify(live)).toBe(true);
}

/** Clears the way for the next case. */
async function removed(item: Case, name: string): Promise<void> {
  const { engine } = handle;
  const { adoptExisting, adoptRoot, protected: isProtected, ...clean } = engine.entry(item.resource, name).inputs;
  const isKept = [adoptExisting, adoptRoot, isProtected].some((each) => each !== undefined);
  if (isKept) await engine.up(item.resource, name, clean);
  if (item.beside?.["name"] === "neondb") engine.entries.delete(engine.urn(item.resource, name));
  else await engine.delete(item.resource, name);
}
