import { minutes } from "@launchgate/core";
import { definePlanRule } from "./define-plan-rule.ts";

/** No step is passed on silence (T2, T4). */
export const requireEvidence = definePlanRule({
  id: "plan-ramp-require-evidence",
  title: "Each step with visitors is watched, and needs requests for a verdict",
  cause: "A step has no observation time, needs no request, or its thresholds can never abort.",
  why: "A step that passes without a request promotes a version that nobody could reach.",
  fix: "Give the step an observation of minutes, minimumRequests above 0 and thresholds below 100 percent.",
  requirements: ["T2", "T4"],
  severity: "critical",
  tags: ["traffic"],
  check: ({ ramp }) =>
    ramp.flatMap(({ percent, observation, minimumRequests, abort }) => [
      ...(minutes(observation) >= 1 ? [] : [`the step at ${String(percent)} percent is watched for ${observation}`]),
      ...(percent === 0 || minimumRequests > 0
        ? []
        : [`the step at ${String(percent)} percent passes without a request`]),
      ...(abort.errorRatePercent < 100 ? [] : [`the step at ${String(percent)} percent aborts at no error rate`]),
    ]),
});
