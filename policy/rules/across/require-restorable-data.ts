import { days } from "@launchgate/core";
import { productionAndStaging } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

const SECONDS_A_DAY = 86_400;

/** Data go back as far as a release can (B1, B5). */
export const requireRestorableData = defineServiceRule({
  id: "across-service-require-restorable-data",
  title: "Each service with a database can restore its data for the whole rollback window",
  cause:
    "There is no Neon project below the service's component, or its history is shorter than stages.<stage>.rollbackWindow.",
  why: "The release can be undone and its data cannot: the old version meets rows that it does not understand.",
  fix: "Set stages.<stage>.database.restoreWindow to the rollback window or longer.",
  requirements: ["B1", "B5", "B7"],
  severity: "critical",
  levels: productionAndStaging,
  tags: ["rollback", "backup"],
  link: "https://neon.com/docs/introduction/restore-window",
  vendor: "neon",
  needs: ["neon:index:Project"],
  lacks: ({ id, facts }, found, { plan }) => {
    if (!facts.hasDatabase || plan.stage === null) return [];
    if (found.length === 0) return [`the database of service "${id}" is not there`];
    const needed = days(plan.stage.rollbackWindow);
    return found
      .map((each) => (each.number("historyRetentionSeconds") ?? 0) / SECONDS_A_DAY)
      .filter((kept) => kept < needed)
      .map((kept) => `data of service "${id}" go back ${String(kept)} days, a release ${String(needed)}`);
  },
});
