import { productionAndStaging } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** What good means is measured for each service (O2, T2). */
export const requireObjectives = defineServiceRule({
  id: "across-service-require-objectives",
  title: "Each service has the objectives that the model states, at their target",
  cause: "An SLO of services.<id>.slos has no Datadog objective below the service's component, or another target.",
  why: "The ramp asks an objective that does not exist, gets no answer, and somebody turns the question off.",
  fix: "Let components/datadog make the objectives; targets stand in services.<id>.slos.",
  requirements: ["O2", "T2"],
  severity: "high",
  levels: productionAndStaging,
  tags: ["slo"],
  link: "https://docs.datadoghq.com/service_management/service_level_objectives/",
  features: ["datadog-slos"],
  vendor: "datadog",
  needs: ["datadog:index/serviceLevelObjective:ServiceLevelObjective"],
  lacks: ({ id, facts }, found) =>
    Object.entries(facts.slos).flatMap(([slo, { target }]) => {
      const objective = found.find((each) => each.texts("tags").includes(`slo:${slo}`));
      if (objective === undefined) return [`objective "${slo}" of service "${id}" is not measured`];
      const told = objective.items("thresholds").map((each) => each.number("target") ?? "none");
      return told.includes(target)
        ? []
        : [`objective "${slo}" of service "${id}" has the target ${told.join(", ")}, the plan says ${String(target)}`];
    }),
});
