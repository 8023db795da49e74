/** A stage of the reference organisation in a sandbox without applications: nobody is paged because no data come. (O1, O2, issue 7) */
import { expect, it } from "vitest";
import { monitorsOf } from "../../src/vendors/datadog/monitors/state.ts";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { makePlan } from "../datadog/plan.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { PracticeEngine } from "../plugin/practice-engine.ts";
import { plannedOf, Replay } from "../plugin/replay.ts";
import { pass } from "../vercel/releases.ts";

const handle = withSandbox();
const hour = 3_600_000;
/** One of each kind: told that data are missing, shown it, reckoned with nothing, judged by an objective. */
const wanted = /^bridge-api-.*-(availability-alerts-(missing-data|low-traffic-requests|fast-page)|signals-errors)$/;

it("says once that there is no source, and judges as ever as soon as there is one", async () => {
  const { sandbox } = handle;
  const { world } = sandbox;
  await makePlan(sandbox, "prod", (name) => wanted.test(name));
  const synthetics = plannedOf("datadog", ["prod"]).filter(
    ({ type, name }) => type.includes("Synthetics") && name.startsWith("bridge-api"),
  );
  await new Replay(new PracticeEngine(sandbox, "datadog"), synthetics).make();
  const told = (kind: string): readonly string[] =>
    world.timeline.entries().flatMap((each) => (each.kind === kind ? [each.text] : []));

  await pass(sandbox, 1.5 * hour);
  const said = [expect.stringMatching(/^No source: .* page nobody for that\. `launchgate sandbox start --apps`/)];
  expect(world.timeline.entries().filter(({ source }) => source === "datadog")).toMatchObject([{ text: said[0] }]);
  expect(new Set(monitorsOf(world).map(({ data }) => data.overall_state))).toEqual(new Set(["No Data"]));

  // Somebody sends metrics of one service: silence of the others means something now, after the time that they are given.
  const tags = ["service:web", "env:prod", "status_class:2xx"];
  submit(world, [{ metric: "app.requests", kind: "count", tags, points: [[sandbox.clock.now(), 10]] }]);
  const silent = (): readonly string[] => told("monitor.notification").filter((text) => text.includes("[No data]"));
  await pass(sandbox, hour / 2);
  expect(silent()).toEqual([]);
  await pass(sandbox, hour / 2 + 120_000);
  expect(silent()).toEqual([expect.stringMatching(/\[P1\] \[No data\] \[prod\] Bridge API: Calls succeed: no data/)]);
  expect(told("monitor.no-source")).toEqual(said);
});
