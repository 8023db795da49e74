import { isUnknown, type Failure, type Properties } from "@launchgate/provider-kit";

const secondsOfDay = 86_400;

/** Layers as they are sent; `ids` are those of the live layers at the same places. */
export function toLayers(layers: unknown, ids: readonly unknown[] = []): readonly Properties[] {
  return (layers as readonly Properties[]).map((layer, index) => ({
    ...(ids[index] === undefined ? {} : { id: ids[index] }),
    ...(layer["name"] === undefined ? {} : { name: layer["name"] }),
    start: layer["start"],
    end: layer["end"] ?? null,
    // The official provider converts this one to UTC before it sends it.
    rotation_virtual_start: new Date(String(layer["rotationVirtualStart"])).toISOString(),
    rotation_turn_length_seconds: layer["rotationTurnLengthSeconds"],
    users: (layer["users"] as readonly unknown[]).map((id) => ({ user: { id, type: "user_reference" } })),
    restrictions: ((layer["restrictions"] ?? []) as readonly Properties[]).map(toRestriction),
  }));
}

function toRestriction(restriction: Properties): Properties {
  return {
    type: restriction["type"],
    start_time_of_day: restriction["startTimeOfDay"],
    duration_seconds: restriction["durationSeconds"],
    ...(restriction["startDayOfWeek"] === undefined ? {} : { start_day_of_week: restriction["startDayOfWeek"] }),
  };
}

/** Live layers that are not over, oldest first: PagerDuty gives the newest first and forgets none. */
export function runningLayers(answer: unknown, now: number): readonly Properties[] {
  const layers = Array.isArray(answer) ? (answer as readonly Properties[]) : [];
  return layers.filter(({ end }) => typeof end !== "string" || Date.parse(end) > now).toReversed();
}

/** Layers as programs say them. */
export function fromLayers(layers: readonly Properties[], declared: unknown, now: number): readonly Properties[] {
  return withStarts(layers.map(fromLayer), declared, now);
}

function fromLayer(layer: Properties): Properties {
  return {
    id: layer["id"],
    name: layer["name"],
    start: layer["start"],
    end: layer["end"] ?? undefined,
    rotationVirtualStart: layer["rotation_virtual_start"],
    rotationTurnLengthSeconds: layer["rotation_turn_length_seconds"],
    users: (layer["users"] as readonly { readonly user: Properties }[]).map(({ user }) => user["id"]),
    restrictions: ((layer["restrictions"] ?? []) as readonly Properties[]).map((each) => ({
      type: each["type"],
      startTimeOfDay: each["start_time_of_day"],
      durationSeconds: each["duration_seconds"],
      startDayOfWeek: each["start_day_of_week"],
    })),
  };
}

/** Live layers with the declared starts where those make no difference: where both are past. */
export function withStarts(layers: unknown, declared: unknown, now: number): readonly Properties[] {
  const [live, wanted] = [layers, declared].map((each) => (Array.isArray(each) ? (each as readonly Properties[]) : []));
  return (live ?? []).map((layer, index) => {
    const said = wanted?.[index]?.["start"];
    return isPast(layer["start"], now) && isPast(said, now) ? { ...layer, start: said } : layer;
  });
}

function isPast(moment: unknown, now: number): boolean {
  return typeof moment === "string" && Date.parse(moment) <= now;
}

/** What is wrong with hours of layers. Source: resource_pagerduty_schedule.go, `CustomizeDiff`. */
export function restrictionProblems(layers: unknown): readonly Failure[] {
  if (!Array.isArray(layers)) return [];
  return (layers as readonly unknown[]).flatMap((layer, index) => {
    const { restrictions } = isUnknown(layer) ? ({} as Properties) : (layer as Properties);
    if (!Array.isArray(restrictions)) return [];
    return (restrictions as readonly Properties[]).flatMap((each, place) =>
      problemsOf(each, `layers[${String(index)}].restrictions[${String(place)}]`),
    );
  });
}

function problemsOf({ type, startDayOfWeek: day, durationSeconds }: Properties, path: string): readonly Failure[] {
  const isDaily = type === "daily_restriction";
  const tooLong = isDaily && typeof durationSeconds === "number" && durationSeconds >= secondsOfDay;
  const hasDay = day !== undefined && day !== 0;
  return [
    ...(isDaily && hasDay ? [{ property: `${path}.startDayOfWeek`, reason: "is for weekly restrictions only" }] : []),
    ...(type === "weekly_restriction" && !hasDay
      ? [{ property: `${path}.startDayOfWeek`, reason: "is required for a weekly restriction" }]
      : []),
    ...(tooLong ? [{ property: `${path}.durationSeconds`, reason: "must be shorter than a day" }] : []),
  ];
}
