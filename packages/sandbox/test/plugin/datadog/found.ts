import { unknown } from "@launchgate/provider-kit";
import { expect } from "vitest";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { findsDrift } from "../finds-drift.ts";
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
  await findsDrift(engine, life, name, life.unseen);
}
