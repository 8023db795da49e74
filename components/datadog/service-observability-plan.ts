import { resolution, seconds, type Problem, type Resolution } from "@launchgate/core";
import { alertContext, type AlertContext } from "./alert-context.ts";
import { plannedWorkProblems, worksOf, type PlannedWorkArgs } from "./planned-work.ts";
import type { ServiceObservabilityArgs } from "./service-observability-args.ts";

/** {@link ServiceObservabilityArgs}, judged. */
export interface ResolvedServiceObservability {
  readonly args: ServiceObservabilityArgs;
  readonly context: AlertContext;
  readonly works: PlannedWorkArgs["works"];
  /** Datadog is in use; else nothing is declared. */
  readonly isUsed: boolean;
}

/** Judges the arguments; reports every problem. */
export function resolveServiceObservability(args: ServiceObservabilityArgs): Resolution<ResolvedServiceObservability> {
  const works = worksOf(args.release, args.serviceId, args.stageId);
  const problems = [
    ...urlProblems(args),
    ...pagerProblems(args),
    ...smokeProblems(args),
    ...sloProblems(args),
    ...plannedWorkProblems(works),
  ];
  const isUsed = args.vendors.datadog.plan !== "none";
  return resolution({ args, context: alertContext(args), works, isUsed }, problems);
}

function urlProblems({ serviceId, url }: ServiceObservabilityArgs): Problem[] {
  if (/^https:\/\/[^/\s]+(?:\/[^\s]*[^/\s])?$/.test(url)) return [];
  return [
    {
      code: "datadog.url",
      path: `services.${serviceId}.url`,
      value: url,
      expected: "an https:// address without a slash at the end",
      fix: "Give the address under which the service answers in this stage.",
    },
  ];
}

function pagerProblems({ stageId, stage, vendors, pagerDuty }: ServiceObservabilityArgs): Problem[] {
  const path = `stages.${stageId}.paging`;
  if (!pagerDuty) {
    if (stage.paging === "nobody" || vendors.pagerduty.plan === "none") return [];
    return [
      {
        code: "datadog.pager-missing",
        path,
        value: stage.paging,
        expected: "PagerDuty services for a stage that pages",
        fix: 'Pass the PagerDuty services and their keys, or set "paging" to "nobody".',
      },
    ];
  }
  return [pagerDuty.serviceName, pagerDuty.ticketServiceName]
    .filter((name) => !/^[A-Za-z0-9._-]+$/.test(name))
    .map((value) => ({
      code: "datadog.pager-name",
      path,
      value,
      expected: "letters, digits, dots, underscores and hyphens: the name is a handle in Datadog",
      fix: "Rename the PagerDuty service, such as web-prod.",
    }));
}

/** Datadog's range of a synthetic test's interval, seconds. */
const intervals = { shortest: 30, longest: 604_800 };

function smokeProblems({ serviceId, service, stageId, stage }: ServiceObservabilityArgs): Problem[] {
  const every = seconds(service.smoke.every);
  const isInRange = Number.isInteger(every) && every >= intervals.shortest && every <= intervals.longest;
  const isLonely = stage.paging === "people" && new Set(stage.syntheticLocations).size < 2;
  return [
    ...(isInRange
      ? []
      : [
          {
            code: "datadog.smoke-interval",
            path: `services.${serviceId}.smoke.every`,
            value: service.smoke.every,
            expected: "30 seconds to 7 days, in whole seconds",
            fix: 'Give an interval such as "5 minutes".',
          },
        ]),
    ...(isLonely
      ? [
          {
            code: "datadog.smoke-locations",
            path: `stages.${stageId}.syntheticLocations`,
            value: stage.syntheticLocations,
            expected: "two locations or more where people are paged",
            fix: "Add a location: one alone may have trouble of its own.",
          },
        ]
      : []),
  ];
}

function sloProblems({ serviceId, service }: ServiceObservabilityArgs): Problem[] {
  return Object.entries(service.slos)
    .filter(([, slo]) => slo.indicator === "latency" && slo.thresholdMilliseconds === undefined)
    .map(([id]) => ({
      code: "slo.latency-without-threshold",
      path: `services.${serviceId}.slos.${id}.thresholdMilliseconds`,
      value: undefined,
      expected: "the slowest good answer in milliseconds",
      fix: 'Add "thresholdMilliseconds": without it no answer is slow.',
    }));
}
