/** Drift of the whole example organisation at all five vendors: nothing where nothing changed, everything where everything did. (L4) */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shortKind, type DriftReport } from "../../packages/cli/src/drift/report.ts";
import { stateResources, type StateResource } from "../../packages/cli/src/drift/state-resources.ts";
import type { RevertReport } from "../../packages/cli/src/drift/revert-flow.ts";
import type { StackState } from "../../packages/cli/src/engine/engine-port.ts";
import { datadogKinds } from "../../packages/cli/src/vendors/inventories/datadog.ts";
import { githubKinds } from "../../packages/cli/src/vendors/inventories/github.ts";
import { neonKinds } from "../../packages/cli/src/vendors/inventories/neon.ts";
import { pagerdutyKinds } from "../../packages/cli/src/vendors/inventories/pagerduty.ts";
import { vercelKinds } from "../../packages/cli/src/vendors/inventories/vercel.ts";
import { removabilityOf } from "../../packages/cli/src/vendors/removal/removal.ts";
import type { AddedExtra } from "./drift/extra.ts";
import { addExtras, notAdded } from "./drift/extras.ts";
import { itemOf, missedBy, unsaid, unusedRows } from "./drift/judge.ts";
import { mutateAll } from "./drift/mutate.ts";
import { mutationTable } from "./drift/table.ts";
import { DriftWorld } from "./drift/world.ts";
import { engineAbsent } from "./helpers/engine-world.ts";

const patience = 900_000;
const absent = engineAbsent();
const stacks = ["shared", "staging"] as const;
const declared = new Map<string, readonly StateResource[]>();
let world: DriftWorld;

beforeAll(async () => {
  if (absent !== undefined) return;
  world = await DriftWorld.open();
  for (const stack of stacks) {
    const { exitCode, stderr } = await world.run(["up", "--stack", stack, "--target", "sandbox"]);
    expect(exitCode, stderr).toBe(0);
    const { data } = await world.json(["state", "export", "--stack", stack]);
    declared.set(stack, stateResources(data as StackState));
  }
  world.sandbox.snapshot("declared");
}, patience);
afterAll(async () => {
  if (absent === undefined) await world.close();
}, patience);

async function drift(stack: string): Promise<{ readonly exitCode: number | null; readonly data: DriftReport }> {
  const { exitCode, data } = await world.json(["drift", "--stack", stack]);
  return { exitCode, data: data as DriftReport };
}

const resourcesOf = (stack: string): readonly StateResource[] => declared.get(stack) ?? [];
const kindsOf = (stack: string): Set<string> => new Set(resourcesOf(stack).map(({ type }) => shortKind(type)));
const told = ({ items }: DriftReport): readonly string[] =>
  items.map(({ drift: what, kind, name, field }) => `${what} ${shortKind(kind)} ${name} ${field ?? ""}`);

describe("drift", () => {
  test.for(stacks)("is none in %s right after up", { timeout: patience }, async (stack, context) => {
    if (absent !== undefined) return context.skip(absent);
    world.sandbox.restore("declared");
    const { data } = await drift(stack);
    expect(told(data)).toEqual([]);
    expect(data.compared).toBeGreaterThan(150);
    expect(unsaid(data, resourcesOf(stack), mutationTable)).toEqual([]);
    expect(data.unread).toEqual([]);
  });

  test.for(stacks)(
    "tells every declared field of every kind of %s that changed at the vendor",
    { timeout: patience },
    async (stack, context) => {
      if (absent !== undefined) return context.skip(absent);
      world.sandbox.restore("declared");
      const { done, problems } = mutateAll(world.sandbox, resourcesOf(stack), mutationTable);
      expect(problems).toEqual([]);
      expect(new Set(done.map(({ kind }) => kind))).toEqual(kindsOf(stack));
      const { exitCode, data } = await drift(stack);
      expect(exitCode, JSON.stringify(data).slice(0, 500)).toBe(4);
      expect(missedBy(data, done)).toEqual([]);
      expect(data.items.filter(({ reason, requirement }) => reason === "" || requirement === "")).toEqual([]);
      console.log(`${stack}: ${String(done.length)} values of ${String(kindsOf(stack).size)} kinds changed, all told`);
    },
  );

  test("has no row of a field that nothing declares", (context) => {
    if (absent !== undefined) return context.skip(absent);
    expect(unusedRows(stacks.flatMap(resourcesOf), mutationTable)).toEqual([]);
  });

  test(
    "tells every kind of extra with its risk and who added it, and removes what holds no data",
    { timeout: patience },
    async (context) => {
      if (absent !== undefined) return context.skip(absent);
      world.sandbox.restore("declared");
      const began = world.sandbox.clock.now();
      const added = await addExtras(world, "motion-mavericks");
      expect(new Set([...added.map(({ kind }) => kind), ...Object.keys(notAdded)])).toEqual(listedKinds());
      const reports = { shared: (await drift("shared")).data, staging: (await drift("staging")).data };
      expect(added.filter((each) => itemOf(reports[each.stack], each) === undefined)).toEqual([]);
      expect(added.filter((each) => !isAttributed(reports[each.stack], each, began)).map(({ kind }) => kind)).toEqual(
        added.map(({ kind }) => kind).filter((kind) => nobodySays[kind.split(":")[0] ?? ""] !== undefined),
      );
      const { data } = await world.json(["drift", "--stack", "staging", "--revert", "--delete-extras", "--yes"]);
      const { left, after } = data as RevertReport;
      const held = new Set(
        reports.staging.items.filter(({ kind }) => !removabilityOf(kind).possible).map(({ kind }) => kind),
      );
      expect(new Set(left.map(({ kind }) => kind))).toEqual(held);
      expect(new Set(after.items.map(({ kind }) => kind))).toEqual(held);
    },
  );
});

/** Vendors that keep no log of who did what. */
const nobodySays: Readonly<Record<string, string>> = { neon: "Neon keeps no log of who changed what" };

function isAttributed(report: DriftReport, extra: AddedExtra, began: number): boolean {
  const by = itemOf(report, extra)?.by;
  return by?.known === true && by.actor !== "" && Date.parse(by.at) >= began - 1_000;
}

function listedKinds(): Set<string> {
  const all = [githubKinds, vercelKinds, neonKinds, pagerdutyKinds, datadogKinds];
  return new Set(all.flatMap((kinds): string[] => Object.values(kinds)).map(shortKind));
}
