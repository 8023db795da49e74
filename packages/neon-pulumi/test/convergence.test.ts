/** Any sequence of input changes ends with live = declared, whatever was declared before and whatever fails on the way. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resources } from "../src/schema/index.ts";
import type { RawProperties } from "@launchgate/provider-kit/server";
import { satisfied } from "@launchgate/provider-kit";
import { Fixture } from "./driver/fixture.ts";
import { RefusedByCheck, stable } from "./driver/mini-engine.ts";

const fixture = new Fixture();
let place: { projectId: string; branchId: string };

beforeAll(async () => {
  await fixture.open();
  fixture.server.account.operationMilliseconds = 0;
  place = await fixture.project();
});

afterAll(() => fixture.close());

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const map = fc.dictionary(fc.constantFrom("work_mem", "max_connections", "x"), fc.constantFrom("1", "2"));
const name = fc.constantFrom("one", "two", "three");

const project = fc.record({
  name,
  pgVersion: maybe(fc.constantFrom(16, 17)),
  historyRetentionSeconds: maybe(fc.constantFrom(0, 60, 2_592_000)),
  quota: maybe(fc.record({ activeTimeSeconds: fc.nat(3), logicalSizeBytes: fc.nat(3) }, { requiredKeys: [] })),
  allowedIps: maybe(fc.uniqueArray(fc.constantFrom("203.0.113.1", "198.51.100.0/24", "::1"))),
  defaultEndpointSettings: maybe(
    fc.record({ suspendTimeoutSeconds: fc.constantFrom(-1, 0, 60), pgSettings: map }, { requiredKeys: [] }),
  ),
  blockPublicConnections: maybe(fc.boolean()),
  enableLogicalReplication: maybe(fc.boolean()),
});

const branch = fc.record({
  name,
  protected: maybe(fc.boolean()),
  parentTimestamp: maybe(fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-01-02T00:00:00Z")),
  initSource: maybe(fc.constantFrom("parent-data", "schema-only")),
});

const endpoint = fc.record({
  type: fc.constant("read_only"),
  suspendTimeoutSeconds: maybe(fc.constantFrom(-1, 0, 60)),
  autoscalingLimitMinCu: maybe(fc.constantFrom(0.25, 0.5)),
  pgSettings: maybe(map),
  disabled: maybe(fc.boolean()),
});

const database = fc.record({ name, ownerName: fc.constant("neondb_owner") });

type Fault = "none" | "drop-after" | "fail-after" | "refuse" | "drift";
const steps = (inputs: fc.Arbitrary<RawProperties>) =>
  fc.array(fc.tuple(inputs, fc.constantFrom<Fault>("none", "none", "drop-after", "fail-after", "refuse", "drift")), {
    minLength: 1,
    maxLength: 5,
  });

function clean(values: RawProperties): RawProperties {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

async function expectDeclared(type: string, resource: string, declared: RawProperties): Promise<void> {
  const { engine } = fixture;
  await engine.refresh(type, resource);
  const spec = resources.find((item) => item.name === type);
  const state = engine.state(type, resource);
  for (const [key, value] of Object.entries(declared)) {
    const kind = spec?.inputs[key]?.type;
    if (kind !== undefined) expect(satisfied(kind, value, state[key]), `${key}: ${stable(state[key])}`).toBe(true);
  }
  expect(await engine.up(type, resource, declared)).toBe("same");
}

let number = 0;

async function run(
  type: string,
  sequence: readonly (readonly [RawProperties, Fault])[],
  beside: RawProperties,
): Promise<void> {
  const { engine, server } = fixture;
  number += 1;
  const resource = `r${String(number)}`;
  let last: RawProperties | undefined;
  for (const [values, fault] of sequence) {
    const unique = type === "Endpoint" ? {} : { name: `${values["name"] as string}-${resource}` };
    const inputs = clean({ ...beside, ...values, ...unique });
    if (fault === "drift" && last !== undefined && type === "Project") {
      server.account
        .project(engine.entry(type, resource).id)
        .project.set({ history_retention_seconds: 7, name: "drifted" }, 0);
      await engine.refresh(type, resource);
    } else if (fault !== "none" && fault !== "drift") {
      server.fault({ method: last === undefined ? "post" : "patch", kind: fault });
    }
    try {
      await engine.up(type, resource, inputs);
      last = inputs;
    } catch (error) {
      // A refusal is one of three allowed ends; what was declared before then still has to hold.
      const isGuarded = (error as Error).message.includes("is protected. Set protected: false");
      if (!(error instanceof RefusedByCheck) && !isGuarded) throw error;
      server.calm();
      if (last !== undefined) await engine.up(type, resource, last);
    }
    server.calm();
    if (last !== undefined) await expectDeclared(type, resource, last);
  }
  if (last !== undefined && type === "Branch") await engine.up(type, resource, { ...last, protected: false });
  if (last !== undefined) await engine.delete(type, resource);
}

const runs = { numRuns: 12 };

test("projects", async () => {
  await fc.assert(
    fc.asyncProperty(steps(project), (sequence) => run("Project", sequence, {})),
    runs,
  );
});

test("branches", async () => {
  await fc.assert(
    fc.asyncProperty(steps(branch), (sequence) => run("Branch", sequence, { projectId: place.projectId })),
    runs,
  );
});

test("endpoints", async () => {
  await fc.assert(
    fc.asyncProperty(steps(endpoint), (sequence) => run("Endpoint", sequence, place)),
    runs,
  );
});

test("databases", async () => {
  await fc.assert(
    fc.asyncProperty(steps(database), (sequence) => run("Database", sequence, place)),
    runs,
  );
});
