import { beforeAll, expect, it } from "vitest";
import { headersOf } from "../../helpers/headers.ts";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { plannedOf, Replay } from "../replay.ts";

const handle = withSandbox();
let replay: Replay;

beforeAll(() => {
  const engine = new PracticeEngine(handle.sandbox, "datadog");
  const planned = plannedOf("datadog", ["shared", "dev", "staging", "prod", "drill"]);
  replay = new Replay(engine, planned, (name) => (name === "[secret]" ? "canary-of-the-replay" : undefined));
});

/** What lists say is there, without downtimes: the vendor keeps cancelled ones. */
async function there(): Promise<unknown> {
  const headers = headersOf(handle.sandbox, "datadog");
  const lists = ["v1/monitor", "v1/slo", "v1/slo/correction", "v1/dashboard", "v1/synthetics/tests"];
  const others = ["v1/synthetics/variables", "v1/logs/config/indexes", "v2/logs/config/archives"];
  const last = ["v2/logs/config/metrics", "v2/monitor/policy"];
  const paths = [...lists, ...others, ...last];
  const bodies = paths.map(async (path) => {
    const response = await fetch(`${handle.sandbox.urls.datadog}/api/${path}`, { headers });
    expect([path, response.status]).toEqual([path, 200]);
    return [path, await response.json()] as const;
  });
  return Object.fromEntries(await Promise.all(bodies));
}

it("makes, keeps, imports and removes everything that the stacks declare at Datadog (P1)", async () => {
  const before = await there();
  await replay.make();
  await replay.unchanged();
  await replay.imported((_planned, id) => id);
  await replay.remove();
  expect(await there()).toEqual(before);
});
