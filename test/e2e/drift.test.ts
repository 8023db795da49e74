/** Drift of the whole example organisation at all five vendors: nothing where nothing changed, everything where everything did. (L4) */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rootOf } from "../../packages/cli/src/drift/difference.ts";
import { shortKind, type DriftReport } from "../../packages/cli/src/drift/report.ts";
import { stateResources, type StateResource } from "../../packages/cli/src/drift/state-resources.ts";
import type { StackState } from "../../packages/cli/src/engine/engine-port.ts";
import type { RevertReport } from "../../packages/cli/src/drift/revert-flow.ts";
import { addExtras } from "./drift-extras.ts";
import { mutateAll } from "./drift-mutations.ts";
import { DriftWorld } from "./drift-world.ts";
import { engineAbsent } from "./helpers/engine-world.ts";

const patience = 900_000;
const absent = engineAbsent();
const stacks = ["shared", "staging"] as const;
let world: DriftWorld;

beforeAll(async () => {
  if (absent !== undefined) return;
  world = await DriftWorld.open();
  for (const stack of stacks) {
    const { exitCode, stderr } = await world.run(["up", "--stack", stack, "--target", "sandbox"]);
    expect(exitCode, stderr).toBe(0);
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

async function declared(stack: string): Promise<readonly StateResource[]> {
  return stateResources((await world.json(["state", "export", "--stack", stack])).data as StackState);
}

const told = ({ items }: DriftReport): readonly string[] =>
  items.map(({ drift: what, kind, name, field }) => `${what} ${shortKind(kind)} ${name} ${field ?? ""}`);

/** Declared fields that no vendor call tells of: why. */
const neverTold: Readonly<Record<string, string>> = {
  "neon:Branch initSource": "decided when a branch is made; it cannot change afterwards (house decision 6)",
  "github:Repository autoInit": "decided when a repository is made",
  "datadog:LogsIndex disableDailyLimit": "Datadog tells it by the limit itself",
  "github:RepositoryEnvironment preventSelfReview": "GitHub tells of it only where there are reviewers",
};

describe("drift", () => {
  test.for(stacks)("is none in %s right after up", { timeout: patience }, async (stack, context) => {
    if (absent !== undefined) return context.skip(absent);
    world.sandbox.restore("declared");
    const { data } = await drift(stack);
    expect(told(data)).toEqual([]);
    expect(data.compared).toBeGreaterThan(150);
    const unread = new Set(data.unread.map(({ kind }) => shortKind(kind)));
    console.log(
      `${stack}: ${String(data.compared)} compared, ${String(data.vendorMade)} made by vendors, ${String(data.unseen.length)} unseen, unread: ${[...unread].join(", ") || "none"}`,
    );
  });

  test.for(stacks)(
    "tells every declared field of %s that changed at the vendor",
    { timeout: patience },
    async (stack, context) => {
      if (absent !== undefined) return context.skip(absent);
      world.sandbox.restore("declared");
      const resources = await declared(stack);
      const { done, unreached } = mutateAll(world.sandbox, resources);
      const { exitCode, data } = await drift(stack);
      expect(exitCode, JSON.stringify(data).slice(0, 500)).toBe(4);
      const gone = new Set(data.items.filter(({ drift: what }) => what === "removed").map(({ urn }) => urn));
      const fields = [...data.items, ...data.actOwned].map(({ urn, field = "" }) => `${String(urn)} ${rootOf(field)}`);
      const found = new Set(fields);
      const missed = done
        .filter(({ urn, field }) => !gone.has(urn) && !found.has(`${urn} ${rootOf(field)}`))
        .filter(({ kind, field }) => neverTold[`${shortKind(kind)} ${field}`] === undefined);
      const kinds = new Set(done.map(({ kind }) => kind));
      const all = new Set(resources.map(({ type }) => type));
      console.log(
        `${stack}: ${String(done.length)} fields of ${String(kinds.size)} of ${String(all.size)} kinds changed, ${String(missed.length)} missed, ${String(gone.size)} gone`,
      );
      console.log(`not changed, no field of the same name and value: ${unreached.join("; ")}`);
      console.log(
        `kinds without a changed field: ${[...all]
          .filter((kind) => !kinds.has(kind))
          .map(shortKind)
          .join(", ")}`,
      );
      console.log(`missed: ${missed.map(({ kind, field }) => `${shortKind(kind)} ${field}`).join("; ")}`);
      expect(missed.map(({ kind, field }) => `${shortKind(kind)} ${field}`)).toEqual([]);
      expect(data.items.filter(({ reason, requirement }) => reason === "" || requirement === "")).toEqual([]);
    },
  );

  test(
    "tells every kind of extra, and removes with --revert --delete-extras what holds no data",
    { timeout: patience },
    async (context) => {
      if (absent !== undefined) return context.skip(absent);
      world.sandbox.restore("declared");
      const added = await addExtras(world, "motion-mavericks");
      const reports = { shared: (await drift("shared")).data, staging: (await drift("staging")).data };
      const missing = added.filter(({ stack, kind, name }) => !extraIn(reports[stack], kind, name));
      expect(missing).toEqual([]);
      const { data } = await world.json(["drift", "--stack", "staging", "--revert", "--delete-extras", "--yes"]);
      const { left, after } = data as RevertReport;
      const held = new Set([
        "neon:Role",
        "neon:Database",
        "neon:Branch",
        "neon:Project",
        "vercel:Project",
        "vercel:EdgeConfig",
        "vercel:EdgeConfigItem",
        "vercel:ProjectProtectionBypass",
        "pagerduty:ServiceIntegration",
      ]);
      expect(new Set(left.map(({ kind }) => shortKind(kind)))).toEqual(held);
      expect(new Set(after.items.map(({ kind }) => shortKind(kind)))).toEqual(held);
    },
  );
});

function extraIn({ items }: DriftReport, wanted: string, part: string): boolean {
  return items.some(
    ({ drift: what, kind, name, id }) =>
      what === "extra" && shortKind(kind) === wanted && `${name} ${id}`.includes(part),
  );
}
