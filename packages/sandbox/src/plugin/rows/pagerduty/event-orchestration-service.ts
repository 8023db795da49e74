import type { Failure, Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall } from "../../row.ts";
import { actionSettings, eventActionForm, eventActions, extractionProblems } from "./event-actions.ts";
import { flag, inputs, list, object, text } from "./input.ts";
import { emptyPath, livePath, propertiesOfPath, textOf, writePath } from "./orchestration-path.ts";

const pathOf = (id: unknown): string => `/event_orchestrations/services/${encodeURIComponent(String(id))}`;

/**
 * Rules for the events of one service. They are there with the service; removing them empties them and, as in the official
 * provider, leaves them switched on.
 */
export const eventOrchestrationService: PluginRow = {
  type: "pagerduty:index/eventOrchestrationService:EventOrchestrationService",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_event_orchestration_path_service.go; schema of plugin 4.34.0",
  importId: "{service}",
  inputs: inputs({
    "service*": text,
    enableEventOrchestrationForService: flag,
    "catchAll*": object("ServiceCatchAll", { "actions*": eventActions("ServiceCatchAllActions") }),
    "sets*": list(
      object("ServiceSet", {
        "id*": text,
        rules: list(
          object("ServiceRule", {
            id: text,
            label: text,
            disabled: flag,
            conditions: list(object("ServiceCondition", { "expression*": text })),
            "actions*": eventActions("ServiceRuleActions"),
          }),
        ),
      }),
    ),
  }),
  settings: {
    sets: { minItems: 1 },
    "sets[].rules": { absent: [] },
    "sets[].rules[].label": { absent: "" },
    "sets[].rules[].disabled": { absent: false },
    "sets[].rules[].conditions": { absent: [] },
    ...actionSettings("sets[].rules[].actions"),
    ...actionSettings("catchAll.actions"),
  },
  check: extractionsOf,
  async create(all, call) {
    const id = String(all["service"]);
    await write(id, all, undefined, call);
    return { id };
  },
  async find(recorded, state, call) {
    const id = textOf(state["service"], recorded);
    const live = await livePath(pathOf(id), call);
    if (live === undefined) return undefined;
    const { active } = ((await call.http.find(`${pathOf(id)}/active`)) ?? {}) as Properties;
    const properties = { service: id, enableEventOrchestrationForService: active };
    return { id, properties: { ...properties, ...propertiesOfPath(live, eventActionForm) } };
  },
  async update(_id, all, old, call) {
    await write(String(all["service"]), all, old["enableEventOrchestrationForService"], call);
  },
  async remove(id, _state, call) {
    await emptyPath(pathOf(id), null, call);
  },
};

async function write(id: string, all: Properties, before: unknown, call: RowCall): Promise<void> {
  const { sets, catchAll, enableEventOrchestrationForService: active } = all;
  await writePath(pathOf(id), id, { sets: sets as readonly Properties[], catchAll }, eventActionForm, call);
  if (active === undefined || active === before) return;
  await call.http.request("PUT", `${pathOf(id)}/active`, { active });
}

function extractionsOf({ sets, catchAll }: Properties): readonly Failure[] {
  const all = Array.isArray(sets) ? (sets as readonly Properties[]) : [];
  const inRules = all.flatMap(({ rules }, set) =>
    (Array.isArray(rules) ? (rules as readonly Properties[]) : []).flatMap(({ actions }, rule) =>
      extractionProblems(actions, `sets[${String(set)}].rules[${String(rule)}].actions`),
    ),
  );
  const rest = typeof catchAll === "object" && catchAll !== null ? (catchAll as Properties)["actions"] : undefined;
  return [...inRules, ...extractionProblems(rest, "catchAll.actions")];
}
