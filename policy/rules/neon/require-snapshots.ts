import { seconds } from "@launchgate/core";
import { defineRule, when, productionOnly } from "../../define-rule.ts";

/** Backups are made by themselves, and kept long enough (B7). */
export const requireSnapshots = defineRule({
  id: "neon-snapshot-require-schedule",
  title: "Each production database is snapshot on a schedule that covers the rollback window",
  cause:
    "A project has no SnapshotSchedule, an empty one, or one whose snapshots are deleted before the rollback window ends.",
  why: "History ends with the project: without a snapshot a deleted project is gone.",
  fix: "Set stages.<stage>.database.snapshots.",
  requirements: ["B7"],
  severity: "high",
  levels: productionOnly,
  types: ["neon:index:Project"],
  tags: ["backup"],
  link: "https://neon.com/docs/guides/backup-restore",
  features: ["neon-snapshots"],
  scope: "plan",
  check: (project, { graph, plan }) => {
    if (plan.stage === null) return [];
    const name = project.text("name") ?? project.name;
    const schedules = graph.usersOf(project, "neon:index:SnapshotSchedule").flatMap((each) => each.items("schedule"));
    if (schedules.length === 0) return [`"${name}" takes no snapshots`];
    const longest = Math.max(...schedules.map((each) => each.number("retentionSeconds") ?? 0));
    return when(
      longest < seconds(plan.stage.rollbackWindow),
      `snapshots of "${name}" are kept ${String(longest / 86_400)} days, a release goes back ${plan.stage.rollbackWindow}`,
    );
  },
});
