import type { MutationTable } from "./mutate.ts";
import { named, reasons, type KindMutations } from "./mutation-row.ts";

const byId =
  (collection: string): KindMutations["rows"] =>
  ({ id }, rows) => [rows.one(collection, { id: id.split("/").at(-1) })];
const adopted = { adoptExisting: reasons.engine };

/** How what the stacks declare at Neon is changed there. */
export const neonMutations: MutationTable = {
  "neon:Project": {
    rows: byId("neon.project"),
    wire: { allowedIpsProtectedBranchesOnly: "settings.allowed_ips.protected_branches_only" },
    untouched: {
      orgId: reasons.made,
      regionId: reasons.made,
      pgVersion: reasons.made,
      storePasswords: reasons.made,
      "branch.name": "name of the first branch when the project is made; the branch itself is declared too",
      "branch.roleName": "name of the first role when the project is made; the role itself is declared too",
      "branch.databaseName": "name of the first database when the project is made; the database itself is declared too",
    },
  },
  "neon:Branch": {
    rows: byId("neon.branch"),
    untouched: {
      ...named("projectId"),
      parentId: `${reasons.made}, but by a restore, which is an act (house decision 6)`,
      initSource: reasons.made,
      adoptRoot: reasons.engine,
    },
  },
  "neon:Endpoint": {
    rows: byId("neon.endpoint"),
    untouched: { ...named("projectId", "branchId"), type: reasons.made, ...adopted },
  },
  "neon:Role": {
    rows: ({ inputs }, rows) => [
      rows.below(rows.one("neon.branch", { id: inputs["branchId"] }), "neon.role", { name: inputs["name"] }),
    ],
    untouched: { ...named("projectId", "branchId", "name"), ...adopted },
  },
  "neon:Database": {
    rows: byId("neon.database"),
    untouched: { ...named("projectId", "branchId"), ...adopted },
  },
  "neon:SnapshotSchedule": {
    rows: ({ inputs }, rows) => [
      rows.below(rows.one("neon.branch", { id: inputs["branchId"] }), "neon.backup-schedule"),
    ],
    wire: { "schedule[].frequency": ({ drafts: [draft] }) => weekly(draft?.data["schedule"]) },
    untouched: named("projectId", "branchId"),
  },
};

function weekly(schedule: unknown): boolean {
  const [first] = schedule as Record<string, unknown>[];
  Object.assign(first ?? {}, { frequency: "weekly", day: 1 });
  return first !== undefined;
}
