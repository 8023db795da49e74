import { burnAlerts, burnCeiling, isReachable } from "../domain/slo.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Slo } from "../schema/services.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

interface PlacedSlo {
  readonly path: KeyPath;
  readonly slo: Slo;
}

const slosOf = (model: Model, serviceId: string): PlacedSlo[] =>
  Object.entries(own(model.services, serviceId)?.slos ?? {}).map(([id, slo]) => ({
    path: ["services", serviceId, "slos", id],
    slo,
  }));

const allSlos = (model: Model): PlacedSlo[] => Object.keys(model.services).flatMap((id) => slosOf(model, id));

function thresholds({ path, slo }: PlacedSlo): Problem[] {
  const at = [...path, "thresholdMilliseconds"];
  const given = slo.thresholdMilliseconds;
  return [
    ...problemIf(slo.indicator === "latency" && given === undefined, () =>
      problem(
        "slo.latency-without-threshold",
        at,
        undefined,
        "the slowest good answer in milliseconds, 1 to 60000",
        'Add "thresholdMilliseconds": without it no answer is slow.',
      ),
    ),
    ...problemIf(slo.indicator === "availability" && given !== undefined, () =>
      problem(
        "slo.threshold-unused",
        at,
        given,
        "no threshold: availability counts answers, however slow",
        'Remove the key, or make the indicator "latency".',
      ),
    ),
  ];
}

function unheardPages({ path, slo }: PlacedSlo): Problem[] {
  const { alerts, ceiling, unreachable } = burnAlerts({ targetPercent: slo.target, period: slo.period });
  const lowest = Math.min(...unreachable.filter(({ severity }) => severity === "page").map(({ factor }) => factor));
  return problemIf(!alerts.some(({ severity }) => severity === "page"), () =>
    problem(
      "slo.page-unreachable",
      [...path, "target"],
      slo.target,
      `a target at which a burn rate of ${String(lowest)} is possible; here it cannot exceed ${String(ceiling)}`,
      "Raise the target: as it is nobody would ever be paged.",
    ),
  );
}

/** Services of the stages in which traffic moves by the ramp. */
function rampedServices({ stacks, stages }: Model): Set<string> {
  return new Set(
    Object.values(stacks).flatMap((stack) =>
      stack.kind === "stage" && own(stages, stack.stage)?.traffic === "gated" ? stack.services : [],
    ),
  );
}

function rampThresholds(model: Model): Problem[] {
  const slos = [...rampedServices(model)].flatMap((id) => slosOf(model, id));
  const laxest = slos.reduce<PlacedSlo | undefined>(
    (low, each) => (low && low.slo.target <= each.slo.target ? low : each),
    undefined,
  );
  if (!laxest) return [];
  const ceiling = burnCeiling(laxest.slo.target);
  return model.release.ramp.flatMap(({ abort }, index) =>
    problemIf(!isReachable(abort.burnRate, ceiling), () =>
      problem(
        "ramp.burn-unreachable",
        ["release", "ramp", index, "abort", "burnRate"],
        abort.burnRate,
        `less than ${String(ceiling)}, the burn rate of ${laxest.path.join(".")} when every request fails: 1/(1 - target)`,
        "Lower the threshold or raise the target: as it is this step would never abort.",
      ),
    ),
  );
}

function disorderedDependencies(model: Model): Problem[] {
  return Object.entries(model.services).flatMap(([serviceId, service]) =>
    Object.entries(service.dependencies).flatMap(([id, { warning, critical }]) =>
      problemIf(warning >= critical, () =>
        problem(
          "dependency.warning-above-critical",
          ["services", serviceId, "dependencies", id, "warning"],
          warning,
          `less than the critical value ${String(critical)}`,
          "Lower the warning: people are told before they are paged.",
        ),
      ),
    ),
  );
}

/** What is measured can speak. */
export const sloRules: readonly ModelRule[] = [
  {
    id: "slos",
    title: "A latency objective has a threshold, and at every target somebody can still be paged.",
    codes: ["slo.latency-without-threshold", "slo.threshold-unused", "slo.page-unreachable"],
    requirements: ["O2"],
    check: ({ model }) => [...allSlos(model).flatMap(thresholds), ...allSlos(model).flatMap(unheardPages)],
  },
  {
    id: "ramp-burn-rate",
    title: "The burn rate that aborts a step can be reached at every target of the services that move by the ramp.",
    codes: ["ramp.burn-unreachable"],
    requirements: ["T2", "T4", "O2"],
    check: ({ model }) => rampThresholds(model),
  },
  {
    id: "dependencies",
    title: "People are told of a failing dependency before they are paged for it.",
    codes: ["dependency.warning-above-critical"],
    requirements: ["D1", "O2"],
    check: ({ model }) => disorderedDependencies(model),
  },
];
