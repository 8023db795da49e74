import type { Data, Entity } from "../../world/entity.ts";
import type { World } from "../../world/world.ts";

/** Something deleted that can come back, with everything that belonged to it. */
export interface TrashData extends Data {
  readonly kind: "project" | "branch";
  readonly id: string;
  readonly deletedAt: number;
  /** Whether a person deleted it or its time was over. */
  readonly by: "user" | "ttl";
  /** Itself first, then what is beneath it. */
  readonly rows: readonly Entity[];
}

const collection = "neon.trash";

/** How long a deleted project or branch can be recovered, milliseconds: 7 days. Source: specification, `recover`. */
const keptFor = 7 * 86_400_000;

/** Collections whose rows belong to a branch or a project, as far as they come back. */
const beneath = {
  branch: ["neon.role", "neon.database", "neon.backup-schedule"],
  project: [
    "neon.branch",
    "neon.endpoint",
    "neon.permission",
    "neon.vpc-endpoint",
    "neon.operation",
    "neon.snapshot",
    "neon.cluster",
  ],
} as const;

/** Computes of a branch. */
export function computesOf({ parent, data }: Entity, { store }: World): Entity[] {
  return store.children("neon.endpoint", parent).filter((each) => each.data["branch_id"] === data["id"]);
}

/** Removes a branch with its computes; with a time of deletion it can be recovered for seven days. */
export function removeBranch(branch: Entity, world: World, deletedAt?: number, by: TrashData["by"] = "user"): void {
  const computes = computesOf(branch, world);
  if (deletedAt !== undefined)
    discard([...ofBranch(branch, world), ...computes], world, { kind: "branch", deletedAt, by });
  for (const { key } of [...computes, branch]) world.store.remove(key);
}

/** Keeps a project that is about to be removed, for seven days. */
export function keepProject(project: Entity, world: World, deletedAt: number): void {
  const own = beneath.project.flatMap((name) => world.store.children(name, project.key));
  const rows = own.flatMap((row) => (row.key.startsWith("neon.branch:") ? ofBranch(row, world) : [row]));
  discard([project, ...rows], world, { kind: "project", deletedAt, by: "user" });
}

function ofBranch(branch: Entity, { store }: World): Entity[] {
  return [branch, ...beneath.branch.flatMap((name) => store.children(name, branch.key))];
}

function discard(rows: readonly Entity[], { store }: World, how: Pick<TrashData, "kind" | "deletedAt" | "by">): void {
  const [itself] = rows;
  const parent = how.kind === "branch" ? (itself?.parent ?? null) : null;
  const data = { ...how, id: String(itself?.data["id"]), rows };
  store.add<TrashData>(collection, { parent, at: how.deletedAt, data });
}

/** What was deleted and can come back; of branches those of one project. */
export function recoverable(
  world: World,
  kind: TrashData["kind"],
  parent: string | null,
): readonly Entity<TrashData>[] {
  return world.store.children<TrashData>(collection, parent).filter(({ data }) => data.kind === kind);
}

/** Every row that can still come back. */
export function everyTrashed({ store }: World): readonly Entity[] {
  return store.all<TrashData>(collection).flatMap(({ data }) => data.rows);
}

/** Until when something deleted can come back: sandbox time, milliseconds since 1970. */
export function recoverableUntil({ data }: Entity<TrashData>): number {
  return data.deletedAt + keptFor;
}

/** Puts something deleted back, with everything that belonged to it: branches without end, computes asleep. */
export function recover(trashed: Entity<TrashData>, { store }: World): Entity {
  const rows = trashed.data.rows.map((row) => store.put({ ...row, data: { ...row.data, ...recovered(row) } }));
  store.remove(trashed.key);
  return rows[0] ?? trashed;
}

/** Source: specification, `recoverProjectBranch`. */
function recovered({ key }: Entity): Data {
  if (key.startsWith("neon.branch:")) return { expires_at: null };
  return key.startsWith("neon.endpoint:") ? { startedAt: null, stoppedAt: null } : {};
}

/** Removes for good what was deleted more than seven days ago. */
export function emptyTrash({ store }: World, now: number): void {
  const over = store.all<TrashData>(collection).filter(({ data }) => data.deletedAt + keptFor <= now);
  for (const { key } of over) store.remove(key);
}
