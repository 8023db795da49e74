import { LaunchgateError } from "@launchgate/core";
import type { FaultInput } from "../world/fault-schema.ts";
import type { Fault } from "../world/faults.ts";
import type { World } from "../world/world.ts";
import { beginFault } from "./begin-fault.ts";

/** A bad day that can be had on demand. */
export interface Scenario {
  /** What happens, one plain sentence. */
  readonly title: string;
  readonly faults: readonly Omit<FaultInput, "scenario">[];
}

/** The bad days that can be had on demand, by name. */
export const scenarios = {
  "neon-outage": {
    title: "Neon is down: no database can be reached, and its API answers 503 to everything.",
    faults: [
      { vendor: "neon", effect: { kind: "error", status: 503 } },
      { vendor: "postgres", effect: { kind: "outage" } },
    ],
  },
  "neon-corruption": {
    title: "Every other row of every table is damaged: only a restore brings the data back.",
    faults: [{ vendor: "neon", effect: { kind: "corruption" }, share: 0.5 }],
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
  "mux-failure": {
    title: "Mux answers 503 to everything: players get the fallback.",
    faults: [{ vendor: "mux", effect: { kind: "error", status: 503 } }],
  },
  "expired-secret": {
    title: "The secret that the applications present to Mux has expired: Mux answers 401.",
    faults: [{ vendor: "mux", effect: { kind: "error", status: 401 } }],
  },
  "queue-backlog": {
    title: "The queue takes no messages: what is to be sent waits with the sender.",
    faults: [{ vendor: "queue", effect: { kind: "error", status: 503 } }],
  },
  "vercel-region-failure": {
    title: "A region of Vercel fails: half of all visitors get 503.",
    faults: [{ vendor: "edge", effect: { kind: "error", status: 503 }, share: 0.5 }],
  },
  "silent-responder": {
    title: "Whoever is paged first does not answer: the page goes to the next level.",
    faults: [{ vendor: "pagerduty", effect: { kind: "silence" } }],
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
export async function startScenario(world: World, name: string, until?: string): Promise<readonly Fault[]> {
  const scenario: Scenario | undefined = Object.hasOwn(scenarios, name) ? scenarios[name as ScenarioName] : undefined;
  if (!scenario) throw unknown(name);
  const isSet = world.faults.list().some((each) => each.scenario === name);
  if (isSet) world.faults.clear({ scenario: name });
  const bounded = until === undefined ? {} : { until };
  const begun = scenario.faults.map((fault) => beginFault(world, { ...fault, ...bounded, scenario: name }));
  const faults = await Promise.all(begun);
  world.timeline.note({ source: "fault", kind: "scenario.begun", text: scenario.title, data: { scenario: name } });
  return faults;
}

function unknown(name: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.scenario-unknown",
    message: `There is no scenario "${name}".`,
    fix: `Take one of: ${Object.keys(scenarios).join(", ")}.`,
  });
}
