import { isDeepStrictEqual } from "node:util";
import { says, type Properties } from "@launchgate/provider-kit";
import { expect } from "vitest";
import { untoldInputs } from "../../src/plugin/untold.ts";
import { stepsOf, type Life, type Step } from "./lives/life.ts";
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
  const other = `${name}-imported`;
  await engine.takeOver(life.type, other, given);
  const found = engine.recorded(other);
  expect(found.id).toBe(id);
  expect(found.inputs).toMatchObject(toldInputs({ ...life, inputs }));
  expect([name, engine.changes(other, life.inputs)]).toEqual([name, writtenOnceMore(life)]);
  const steps = stepsOf(life).filter((step) => isOtherwise(life, found.state, step));
  for (const { what, key, act, declared } of steps) {
    expect([what, engine.changes(other, declared).includes(key)]).toEqual([what, act !== "same"]);
  }
}

/** Whether a step declares something else than what an import told. */
function isOtherwise({ type, unseen = {} }: Life, told: Properties, { what, key, declared }: Step): boolean {
  const isTold = !untoldInputs(type).includes(key) && !Object.keys(unseen).some((part) => what.includes(part));
  return isTold && declared[key] !== undefined && !isDeepStrictEqual(declared[key], told[key]);
}

/** Inputs that the first `up` after an import changes: those that no vendor tells, where they are declared. Nothing else. */
export function writtenOnceMore({ type, inputs }: Pick<Life, "type" | "inputs">): readonly string[] {
  return untoldInputs(type).filter((key) => says(inputs[key]));
}

/** Inputs that an import finds: without those that no vendor tells, and without defaults. */
function toldInputs({ type, inputs, otherWords = [] }: Life): Properties {
  const left = new Set([...untoldInputs(type), ...otherWords]);
  const told = Object.entries(inputs).filter(([key]) => !left.has(key));
  return meaningful(Object.fromEntries(told)) as Properties;
}

/** Without what says nothing: an import leaves defaults out. */
function meaningful(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => says(each));
  return Object.fromEntries(entries.map(([key, each]) => [key, meaningful(each)]));
}
