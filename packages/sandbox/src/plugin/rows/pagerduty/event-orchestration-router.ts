import { isUnknown, type Failure, type Properties } from "@launchgate/provider-kit";
import type { PluginRow } from "../../row.ts";
import { flag, inputs, list, object, text } from "./input.ts";
import { emptyPath, livePath, propertiesOfPath, textOf, writePath, type ActionForm } from "./orchestration-path.ts";

const pathOf = (id: unknown): string => `/event_orchestrations/${encodeURIComponent(String(id))}/router`;

const form: ActionForm = {
  to({ dynamicRouteTos, routeTo }) {
    const [dynamic] = (dynamicRouteTos ?? []) as readonly Properties[];
    if (dynamic === undefined) return { route_to: routeTo };
    const { lookupBy, regex, source } = dynamic;
    return { dynamic_route_to: { lookup_by: lookupBy, regex, source } };
  },
  from({ dynamic_route_to: dynamic, route_to: routeTo }) {
    if (typeof dynamic !== "object" || dynamic === null) return { routeTo };
    const { lookup_by: lookupBy, regex, source } = dynamic as Properties;
    return { dynamicRouteTos: [{ lookupBy, regex, source }] };
  },
};

/** Which service an event of an orchestration belongs to. It is there with the orchestration; removing it empties it. */
export const eventOrchestrationRouter: PluginRow = {
  type: "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_event_orchestration_path_router.go; schema of plugin 4.34.0",
  importId: "{eventOrchestration}",
  inputs: inputs({
    "eventOrchestration*": text,
    "catchAll*": object("RouterCatchAll", { "actions*": object("RouterCatchAllActions", { "routeTo*": text }) }),
    "set*": object("RouterSet", {
      "id*": text,
      rules: list(
        object("RouterRule", {
          id: text,
          label: text,
          disabled: flag,
          conditions: list(object("RouterCondition", { "expression*": text })),
          "actions*": object("RouterActions", {
            routeTo: text,
            dynamicRouteTos: list(
              object("RouterDynamicRouteTo", { "lookupBy*": text, "regex*": text, "source*": text }),
            ),
          }),
        }),
      ),
    }),
  }),
  settings: {
    "set.rules": { absent: [] },
    "set.rules[].label": { absent: "" },
    "set.rules[].disabled": { absent: false },
    "set.rules[].conditions": { absent: [] },
    "set.rules[].actions.routeTo": { absent: "" },
    "set.rules[].actions.dynamicRouteTos": { absent: [] },
  },
  check: routingProblems,
  async create(all, call) {
    const id = String(all["eventOrchestration"]);
    await writePath(pathOf(id), id, said(all), form, call);
    return { id };
  },
  async find(recorded, state, call) {
    const id = textOf(state["eventOrchestration"], recorded);
    const live = await livePath(pathOf(id), call);
    if (live === undefined) return undefined;
    const { sets, catchAll } = propertiesOfPath(live, form);
    return { id, properties: { eventOrchestration: id, set: sets[0] ?? null, catchAll } };
  },
  async update(_id, all, _old, call) {
    const id = String(all["eventOrchestration"]);
    await writePath(pathOf(id), id, said(all), form, call);
  },
  async remove(id, _state, call) {
    await emptyPath(pathOf(id), { route_to: "unrouted" }, call);
  },
};

function said({ set, catchAll }: Properties): { sets: readonly Properties[]; catchAll: unknown } {
  return { sets: [set as Properties], catchAll };
}

/** Rules on rules. Source: same, `checkDynamicRoutingRule`. */
function routingProblems({ set }: Properties): readonly Failure[] {
  const rules = (typeof set === "object" && set !== null ? (set as Properties)["rules"] : undefined) ?? [];
  if (!Array.isArray(rules)) return [];
  return (rules as readonly unknown[]).flatMap((rule, index) => {
    if (typeof rule !== "object" || rule === null) return [];
    return ruleProblems(rule as Properties, index, `set.rules[${String(index)}]`);
  });
}

function ruleProblems({ actions, conditions }: Properties, index: number, path: string): readonly Failure[] {
  if (typeof actions !== "object" || actions === null) return [];
  const { routeTo, dynamicRouteTos } = actions as Properties;
  if (isUnknown(dynamicRouteTos)) return [];
  const isDynamic = Array.isArray(dynamicRouteTos) && dynamicRouteTos.length > 0;
  const at = (field: string, reason: string): readonly Failure[] => [{ property: `${path}.${field}`, reason }];
  if (!isDynamic) {
    if (routeTo === "unrouted") return at("actions.routeTo", "must be the id of a service in a rule");
    return routeTo === undefined ? at("actions", "needs routeTo or dynamicRouteTos") : [];
  }
  return [
    ...(index > 0 ? at("actions.dynamicRouteTos", "is for the first rule only") : []),
    ...(Array.isArray(conditions) && conditions.length > 0
      ? at("conditions", "cannot be given with dynamicRouteTos")
      : []),
    ...(routeTo === undefined || routeTo === ""
      ? []
      : at("actions.routeTo", "cannot be given together with dynamicRouteTos")),
  ];
}
