/**
 * Every type that the practice ground serves, made through its provider and found again by its inputs alone, as `up` does after a run that
 * was killed: read without loss, nothing to change, and a second one ends as its row says. (L4)
 */
import type { VendorId } from "@launchgate/core";
import type { Sandbox } from "@launchgate/sandbox";
import { beforeAll, describe, expect, it } from "vitest";
import type { VendorConnections } from "../../../../packages/cli/src/vendors/connections.ts";
import { identities } from "../../../../packages/cli/src/vendors/identity/identities.ts";
import { candidatesFor, stateIdOf } from "../../../../packages/cli/src/vendors/identity/match.ts";
import { isNamed, type Declared } from "../../../../packages/cli/src/vendors/identity/row.ts";
import { inventory, type InventoryObject } from "../../../../packages/cli/src/vendors/inventory.ts";
import { isListed } from "../../../../packages/cli/src/vendors/listed-kinds.ts";
import { withSandbox } from "../../../../packages/sandbox/test/helpers/sandbox.ts";
import { allLives } from "../../../../packages/sandbox/test/plugin/lives/index.ts";
import type { Ids, Life, VendorLives } from "../../../../packages/sandbox/test/plugin/lives/life.ts";
import { PracticeEngine } from "../../../../packages/sandbox/test/plugin/practice-engine.ts";

function connectionTo({ urls, tokens }: Sandbox, vendor: string): VendorConnections {
  const { token = "", apiKey = "" } = tokens[vendor as VendorId]["pulumi"] ?? {};
  const all: VendorConnections = {
    github: { token, organization: "motion-mavericks", baseUrl: urls.github },
    vercel: { token, team: "motion-mavericks", baseUrl: urls.vercel },
    pagerduty: { token, baseUrl: urls.pagerduty },
    datadog: { apiKey, appKey: token, baseUrl: urls.datadog },
  };
  return Object.fromEntries(Object.entries(all).filter(([each]) => each === vendor));
}

/** What happened to a second thing of the same declaration. */
async function again(engine: PracticeEngine, name: string, { type, inputs }: Life, first: string): Promise<string> {
  try {
    const id = await engine.made(type, name, inputs);
    return id === first ? "overwritten" : "made";
  } catch {
    return "refused";
  }
}

function prove({ vendor, prepare, lives }: VendorLives): void {
  const handle = withSandbox();
  let engine: PracticeEngine;
  let ids: Ids;
  const objects = async (): Promise<readonly InventoryObject[]> =>
    (await inventory(connectionTo(handle.sandbox, vendor))).objects;

  beforeAll(async () => {
    engine = new PracticeEngine(handle.sandbox, vendor);
    ids = await prepare(engine, handle.sandbox);
  });

  const keys = Object.entries(lives({}));
  const looked = keys.filter(([, { type }]) => isNamed(identities[type]) && isListed(type)).map(([key]) => key);
  const settings = keys.filter(([, { type }]) => "settingOf" in (identities[type] ?? {})).map(([key]) => key);

  it.each(looked)("%s is found, adopted and told from a second one", { timeout: 60_000 }, async (key) => {
    const life = lives(ids)[key]!;
    const { type, needs = [] } = life;
    const [first, second, adopted] = [`first ${key}`, `second ${key}`, `adopted ${key}`];
    for (const each of needs) await engine.made(each.type, each.name, each.inputs);
    const before = new Set((await objects()).map((each) => `${each.kind} ${each.id}`));
    const free = async (): Promise<readonly InventoryObject[]> =>
      (await objects()).filter((each) => !before.has(`${each.kind} ${each.id}`));
    const id = await engine.made(type, first, life.inputs);
    const declared: Declared = { type, id: "", inputs: engine.recorded(first).inputs, outputs: {} };

    const found = candidatesFor(declared, await free())?.objects ?? [];
    expect(found.map((each) => stateIdOf(declared, each))).toEqual([id]);
    const state = { ...declared.inputs, ...found[0]?.outputs, ...found[0]?.secrets?.() };
    engine.adopt(adopted, { type, id, inputs: declared.inputs, state });
    expect(await engine.refresh(adopted)).toEqual([]);
    expect(await engine.up(type, adopted, life.inputs)).toBe("same");

    const row = identities[type]!;
    const ended = await again(engine, second, life, id);
    expect(ended).toBe("twin" in row ? row.twin : "");
    if (ended === "made") expect(candidatesFor(declared, await free())?.objects).toHaveLength(2);
    if (ended !== "refused") await engine.down(second);
    if (ended !== "overwritten") await engine.down(first);
    for (const { name } of needs.toReversed()) await engine.down(name);
  });

  if (settings.length > 0)
    it.each(settings)("%s cannot be there twice", { timeout: 60_000 }, async (key) => {
      const life = lives(ids)[key]!;
      const [first, second] = [`first ${key}`, `second ${key}`];
      for (const each of life.needs ?? []) await engine.made(each.type, each.name, each.inputs);
      const id = await engine.made(life.type, first, life.inputs);
      expect(await again(engine, second, life, id)).toBe("overwritten");
      await engine.down(second);
      for (const { name } of (life.needs ?? []).toReversed()) await engine.down(name);
    });
}

describe.each(allLives.filter(({ vendor }) => vendor !== "random"))("$vendor", prove);
