import { resolution, type Problem, type Resolution } from "@launchgate/core";
import { logIndexPlans } from "./log-index-plan.ts";
import type { ObservabilityGlobalsArgs } from "./observability-globals.ts";

/** The index that every Datadog organisation starts with. */
const firstIndex = "main";

/** {@link ObservabilityGlobalsArgs} with defaults, judged. */
export interface ResolvedObservabilityGlobals {
  readonly args: ObservabilityGlobalsArgs;
  readonly otherIndexes: readonly string[];
  /** Datadog is in use; else nothing is declared. */
  readonly isUsed: boolean;
}

/** Fills defaults and judges the arguments; reports every problem. */
export function resolveObservabilityGlobals(args: ObservabilityGlobalsArgs): Resolution<ResolvedObservabilityGlobals> {
  const otherIndexes = args.otherLogIndexes ?? [firstIndex];
  const isUsed = args.vendors.datadog.plan !== "none";
  const problems = isUsed ? [...pagerProblems(args), ...indexProblems(args, otherIndexes)] : [];
  return resolution({ args, otherIndexes, isUsed }, problems);
}

function pagerProblems({ vendors, pagerDuty }: ObservabilityGlobalsArgs): Problem[] {
  if (pagerDuty || vendors.pagerduty.plan === "none") return [];
  return [
    {
      code: "datadog.pager-link-missing",
      path: "vendors.pagerduty.plan",
      value: vendors.pagerduty.plan,
      expected: "subdomain and API token of PagerDuty where PagerDuty is in use",
      fix: "Pass both, or set the plan of PagerDuty to none.",
    },
  ];
}

function indexProblems(args: ObservabilityGlobalsArgs, otherIndexes: readonly string[]): Problem[] {
  const { organization, services, stages } = args;
  const names = logIndexPlans({ classes: organization.complianceClasses, services, stages }).map((plan) => plan.name);
  const all = [...names, ...otherIndexes];
  const twice = [...new Set(all.filter((name, position) => all.indexOf(name) !== position))];
  return twice.map((name) => ({
    code: "datadog.log-index-collision",
    path: "organization.complianceClasses",
    value: name,
    expected: "one log index a class and stage, each with its own name <class>-<stage>",
    fix: "Rename the compliance class or the stage.",
  }));
}
