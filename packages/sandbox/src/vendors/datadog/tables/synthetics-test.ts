import { amend } from "../../../resource-table/change.ts";
import type { Call } from "../../../http/message.ts";
import type { FieldProblem } from "../../../http/refusal.ts";
import { plant } from "../../../resource-table/plant.ts";
import { collection, resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, dashedId, problem, type Creator } from "../wire.ts";
import { monitor, type MonitorData } from "./monitor.ts";
import { schedule } from "../synthetics/schedule.ts";
import { syntheticsInput, type SyntheticsInput } from "./synthetics-input.ts";
import { syntheticsVariable } from "./synthetics-variable.ts";

/** What Datadog keeps of a synthetic API test. */
export interface SyntheticsTestData extends Data, SyntheticsInput {
  readonly public_id: string;
  readonly monitor_id: number;
  readonly creator: Creator;
  readonly [name: string]: unknown;
}

/** A synthetic API test. Datadog makes a monitor with it, which goes with it. */
export const syntheticsTest = resource<SyntheticsTestData>({
  vendor: "datadog",
  name: "synthetics-test",
  title: "Synthetics test",
  source: "datadog-v1.json /api/v1/synthetics/tests/api; status by default and the monitor's query [unverified]",
  identity: { public_id: "public_id" },
  operations: {
    create: "POST /api/v1/synthetics/tests/api -> 200",
    list: "GET /api/v1/synthetics/tests -> 200",
    read: "GET /api/v1/synthetics/tests/api/{public_id} -> 200",
    replace: "PUT /api/v1/synthetics/tests/api/{public_id} -> 200",
  },
  scopes: { read: "synthetics_read", write: "synthetics_write" },
  wrap: { many: "tests" },
  input: syntheticsInput,
  immutable: ["type", "subtype"],
  defaults: () => ({ status: "live", subtype: "http", tags: [] }),
  computed: (_data, call) => ({
    public_id: dashedId(call.world, "datadog.synthetics-test"),
    monitor_id: call.world.ids.number("datadog.monitor", 20_000_001),
    creator: creatorOf(call),
  }),
  normalise: withStepIds,
  check: problems,
  created(entity, call) {
    const { data, key } = entity;
    const fields = { ...monitorOf(data), id: data.monitor_id, type: "synthetics alert", creator: data.creator };
    plant(call.world, monitor, key, {
      ...fields,
      query: "no_query",
      draft_status: "published",
      overall_state: "No Data",
    });
    schedule(call.world, entity);
  },
  updated(entity, call) {
    const { data, key } = entity;
    const [own] = call.world.store.children<MonitorData>(collection(monitor), key);
    if (own) amend(monitor, own, monitorOf(data), call);
    schedule(call.world, entity);
  },
});

/** What the monitor of a test takes from it. */
function monitorOf({ name, message, tags, options, public_id: check }: SyntheticsTestData): Data {
  const title = options.monitor_name ?? `[Synthetics] ${name}`;
  const own = {
    include_tags: true,
    notify_audit: false,
    new_host_delay: 300,
    silenced: {},
    synthetics_check_id: check,
  };
  return { name: title, message, tags, priority: options.monitor_priority ?? null, options: own };
}

/** Steps keep the id of the step that was in their place. */
function withStepIds(
  data: SyntheticsTestData,
  call: Call,
  before: Entity<SyntheticsTestData> | undefined,
): SyntheticsTestData {
  const { steps, ...config } = data.config;
  if (!steps) return data;
  const old = before?.data.config.steps ?? [];
  const named = steps.map((step, index) => ({
    ...step,
    id: step.id ?? old[index]?.id ?? dashedId(call.world, "datadog.synthetics-step"),
  }));
  return { ...data, config: { ...config, steps: named } };
}

function problems({ subtype, config }: SyntheticsTestData, { world }: Call): readonly FieldProblem[] {
  const { steps = [], request, configVariables = [] } = config;
  const known = world.store.all(collection(syntheticsVariable)).map(({ data }) => data["id"]);
  const unknown = configVariables.filter(({ type, id }) => type === "global" && !known.includes(id));
  const isMulti = subtype === "multi";
  return [
    ...(isMulti && steps.length === 0 ? [problem("config.steps", "A multistep test needs at least one step")] : []),
    ...(!isMulti && request === undefined ? [problem("config.request", "A test needs a request")] : []),
    ...steps
      .filter((step) => step.subtype === "http" && !("request" in step && "url" in (step.request as object)))
      .map(({ name }) => problem("config.steps", `Step "${name}" needs a url`)),
    ...unknown.map(({ name }) => problem("config.configVariables", `Global variable ${name} does not exist`, name)),
  ];
}
