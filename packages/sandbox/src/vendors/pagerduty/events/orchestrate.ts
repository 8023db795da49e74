import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { ServiceData } from "../types.ts";
import { fieldOf, holds, isUnderstood, textOf } from "./conditions.ts";
import { severities, type PagerEvent } from "./event.ts";

interface Rule {
  readonly label?: string;
  readonly disabled?: boolean;
  readonly conditions?: readonly { readonly expression: string }[];
  readonly actions: Data;
}

interface PathData extends Data {
  readonly sets: readonly { readonly id: string; readonly rules: readonly Rule[] }[];
  readonly catch_all: { readonly actions: Data };
}

/** What the rules of a service make of an event. */
export interface Verdict {
  readonly event: PagerEvent;
  readonly suppressed: boolean;
  readonly dropped: boolean;
  /** Seconds that it waits before it makes an incident; 0: none. */
  readonly pausedFor: number;
  /** Remarks for the incident. */
  readonly notes: readonly string[];
}

/** The service that an orchestration's router leads an event to, if any. */
export function routed(world: World, orchestration: Entity, event: PagerEvent): Entity<ServiceData> | undefined {
  const [router] = world.store.children<PathData>("pagerduty.orchestration-router", orchestration.key);
  const services = world.store.all<ServiceData>("pagerduty.service");
  for (const rule of matching(world, router?.data.sets[0]?.rules ?? [], event)) {
    const named = dynamic(rule.actions["dynamic_route_to"] as Data | undefined, event);
    const byRule = services.find(({ data }) => data.id === rule.actions["route_to"]);
    const found = (named && services.find(({ data }) => data[named.field] === named.value)) ?? byRule;
    if (found) return found;
  }
  return services.find(({ data }) => data.id === router?.data.catch_all.actions["route_to"]);
}

function dynamic(to: Data | undefined, event: PagerEvent): { field: "id" | "name"; value: string } | undefined {
  if (!to) return undefined;
  const found = new RegExp(to["regex"] as string).exec(textOf(fieldOf(event, to["source"] as string)));
  return found ? { field: to["lookup_by"] === "service_id" ? "id" : "name", value: found[1] ?? found[0] } : undefined;
}

/** What the rules of a service make of an event; nothing where they are not switched on. */
export function judged(world: World, service: Entity, event: PagerEvent): Verdict {
  const as: Verdict = { event, suppressed: false, dropped: false, pausedFor: 0, notes: [] };
  const [active] = world.store.children("pagerduty.service-orchestration-active", service.key);
  const [path] = world.store.children<PathData>("pagerduty.orchestration-service", service.key);
  if (active?.data["active"] !== true || !path) return as;
  return throughSet(world, path.data, "start", as);
}

function throughSet(world: World, path: PathData, id: string, verdict: Verdict): Verdict {
  const rules = path.sets.find((each) => each.id === id)?.rules ?? [];
  const [rule] = matching(world, rules, verdict.event);
  const actions = rule?.actions ?? path.catch_all.actions;
  const next = acted(verdict, actions);
  const onward = rule === undefined ? undefined : actions["route_to"];
  return typeof onward === "string" && onward !== id ? throughSet(world, path, onward, next) : next;
}

function matching(world: World, rules: readonly Rule[], event: PagerEvent): readonly Rule[] {
  return rules.filter(({ disabled, conditions = [], label }) => {
    const strange = conditions.find(({ expression }) => !isUnderstood(expression));
    if (strange) tellStrange(world, label ?? "", strange.expression);
    return (
      disabled !== true && (conditions.length === 0 || conditions.some(({ expression }) => holds(expression, event)))
    );
  });
}

function tellStrange(world: World, label: string, expression: string): void {
  const text = `The sandbox does not understand a condition of the rule "${label}", and takes it as not met: ${expression}`;
  world.timeline.note({ source: "pagerduty", kind: "orchestration.not-understood", text });
}

function acted({ event, notes, ...before }: Verdict, actions: Data): Verdict {
  const severity = severities.find((each) => each === actions["severity"]);
  const action = actions["event_action"] === "resolve" ? "resolve" : event.event_action;
  const extracted = ((actions["extractions"] ?? []) as readonly Data[]).reduce(extract, event);
  const payload = extracted.payload && severity ? { ...extracted.payload, severity } : extracted.payload;
  return {
    event: { ...extracted, event_action: action, payload },
    suppressed: before.suppressed || actions["suppress"] === true,
    dropped: before.dropped || actions["drop_event"] === true,
    pausedFor: typeof actions["suspend"] === "number" ? actions["suspend"] : before.pausedFor,
    notes: typeof actions["annotate"] === "string" ? [...notes, actions["annotate"]] : notes,
  };
}

/** Sets a field of an event: from a template with `{{event.x}}`, or from what a regular expression finds in another field. */
function extract(event: PagerEvent, { target, template, regex, source }: Data): PagerEvent {
  const value =
    typeof template === "string"
      ? template.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => textOf(fieldOf(event, path)))
      : found(regex, fieldOf(event, String(source)));
  const [, first, ...rest] = String(target).split(".");
  if (value === undefined || first === undefined || event.payload === undefined) return event;
  if (first === "dedup_key") return { ...event, dedup_key: value };
  const [detail] = rest;
  const payload =
    first === "custom_details" && detail !== undefined
      ? { ...event.payload, custom_details: { ...event.payload.custom_details, [detail]: value } }
      : { ...event.payload, [first]: value };
  return { ...event, payload };
}

function found(regex: unknown, value: unknown): string | undefined {
  if (typeof regex !== "string" || value === undefined) return undefined;
  const match = new RegExp(regex).exec(textOf(value));
  return match?.[1] ?? match?.[0];
}
