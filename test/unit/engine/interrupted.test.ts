/** What an interrupted run has left, looked for at vendors that answer: a sandbox, and an engine that only notes what it is given. (L4) */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { settleInterrupted } from "../../../packages/cli/src/engine/flows/interrupted.ts";
import { withMade } from "../../../packages/cli/src/engine/flows/interrupted-state.ts";
import type { EngineStack, StackState } from "../../../packages/cli/src/engine/engine-port.ts";
import { isSealed, sealed } from "../../../packages/cli/src/vendors/identity/seal.ts";
import { withSandbox } from "../../../packages/sandbox/test/helpers/sandbox.ts";
import { EngineDouble, siteOf } from "./engine-double.ts";

const types = {
  team: "pagerduty:index/team:Team",
  schedule: "pagerduty:index/schedule:Schedule",
  business: "pagerduty:index/businessService:BusinessService",
  user: "pagerduty:index/user:User",
  settings: "github:index/branchDefault:BranchDefault",
  unknown: "pagerduty:index/unheard:Unheard",
  password: "random:index/randomPassword:RandomPassword",
  project: "neon:index:Project",
};

const urnOf = (type: string, name: string): string => `urn:pulumi:shared::launchgate::${type}::${name}`;
const resource = (type: string, name: string, more: object): object => ({
  urn: urnOf(type, name),
  type,
  custom: true,
  ...more,
});
const creating = (type: string, name: string, inputs: object) => ({
  type: "creating",
  resource: resource(type, name, { inputs }),
});

function stateOf(pending: readonly object[], resources: readonly object[] = []): StackState {
  return { version: 3, deployment: { manifest: { magic: "x" }, resources, pending_operations: pending } };
}

const resourcesIn = (state: StackState | undefined): readonly Record<string, unknown>[] =>
  (state?.deployment as { resources: readonly Record<string, unknown>[] }).resources;

