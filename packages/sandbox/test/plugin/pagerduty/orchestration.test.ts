import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { annotated, byName, critical, eachAction, info, sets } from "../lives/pagerduty-orchestration.ts";
import { types } from "../lives/pagerduty-types.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();

let engine: PracticeEngine;
const ids: Record<string, string> = {};

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "pagerduty");
  const made = async (key: string, type: string, inputs: object): Promise<void> => {
    ids[key] = await engine.made(type, key, inputs);
  };
  await made("nora", types.user, { name: "Nora Falk", email: "nora@x.example" });
  await made("team", types.team, { name: "Platform" });
  await made("policy", types.policy, {
    name: "policy",
    rules: [{ escalationDelayInMinutes: 5, targets: [{ id: ids["nora"] }] }],
  });
  for (const key of ["web", "api"]) await made(key, types.service, { name: key, escalationPolicy: ids["policy"] });
  for (const key of ["entrance", "other entrance"]) await made(key, types.orchestration, { name: key });
});

describe("orchestrations", () => {
  it("gives its routing key, and counts the routes", async () => {
    const { state } = engine.recorded("entrance");
    expect(state["integrations"]).toMatchObject([
      { parameters: [{ routingKey: expect.stringMatching(/^R/) as string }] },
    ]);
    const router = { eventOrchestration: ids["entrance"], catchAll: { actions: { routeTo: "unrouted" } } };
    await engine.up(types.router, "counted", { ...router, set: { id: "start", rules: [byName] } });
    await engine.refresh("entrance");
    expect(engine.recorded("entrance").state["routes"]).toBe(1);
    await engine.down("counted");
  });

  it("moves with the orchestration or the service that is declared, as the provider does", async () => {
    const router = { catchAll: { actions: { routeTo: "unrouted" } }, set: { id: "start", rules: [byName] } };
    await engine.up(types.router, "moved", { ...router, eventOrchestration: ids["entrance"] });
    expect(await engine.up(types.router, "moved", { ...router, eventOrchestration: ids["other entrance"] })).toBe(
      "update",
    );
    expect(engine.recorded("moved").id).toBe(ids["other entrance"]);
    const rules = { sets: sets(info), catchAll: { actions: annotated } };
    await engine.up(types.rules, "moved rules", { ...rules, service: ids["web"] });
    expect(await engine.up(types.rules, "moved rules", { ...rules, service: ids["api"] })).toBe("update");
    expect(engine.recorded("moved rules").id).toBe(ids["api"]);
    for (const name of ["moved", "moved rules"]) await engine.down(name);
  });

  it("finds each action, condition and switch that somebody set outside", async () => {
    const declared = { service: ids["web"], sets: sets(info), catchAll: { actions: annotated } };
    await engine.up(types.rules, "drifting", declared);
    const outside = new PracticeEngine(handle.sandbox, "pagerduty");
    const change = async (key: string, value: unknown): Promise<void> => {
      expect([value, await outside.up(types.rules, "outside", { ...declared, [key]: value })]).not.toContain("same");
      expect([value, await engine.refresh("drifting")]).toEqual([value, [key]]);
      expect(await engine.up(types.rules, "drifting", declared)).toBe("update");
      expect([value, await engine.refresh("drifting")]).toEqual([value, []]);
    };
    for (const actions of eachAction(ids)) {
      await change("sets", sets({ ...info, actions: { ...info.actions, ...actions } }));
      await change("catchAll", { actions: { ...annotated, ...actions } });
    }
    await change("sets", sets({ ...info, disabled: true }));
    await change("sets", sets({ ...info, conditions: [...info.conditions, ...critical] }));
    await change("sets", sets(info, info));
    await engine.down("drifting");
  });

  it("is gone with its orchestration or service", async () => {
    await engine.up(types.orchestration, "short", { name: "short" });
    const { id } = engine.recorded("short");
    const router = { eventOrchestration: id, catchAll: { actions: { routeTo: "unrouted" } }, set: { id: "start" } };
    await engine.up(types.router, "short router", router);
    await engine.down("short");
    expect(await engine.refresh("short router")).toBe("gone");
  });
});

const refusals: readonly [string, string, object, readonly string[]][] = [
  [
    "routes that cannot be",
    types.router,
    {
      eventOrchestration: "E",
      catchAll: { actions: { routeTo: "unrouted" } },
      set: {
        id: "start",
        rules: [
          { ...byName, conditions: critical, actions: { ...byName.actions, routeTo: "S" } },
          byName,
          { actions: { routeTo: "unrouted" } },
          { actions: {} },
        ],
      },
    },
    [
      "set.rules[0].conditions",
      "set.rules[0].actions.routeTo",
      "set.rules[1].actions.dynamicRouteTos",
      "set.rules[2].actions.routeTo",
      "set.rules[3].actions",
    ],
  ],
  ["a router without end", types.router, { eventOrchestration: "E", set: { id: "start" } }, ["catchAll"]],
  [
    "extractions that say nothing or two things, and words of no list",
    types.rules,
    {
      service: "S",
      sets: sets({ actions: { severity: "bad", extractions: [{ target: "event.summary" }] } }),
      catchAll: {
        actions: {
          eventAction: "close",
          extractions: [
            { target: "a", regex: "x", template: "y" },
            { target: "a", regex: "x" },
          ],
        },
      },
    },
    [
      "catchAll.actions.eventAction",
      "sets[0].rules[0].actions.severity",
      "sets[0].rules[0].actions.extractions[0]",
      "catchAll.actions.extractions[0]",
      "catchAll.actions.extractions[1]",
    ],
  ],
];

it.each(refusals)("refuses %s", (_what, type, inputs, properties) => {
  const { failures } = engine.check(type, "odd", { ...inputs });
  expect(failures.map(({ property }) => property)).toEqual(properties);
});
