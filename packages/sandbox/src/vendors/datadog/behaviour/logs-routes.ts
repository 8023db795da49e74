import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { collection } from "../../../resource-table/resource.ts";
import { validate } from "../../../resource-table/validate.ts";
import { logsIndex } from "../tables/logs-index.ts";
import { problem } from "../wire.ts";

const source = "official client 1.64.0, LogsIndexesApi; that all have to be named: its text";
const template = "/api/v1/logs/config/index-order";
const key = "datadog.logs-index-order:1";

/** The order in which indexes take logs: one for the organisation. Indexes that came later stand at its end. */
export const logsRoutes: readonly Route[] = [
  {
    method: "GET",
    template,
    scope: "logs_indexes_read",
    statuses: [200],
    source,
    run: (call) => ({ status: 200, body: { index_names: orderOf(call) } }),
  },
  {
    method: "PUT",
    template,
    scope: "logs_indexes_write",
    statuses: [200],
    source,
    run(call) {
      const names = given(call);
      const problems = orderProblems(names, orderOf(call));
      if (problems.length > 0) throw new Refusal({ kind: "invalid", what: "Index order", problems });
      const times = { created: call.now, updated: call.now };
      call.world.store.put({ key, parent: null, ...times, data: { index_names: names } });
      return { status: 200, body: { index_names: names } };
    },
  },
];

function orderOf({ world }: Call): readonly string[] {
  const there = world.store.all(collection(logsIndex)).map(({ data }) => String(data["name"]));
  const kept = (world.store.get(key)?.data["index_names"] ?? []) as readonly string[];
  const first = kept.filter((name) => there.includes(name));
  return [...first, ...there.filter((name) => !first.includes(name))];
}

function given({ request }: Call): readonly string[] {
  const result = validate(z.object({ index_names: z.array(z.string()) }), request.body);
  if (!result.ok) throw new Refusal({ kind: "invalid", what: "Index order", problems: result.problems });
  return result.fields["index_names"] as readonly string[];
}

function orderProblems(names: readonly string[], there: readonly string[]): ReturnType<typeof problem>[] {
  const unknown = names.filter((name) => !there.includes(name));
  const absent = there.filter((name) => !names.includes(name));
  const twice = names.length > new Set(names).size;
  return [
    ...unknown.map((name) => problem("index_names", `Index ${name} does not exist`, name)),
    ...absent.map((name) => problem("index_names", `Index ${name} is missing in the order`, name)),
    ...(twice ? [problem("index_names", "An index is named twice")] : []),
  ];
}