describe("settling", () => {
  const handle = withSandbox();
  let root: string;
  let engine: EngineDouble;
  let stack: EngineStack;
  const ids: Record<string, string> = {};

  async function make(where: string, body: object): Promise<string> {
    const { urls, tokens } = handle.sandbox;
    const answer = await fetch(`${urls.pagerduty}/${where}`, {
      method: "POST",
      headers: {
        authorization: `Token token=${tokens.pagerduty["pulumi"]?.token ?? ""}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
    const made = (await answer.json()) as Record<string, { id: string }>;
    return Object.values(made)[0]!.id;
  }

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), "launchgate-interrupted-"));
    ids["team"] = await make("teams", { team: { type: "team", name: "Platform" } });
    ids["user"] = await make("users", { user: { type: "user", name: "Nora Falk", email: "nora@x.example" } });
    for (const key of ["first", "second"])
      ids[key] = await make("business_services", { business_service: { name: "Twin" } });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  beforeEach(async () => {
    const { urls, tokens } = handle.sandbox;
    engine = new EngineDouble();
    engine.values = {
      githubToken: tokens.github["pulumi"]?.token ?? "",
      githubEndpoint: urls.github,
      pagerDutyToken: tokens.pagerduty["pulumi"]?.token ?? "",
      pagerDutyEndpoint: urls.pagerduty,
      datadogApiKey: tokens.datadog["pulumi"]?.apiKey ?? "",
      datadogAppKey: tokens.datadog["pulumi"]?.token ?? "",
      datadogEndpoint: urls.datadog,
    };
    stack = (await engine.find("shared"))!;
    engine.calls.length = 0;
  });
  afterEach(() => {
    expect(engine.imported.length).toBeLessThan(2);
  });

  const settle = (more: Parameters<typeof siteOf>[3] = {}) =>
    settleInterrupted(siteOf(engine, "shared", root, more), stack, "live");

  test("what is there goes into the state and is read; what is not was never made", async () => {
    engine.state = stateOf([
      creating(types.team, "platform", { name: "Platform" }),
      creating(types.schedule, "rota", { name: "Rota" }),
      { type: "updating", resource: resource(types.business, "app", { id: "PB1", inputs: { name: "App" } }) },
    ]);
    const urn = urnOf(types.team, "platform");
    expect(await settle()).toEqual([
      { urn, id: ids["team"] },
      { urn: urnOf(types.schedule, "rota"), id: undefined },
    ]);
    const [state] = engine.imported;
    expect(resourcesIn(state)).toMatchObject([{ urn, id: ids["team"], outputs: { name: "Platform" } }]);
    expect(state?.deployment).toMatchObject({ pending_operations: [], manifest: { magic: "x" } });
    // The state from before is kept between the look and the write.
    expect(engine.calls).toEqual([
      "exportState",
      "exportState plain",
      "settings",
      "exportState",
      "importState",
      `refresh ${urn}`,
    ]);
  });

  test("a person is found by the address, which is secret in the state", async () => {
    const inputs = { name: "Somebody Else", email: sealed("Nora@x.example") };
    engine.state = stateOf([creating(types.user, "nora", inputs)]);
    expect(await settle()).toEqual([{ urn: urnOf(types.user, "nora"), id: ids["user"] }]);
    const [made] = resourcesIn(engine.imported[0]);
    expect(isSealed((made?.["outputs"] as Record<string, unknown>)["email"])).toBe(true);
  });

  test("what a resource of the state stands for is no candidate, nor what waits for its deletion", async () => {
    const known = (more: object) => resource(types.business, "known", { ...more, inputs: { name: "Twin" } });
    const pending = [creating(types.business, "app", { name: "Twin" })];
    engine.state = stateOf(pending, [known({ id: ids["first"] })]);
    expect(await settle()).toMatchObject([{ id: ids["second"] }]);
    engine.imported.length = 0;
    engine.state = stateOf(pending, [known({ id: ids["first"] }), known({ id: ids["second"], delete: true })]);
    expect(await settle()).toMatchObject([{ id: undefined }]);
  });

  test("several that nothing tells apart are refused with their ids, and nothing is written", async () => {
    engine.state = stateOf([creating(types.business, "app", { name: "Twin" })]);
    const message = expect.stringMatching(
      new RegExp(`${ids["first"]!}, ${ids["second"]!}|${ids["second"]!}, ${ids["first"]!}`),
    );
    await expect(settle()).rejects.toMatchObject({ code: "engine.interrupted-ambiguous", message });
    expect(engine.calls).not.toContain("importState");
  });

  test("what cannot be looked for is asked about: a type without a row, a name that is not known", async () => {
    for (const pending of [creating(types.unknown, "x", { name: "x" }), creating(types.team, "x", {})]) {
      engine.state = stateOf([pending]);
      await expect(settle()).rejects.toMatchObject({ code: "engine.interrupted-unknown", exitCode: 4 });
      await expect(settle({ ask: () => Promise.resolve(false) })).rejects.toMatchObject({ exitCode: 3 });
      expect(engine.calls).not.toContain("importState");
    }
    expect(await settle({ accepted: true })).toEqual([{ urn: urnOf(types.team, "x"), id: undefined }]);
    expect(engine.imported).toHaveLength(1);
  });

  test("settings, and what its provider finishes by itself, ask no vendor and are pending no more", async () => {
    const others = [types.settings, types.password, types.project].map((type) => creating(type, "x", { name: "x" }));
    engine.state = stateOf(others);
    expect(await settle()).toEqual([]);
    expect(engine.calls).not.toContain("settings");
    expect(engine.imported[0]?.deployment).toMatchObject({ resources: [], pending_operations: [] });
  });

  test("nothing pending, nothing done", async () => {
    const changing = { type: "deleting", resource: resource(types.team, "x", { id: "PT1" }) };
    engine.state = stateOf([changing]);
    expect(await settle()).toEqual([]);
    expect(engine.calls).toEqual(["exportState"]);
  });
});

describe("the state", () => {
  const made = { urn: urnOf(types.team, "platform"), id: "PT2", outputs: { policyId: 7 }, secrets: { token: "t" } };
  const pending = [creating(types.team, "platform", { name: "Platform" })];
  const dependent = resource(types.schedule, "rota", { id: "PS1", dependencies: [made.urn] });
  const old = { id: "PT1", inputs: { name: "Old" } };

  test("has a replacement in the place of the old one, which waits behind it for its deletion", () => {
    const state = stateOf(pending, [resource(types.team, "platform", old), dependent]);
    expect(resourcesIn(withMade(state, [made]))).toMatchObject([
      { id: "PT2", urn: made.urn },
      { id: "PT1", urn: made.urn, delete: true },
      { id: "PS1" },
    ]);
  });

  test("has it in place of one that was deleted before its replacement was made", () => {
    const state = stateOf(pending, [resource(types.team, "platform", { ...old, pendingReplacement: true }), dependent]);
    expect(resourcesIn(withMade(state, [made])).map(({ id }) => id)).toEqual(["PT2", "PS1"]);
  });

  test("leaves alone an older one that waits for its deletion already", () => {
    const state = stateOf(pending, [resource(types.team, "platform", { ...old, delete: true })]);
    expect(resourcesIn(withMade(state, [made])).map(({ id }) => id)).toEqual(["PT1", "PT2"]);
  });

  test("has outputs that the provider reads by, the secret ones sealed", () => {
    const [found] = resourcesIn(withMade(stateOf(pending), [made]));
    expect(found?.["outputs"]).toEqual({ name: "Platform", policyId: 7, token: sealed("t") });
  });
});
