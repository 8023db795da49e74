import type { Properties } from "@launchgate/provider-kit";
import { fieldsOf } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { bodyOf, propertiesOf, references, type FieldForms } from "../../wire-form.ts";
import { managedByPulumi } from "./description.ts";
import { zoneProblems } from "./names.ts";
import { fromLayers, restrictionProblems, runningLayers, toLayers, withStarts } from "./schedule-layers.ts";

const type = "pagerduty:index/schedule:Schedule";

const forms: FieldForms = {
  overflow: { skip: true },
  layers: { skip: true },
  teams: references("team_reference"),
};

/**
 * Who is on call when. Layers are never removed: one that is not declared any more is ended. `overflow` says how answers are
 * rendered and is not read back.
 */
export const schedule: PluginRow = {
  type,
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_schedule.go; teams taken away: [unverified]",
  importId: "{id}",
  autoName: true,
  settings: {
    description: managedByPulumi,
    overflow: { writeOnly: true },
    teams: { absent: [] },
    layers: { minItems: 1 },
    "layers[].start": { format: "timestamp" },
    "layers[].end": { format: "timestamp", absent: "" },
    "layers[].rotationVirtualStart": { format: "timestamp" },
    "layers[].rotationTurnLengthSeconds": { min: 3600, max: 31_536_000 },
    "layers[].users": { minItems: 1 },
    "layers[].restrictions": { absent: [] },
    "layers[].restrictions[].type": { values: ["daily_restriction", "weekly_restriction"] },
    "layers[].restrictions[].startDayOfWeek": { min: 0, max: 7 },
    "layers[].restrictions[].durationSeconds": { min: 1, max: 604_799 },
  },
  asDeclared: ({ layers }, declared) => ({ layers: withStarts(layers, declared["layers"], Date.now()) }),
  check: ({ timeZone, layers }) => [...zoneProblems("timeZone", timeZone), ...restrictionProblems(layers)],
  async create(inputs, { http }) {
    const { body } = await http.request(
      "POST",
      `/schedules${rendering(inputs)}`,
      said(inputs, toLayers(inputs["layers"])),
    );
    return { id: String((body as { readonly schedule: Properties }).schedule["id"]) };
  },
  async find(id, state, call) {
    const live = await look(id, call);
    if (live === undefined) return undefined;
    const { body, now } = live;
    const layers = fromLayers(runningLayers(body["schedule_layers"], now), state["layers"], now);
    const final = (body["final_schedule"] ?? {}) as Properties;
    const share = Number(final["rendered_coverage_percentage"] ?? 0);
    const finalSchedules = [{ name: final["name"] ?? "", renderedCoveragePercentage: share.toFixed(2) }];
    return { id, properties: { ...propertiesOf(fieldsOf({ type }), body, forms, "snake"), layers, finalSchedules } };
  },
  async update(id, inputs, _old, call) {
    const live = await look(id, call);
    const running = runningLayers(live?.body["schedule_layers"], live?.now ?? 0);
    const declared = toLayers(
      inputs["layers"],
      running.map((each) => each["id"]),
    );
    const ended = running
      .slice(declared.length)
      .map((each) => ({ ...each, end: new Date(live?.now ?? 0).toISOString() }));
    const path = `${addressOf(id)}${rendering(inputs)}`;
    await call.http.request("PUT", path, said(inputs, [...declared, ...ended]));
  },
  async remove(id, _state, { http }) {
    await http.remove(addressOf(id));
  },
};

function said(inputs: Properties, layers: readonly Properties[]): object {
  const body = bodyOf(fieldsOf({ type }), inputs, forms, "snake");
  return { schedule: { type: "schedule", ...body, schedule_layers: layers } };
}

/** The schedule, and what time it is at the vendor. */
async function look(id: string, { http }: RowCall): Promise<{ body: Properties; now: number } | undefined> {
  const answer = await http.lookUp(addressOf(id));
  if (answer === undefined) return undefined;
  const { schedule: body } = answer.body as { readonly schedule: Properties };
  return { body, now: Date.parse(answer.headers.get("date") ?? new Date().toUTCString()) };
}

function addressOf(id: string): string {
  return `/schedules/${encodeURIComponent(id)}`;
}

function rendering({ overflow }: Properties): string {
  return overflow === true ? "?overflow=true" : "";
}
