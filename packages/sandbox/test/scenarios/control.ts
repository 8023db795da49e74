import { expect } from "vitest";
import type { Sandbox } from "../../src/index.ts";
import type { ScenarioName } from "../../src/scenarios/scenarios.ts";
import type { Fault } from "../../src/world/faults.ts";

/**
 * Sets a scenario by its name, lets `work` meet it and clears it, all by the control interface that `launchgate sandbox fault` speaks to:
 * it is listed, it is met, and it is over.
 */
export async function during(sandbox: Sandbox, scenario: ScenarioName, work: () => Promise<void>): Promise<void> {
  const control = async (method: string, at: string, body?: object): Promise<readonly Fault[]> => {
    const answer = await fetch(`${sandbox.control}/__sandbox/${at}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.adminToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as readonly Fault[];
  };
  const set = await control("POST", "scenarios", { name: scenario });
  expect(await control("GET", "faults")).toMatchObject(set.map(({ id }) => ({ id, scenario })));
  await work();
  const met = await control("GET", "faults");
  expect(met.map(({ hit }) => hit > 0)).toEqual(set.map(() => true));
  expect(await control("DELETE", "faults", { scenario })).toHaveLength(set.length);
  expect(await control("GET", "faults")).toEqual([]);
}
