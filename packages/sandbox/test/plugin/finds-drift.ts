import type { Properties } from "@launchgate/provider-kit";
import { expect } from "vitest";
import { allRows } from "../../src/plugin/providers.ts";
import { stepsOf, type Life, type Step } from "./lives/life.ts";
import type { PracticeEngine } from "./practice-engine.ts";

/**
 * Somebody changes every input of a living object at the vendor, one after the other: each is found by a refresh, and the next
 * `up` puts it right.
 */
export async function findsDrift(engine: PracticeEngine, life: Life, name: string): Promise<void> {
  const { type, inputs } = life;
  await engine.up(type, name, inputs);
  for (const { what, key, declared } of stepsOf(life).filter((step) => isVisible(engine, life, step))) {
    await changeOutside(engine, type, name, declared);
    const found = await engine.refresh(name);
    expect([what, found]).toEqual([what, expect.arrayContaining([key])]);
    expect([what, await engine.up(type, name, inputs)]).toEqual([what, "update"]);
    expect([what, await engine.refresh(name)]).toEqual([what, []]);
  }
  await engine.down(name);
}

/** Whether a look at the vendor shows the change when somebody makes it there. */
export function isVisible(engine: PracticeEngine, life: Life, { what, key, act }: Step): boolean {
  const isUnseen = Object.keys(life.unseen ?? {}).some((part) => what.includes(part));
  return act === "update" && !isUnseen && !isInvisible(engine, life.type, key, life.inputs);
}

/** As somebody in the vendor's own pages would: nothing of it gets into the state. */
export async function changeOutside(
  engine: PracticeEngine,
  type: string,
  name: string,
  wanted: Properties,
): Promise<void> {
  const { id, inputs, state } = engine.recorded(name);
  const { inputs: complete } = engine.check(type, name, wanted);
  const request = { urn: `urn:pulumi:test::launchgate::${type}::${name}`, type, timeoutSeconds: 0 };
  await engine.provider.update(request, { id, inputs, state }, complete);
}

/**
 * What no look at the vendor can show: inputs that steer the provider, those that are never told again, and those that were not declared
 * and that the official provider then leaves to the vendor (`absent` of the row says which it does not).
 */
function isInvisible(engine: PracticeEngine, type: string, key: string, declared: Properties): boolean {
  const input = engine.provider.specOf(type).inputs[key];
  const row = allRows().find((each) => each.type === type);
  if (input?.change === "state" || row?.settings?.[key]?.writeOnly === true) return true;
  return declared[key] === undefined && input?.absent === undefined;
}
