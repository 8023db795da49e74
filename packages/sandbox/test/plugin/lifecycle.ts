import type { Properties } from "@launchgate/provider-kit";
import { expect } from "vitest";
import { stepsOf, type Life } from "./lives/life.ts";
import type { PracticeEngine } from "./practice-engine.ts";

/**
 * Creates, compares, refreshes, changes every input and back, imports, deletes: after each act a second `up` does nothing and a
 * refresh finds nothing changed. Every input of the type must be changed or be listed with the reason why not.
 */
export async function liveThrough(engine: PracticeEngine, life: Life, name: string): Promise<void> {
  const { type, inputs, changes } = life;
  const spec = engine.provider.specOf(type);
  const named = new Set([...Object.keys(changes), ...Object.keys(life.unchanged ?? {})]);
  expect(Object.keys(spec.inputs).filter((key) => !named.has(key))).toEqual([]);

  const settled = async (what: string, declared: Properties): Promise<void> => {
    expect([what, await engine.up(type, name, declared)]).toEqual([what, "same"]);
    expect([what, await engine.refresh(name)]).toEqual([what, []]);
    expect([what, await engine.up(type, name, declared)]).toEqual([what, "same"]);
  };

  expect(await engine.up(type, name, inputs)).toBe("create");
  await settled("created", inputs);
  await imported(engine, life, name);
  for (const { what, act, declared } of stepsOf(life)) {
    expect([what, await engine.up(type, name, declared)]).toEqual([what, act]);
    await settled(what, declared);
    expect([`${what} and back`, await engine.up(type, name, inputs)]).toEqual([`${what} and back`, act]);
    await settled(`${what} and back`, inputs);
  }
  if (life.lasting !== true) await comesBack(engine, life, name);
  await engine.down(name);
}

/**
 * Classes of defects that the truth check at GitHub names, for every vendor (truth/defect-classes.ts): `gone-makes-an-error`,
 * `late-or-lasting`. What somebody deleted at the vendor leaves the state, is made again, and deleting what is gone is no error.
 */
async function comesBack(engine: PracticeEngine, { type, inputs }: Life, name: string): Promise<void> {
  await engine.removeAtVendor(name);
  await engine.removeAtVendor(name);
  expect([name, await engine.refresh(name)]).toEqual([name, "gone"]);
  expect([name, await engine.up(type, name, inputs)]).toEqual([name, "create"]);
  expect([name, await engine.refresh(name)]).toEqual([name, []]);
}

async function imported(engine: PracticeEngine, life: Life, name: string): Promise<void> {
  if (life.importId === false) return;
  const { id, inputs, state } = engine.recorded(name);
  const given = life.importId?.(state, id) ?? id;
  const found = await engine.import(life.type, `${name}-imported`, given);
  expect(found?.id).toBe(id);
  expect(found?.inputs).toMatchObject(toldInputs({ ...life, inputs }));
}

/** Inputs that an import finds: without those that no vendor tells, and without defaults. */
function toldInputs({ inputs, notImported = [] }: Pick<Life, "inputs" | "notImported">): Properties {
  const told = Object.entries(inputs).filter(([key]) => !notImported.includes(key));
  return meaningful(Object.fromEntries(told)) as Properties;
}

/** Without what says nothing: an import leaves defaults out. */
function meaningful(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const says = (each: unknown): boolean =>
    each !== false && each !== 0 && each !== "" && each !== null && each !== undefined;
  const entries = Object.entries(value).filter(([, each]) => says(each) && !(Array.isArray(each) && each.length === 0));
  return Object.fromEntries(entries.map(([key, each]) => [key, meaningful(each)]));
}
