import { LaunchgateError } from "@launchgate/core";
import type { Fault, FaultInput } from "../world/faults.ts";
import type { World } from "../world/world.ts";

/** A bad day that can be had on demand. */
export interface Scenario {
  /** What happens, one plain sentence. */
  readonly title: string;
  readonly faults: readonly Omit<FaultInput, "scenario">[];
}

/** The bad days that can be had on demand, by name. */
export const scenarios = {
  "neon-outage": {
    title: "Neon's control plane answers 503 to everything.",
    faults: [{ vendor: "neon", effect: { kind: "error", status: 503 } }],
  },
  "neon-slow": {
    title: "Neon's control plane takes five seconds for each answer.",
    faults: [{ vendor: "neon", effect: { kind: "latency", milliseconds: 5_000 } }],
  },
  "neon-lost-answers": {
    title: "Every third write at Neon takes effect, and its answer never comes.",
    faults: (["POST", "PATCH", "DELETE"] as const).map((method) => ({
      ...{ vendor: "neon" as const, method, share: 1 / 3 },
      effect: { kind: "timeout" as const, effect: "after" as const },
    })),
  },
  "vercel-outage": {
    title: "Vercel's API breaks every connection.",
    faults: [{ vendor: "vercel", effect: { kind: "outage" } }],
  },
  "vercel-partial": {
    title: "Every fourth call at Vercel fails.",
    faults: [{ vendor: "vercel", effect: { kind: "error", status: 502 }, share: 0.25 }],
  },
  "github-rate-limit": {
    title: "GitHub refuses every call for a minute: too many.",
    faults: [{ vendor: "github", effect: { kind: "rate-limit", retryAfterSeconds: 60 } }],
  },
  "github-expired-token": {
    title: "GitHub knows our token no more.",
    faults: [{ vendor: "github", effect: { kind: "error", status: 401 } }],
  },
  "vercel-expired-token": {
    title: "Vercel knows our token no more.",
    faults: [{ vendor: "vercel", effect: { kind: "error", status: 403 } }],
  },
  "datadog-blind": {
    title: "Datadog takes no metrics, so that monitors lose their data.",
    faults: [{ vendor: "datadog", path: "/api/v2/series", effect: { kind: "error", status: 503 } }],
  },
  "pagerduty-outage": {
    title: "PagerDuty takes no events and answers nothing.",
    faults: [{ vendor: "pagerduty", effect: { kind: "timeout", effect: "before" } }],
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** Names of the {@link scenarios}. */
export type ScenarioName = keyof typeof scenarios;

/**
 * Sets the faults of a scenario; one that is set already is set anew.
 *
 * @throws LaunchgateError `sandbox.scenario-unknown`
 */
export function startScenario(world: World, name: string, until?: string): readonly Fault[] {
  const scenario: Scenario | undefined = Object.hasOwn(scenarios, name) ? scenarios[name as ScenarioName] : undefined;
  if (!scenario) throw unknown(name);
  const isSet = world.faults.list().some((each) => each.scenario === name);
  if (isSet) world.faults.clear({ scenario: name });
  world.timeline.note({ source: "fault", kind: "scenario.begun", text: scenario.title, data: { scenario: name } });
  const bounded = until === undefined ? {} : { until };
  return scenario.faults.map((fault) => world.faults.add({ ...fault, ...bounded, scenario: name }));
}

function unknown(name: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.scenario-unknown",
    message: `There is no scenario "${name}".`,
    fix: `Take one of: ${Object.keys(scenarios).join(", ")}.`,
  });
}
