import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data } from "../../../world/entity.ts";
import { batchView, orderBatch, testOf } from "../synthetics/batch.ts";
import { resultsOf } from "../synthetics/results.ts";
import { full, placeNumber, short } from "../synthetics/views.ts";
import { syntheticsTest, type SyntheticsTestData } from "../tables/synthetics-test.ts";

const source = "datadog-v1.json /api/v1/synthetics";

const triggered = z.object({
  tests: z
    .array(
      z.looseObject({
        public_id: z.string().min(1),
        locations: z.array(z.string()).optional(),
        metadata: z.looseObject({}).optional(),
      }),
    )
    .min(1),
});

/** What synthetic tests came to, and runs that a pipeline asks for. (P4) */
export const syntheticsResultRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v1/synthetics/tests/{public_id}/results",
    scope: "synthetics_read",
    statuses: [200],
    source,
    run(call) {
      const { query } = call.request;
      const [from, to] = [Number(query.get("from_ts") ?? 0), Number(query.get("to_ts") ?? Infinity)];
      const places = query.getAll("probe_dc");
      const all = resultsOf(call.world, locate(syntheticsTest, call)).filter(
        ({ at, location }) => at >= from && at <= to && (places.length === 0 || places.includes(location)),
      );
      const results = all.toReversed().slice(0, 150).map(short);
      return { status: 200, body: { last_timestamp_fetched: all[0]?.at ?? 0, results } };
    },
  },
  {
    method: "GET",
    template: "/api/v1/synthetics/tests/{public_id}/results/{result_id}",
    scope: "synthetics_read",
    statuses: [200],
    source,
    run(call) {
      const test = locate(syntheticsTest, call);
      const id = call.params["result_id"];
      const found = resultsOf(call.world, test).find(({ result_id }) => result_id === id);
      if (!found) throw missing("Result", id);
      return { status: 200, body: full(found, test) };
    },
  },
  {
    method: "GET",
    template: "/api/v1/synthetics/tests/poll_results",
    scope: "synthetics_read",
    statuses: [200],
    source: "datadog-ci 2: GET /synthetics/tests/poll_results?result_ids=[...]; in no published schema [unverified]",
    run(call) {
      const ids = JSON.parse(call.request.query.get("result_ids") ?? "[]") as readonly string[];
      const tests = call.world.store.all<SyntheticsTestData>("datadog.synthetics-test");
      const found = tests.flatMap((test) =>
        resultsOf(call.world, test)
          .filter(({ result_id }) => ids.includes(result_id))
          .map((each) => ({ resultID: each.result_id, dc_id: placeNumber(each.location), ...full(each, test) })),
      );
      return { status: 200, body: { results: found } };
    },
  },
  {
    method: "POST",
    template: "/api/v1/synthetics/tests/trigger/ci",
    scope: "synthetics_write",
    statuses: [200],
    source,
    run: trigger,
  },
  {
    method: "POST",
    template: "/api/v1/synthetics/tests/trigger",
    scope: "synthetics_write",
    statuses: [200],
    source,
    run: trigger,
  },
  {
    method: "GET",
    template: "/api/v1/synthetics/ci/batch/{batch_id}",
    scope: "synthetics_read",
    statuses: [200],
    source,
    run(call) {
      const id = call.params["batch_id"] ?? "";
      const data = batchView(call.world, id);
      if (!data) throw missing("Batch", id);
      return { status: 200, body: { data } };
    },
  },
];

function trigger(call: Call): Answer {
  const { world } = call;
  const result = validate(triggered, call.request.body);
  if (!result.ok) throw new Refusal({ kind: "invalid", what: "trigger", problems: result.problems });
  const { tests } = result.fields as z.infer<typeof triggered>;
  const wanted = tests.map(({ public_id: id, locations }) => {
    const test = testOf(world, id);
    if (!test) throw missing("Synthetics test", id);
    return { test: test.data, locations: locations ?? test.data.locations };
  });
  const { id, ordered } = orderBatch(world, wanted, (tests[0]?.metadata as Data | undefined) ?? null);
  const places = [...new Set(ordered.map(({ location }) => location))];
  const body = {
    batch_id: id,
    triggered_check_ids: wanted.map(({ test }) => test.public_id),
    locations: places.map((name) => ({ id: placeNumber(name), name })),
    results: ordered.map(({ public_id, location, result_id }) => ({
      public_id,
      result_id,
      location: placeNumber(location),
    })),
  };
  return { status: 200, body };
}
