import { defineRule, productionOnly, when } from "../../define-rule.ts";

/** What cannot be made again is not deleted in passing (B7). */
export const protectData = defineRule({
  id: "across-resource-protect-data",
  title: "Resources that hold data or history are protected in production",
  cause: "A database, its branch, a store of kill switches, a project or an objective is not protected in the stack.",
  why: "A renamed key replaces the resource, and the data are gone with a green run.",
  fix: "Leave the component's protection on. A deletion that is wanted gets a waiver, whose owner approves it by name.",
  requirements: ["B7", "L4"],
  severity: "critical",
  levels: { ...productionOnly, foreign: "advisory" },
  types: [
    "neon:index:Project",
    "neon:index:Branch",
    "neon:index:Database",
    "vercel:index/project:Project",
    "vercel:index/edgeConfig:EdgeConfig",
    "vercel:index/projectDomain:ProjectDomain",
    "pagerduty:index/service:Service",
    "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  ],
  tags: ["deletion"],
  link: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  scope: "resource",
  check: (resource) => when(!resource.protect, `"${resource.name}" can be deleted by an update`),
});
