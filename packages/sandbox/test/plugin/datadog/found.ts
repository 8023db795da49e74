import { unknown, type Properties } from "@launchgate/provider-kit";
import { expect } from "vitest";
import { liveThrough, type Change, type Lifecycle } from "../lifecycle.ts";
import type { PracticeEngine } from "../practice-engine.ts";

/** A life, and the inputs whose change at the vendor nobody can see, with the reason. */
export interface ObservedLife extends Lifecycle {
  readonly unseen?: Readonly<Record<string, string>>;
}

/**
 * {@link liveThrough}; then every change is made at the vendor behind the engine's back: a refresh finds it by its input, `up` takes it
 * back (L4). And what a preview does not know yet is no failure of the check.
 */
export async function liveAndBeFound(engine: PracticeEngine, life: ObservedLife): Promise<void> {
  await liveThrough(engine, life);
  const { type, inputs } = life;
  const name = `observed ${String(inputs["name"])} of ${type}`;
  for (const key of Object.keys(inputs)) {
    const { failures } = engine.check(type, name, { ...inputs, [key]: unknown });
    expect([key, failures]).toEqual([key, []]);
  }
  expect(await engine.up(type, name, inputs)).toBe("create");
  for (const [key, given] of Object.entries(life.changes)) {
    if (life.unseen?.[key] !== undefined) continue;
    for (const change of Array.isArray(given) ? (given as readonly Change[]) : [given as Change]) {
      if (change.act === "replace") continue;
      await found(engine, { type, name, inputs, key, change });
    }
  }
  await engine.down(name);
}

interface Found {
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly key: string;
  readonly change: Change;
}

async function found(engine: PracticeEngine, { type, name, inputs, key, change }: Found): Promise<void> {
  const what = `${key} -> ${change.to === undefined ? "nothing" : JSON.stringify(change.to)}`;
  const request = { urn: `urn:pulumi:test::launchgate::${type}::${name}`, type, timeoutSeconds: 0 };
  const changed = engine.check(type, name, { ...inputs, ...change.with, [key]: change.to }).inputs;
  await engine.provider.update(request, engine.recorded(name), changed);
  expect([what, await engine.refresh(name)]).toEqual([what, expect.arrayContaining([key])]);
  expect([what, await engine.up(type, name, inputs)]).toEqual([what, "update"]);
  expect([what, await engine.refresh(name)]).toEqual([what, []]);
}
