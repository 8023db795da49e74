import type { Properties } from "@launchgate/provider-kit";
import { expect } from "vitest";
import { allRows } from "../../src/plugin/providers.ts";
import type { Change, Lifecycle } from "./lifecycle.ts";
import type { PracticeEngine } from "./practice-engine.ts";

/**
 * Somebody changes every input of a living object at the vendor, one after the other: each is found by a refresh, and the next
 * `up` puts it right. `unseen` are changes that the official provider does not show either, by a part of them, with the reason.
 */
export async function findsDrift(
  engine: PracticeEngine,
  { type, inputs, changes }: Lifecycle,
  name: string,
  unseen: Readonly<Record<string, string>> = {},
): Promise<void> {
  await engine.up(type, name, inputs);
  for (const [key, given] of Object.entries(changes)) {
    for (const change of Array.isArray(given) ? (given as readonly Change[]) : [given as Change]) {
      const what = `${key} -> ${JSON.stringify(change.to)}`;
      if (isInvisible(engine, type, key, inputs)) continue;
      if ((change.act ?? "update") !== "update" || Object.keys(unseen).some((part) => what.includes(part))) continue;
      const outside: Properties = { ...inputs, ...change.with, [key]: change.to };
      await changeOutside(engine, type, name, outside);
      const found = await engine.refresh(name);
      expect([what, found]).toEqual([what, expect.arrayContaining([key])]);
      expect([what, await engine.up(type, name, inputs)]).toEqual([what, "update"]);
      expect([what, await engine.refresh(name)]).toEqual([what, []]);
    }
  }
  await engine.down(name);
}

/** As somebody in the vendor's own pages would: nothing of it gets into the state. */
async function changeOutside(engine: PracticeEngine, type: string, name: string, wanted: Properties): Promise<void> {
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
