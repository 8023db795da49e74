import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { branch } from "./branch.ts";
import { refuseWithoutFeature } from "./plan-rules.ts";

type Item = z.infer<typeof item>;

/** When snapshots of a branch are made, as kept. */
export interface BackupScheduleData extends Data {
  readonly schedule: readonly Item[];
}

const item = z.object({
  frequency: z.enum(["hourly", "daily", "weekly", "monthly", "yearly"]),
  hour: z.number().int().min(0).max(23).optional(),
  day: z.number().int().min(1).max(31).optional(),
  month: z.number().int().min(1).max(12).optional(),
  retention_seconds: z.number().int().min(3600).optional(),
});

const at = "/projects/{project_id}/branches/{branch_id}/backup_schedule";

/** Schedule of a branch's snapshots (B7): empty until it is set, always set whole. */
export const backupSchedule = resource<BackupScheduleData>({
  vendor: "neon",
  name: "backup-schedule",
  source: `public-v2 specification ${at}`,
  parent: branch,
  identity: {},
  operations: { read: `GET ${at} -> 200`, upsert: `PUT ${at} -> 200 {}` },
  scopes: { read: "read", write: "write" },
  input: z.object({ schedule: z.array(item) }),
  defaults: () => ({ schedule: [] }),
  check({ schedule }, { world }) {
    if (schedule.length > 0) refuseWithoutFeature(world, "neon-snapshots", "a snapshot schedule");
    return schedule.flatMap(itemProblems);
  },
});

/** Days of a week are 1-7, those of a month 1-31; each frequency needs what names its moment [unverified in detail]. */
function itemProblems({ frequency, day, month }: Item, index: number): FieldProblem[] {
  const problem = (field: string, message: string): FieldProblem => ({
    path: ["schedule", index, field],
    code: "range",
    message,
  });
  return [
    ...(frequency === "weekly" && (day ?? 1) > 7 ? [problem("day", "must be between 1 and 7")] : []),
    ...(month !== undefined && frequency !== "yearly" ? [problem("month", "is only for yearly snapshots")] : []),
  ];
}
