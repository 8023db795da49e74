import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { invalid, missing, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate, siblings } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Entity } from "../../../world/entity.ts";
import { dataPlaneOf, type DataPlane, type HistoryPoint } from "../data-plane.ts";
import { momentOfLsn } from "../history.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { momentProblems } from "../tables/branch-rules.ts";
import type { DatabaseData } from "../tables/database.ts";
import { id, moment, postgresName } from "../tables/fields.ts";
import { project } from "../tables/project.ts";

const one = "/projects/{project_id}/branches/{branch_id}";

const at = { db_name: postgresName, lsn: z.string().optional(), timestamp: moment.optional() };
const schemaFields = z.object({ ...at, format: z.enum(["sql", "json"]).optional() });
const compareFields = z.object({
  ...at,
  base_branch_id: id.optional(),
  base_lsn: z.string().optional(),
  base_timestamp: moment.optional(),
});

/** Lines around a change; Neon docs, "Schema diff", show three. */
const context = 3;

/** Schemas of databases, and how those of two branches differ. Statuses and words of refusals are [unverified]. */
export const schemaRoutes: readonly Route[] = [read("schema", schema), read("compare_schema", compareSchema)];

function read(last: string, runAsync: (call: Call) => Promise<Answer>): Route {
  const template = `${one}/${last}`;
  const source = `public-v2 specification ${template}; Neon docs, "Schema diff"; facts/endpoints.md section 5`;
  return { method: "GET", template, scope: "read", statuses: [200], source, runAsync };
}

async function schema(call: Call): Promise<Answer> {
  const source = locate(branch, call);
  const { db_name, lsn, timestamp, format } = asked(schemaFields, call);
  if (format === "json") throw refuse("format json is not supported by the sandbox: ask for format sql");
  const want = wanted(source, db_name, { lsn, timestamp }, call);
  return { status: 200, body: { sql: await want(planeOf(call)) } };
}

/** From the base, which is the parent where none is named, to the branch. */
async function compareSchema(call: Call): Promise<Answer> {
  const source = locate(branch, call);
  const given = asked(compareFields, call);
  const base = baseOf(source, given.base_branch_id, call);
  const { db_name, lsn, timestamp, base_lsn, base_timestamp } = given;
  const before = wanted(base, db_name, { lsn: base_lsn, timestamp: base_timestamp }, call, "base_");
  const after = wanted(source, db_name, { lsn, timestamp }, call);
  const plane = planeOf(call);
  const texts = [await before(plane), await after(plane)] as const;
  return { status: 200, body: { diff: difference(db_name, ...texts) } };
}

function difference(database: string, before: string, after: string): string {
  const names = [`a/${database}`, `b/${database}`] as const;
  const patch = structuredPatch(...names, before, after, undefined, undefined, { context });
  return patch.hunks.length === 0 ? "" : formatPatch(patch, FILE_HEADERS_ONLY);
}

function asked<S extends z.ZodObject>(fields: S, { request }: Call): z.infer<S> {
  const result = validate(fields, Object.fromEntries(request.query));
  if (!result.ok) throw invalid("schema", ...result.problems);
  return result.fields as z.infer<S>;
}

function baseOf({ data }: Entity<BranchData>, named: string | undefined, call: Call): Entity<BranchData> {
  const wantedId = named ?? data.parent_id;
  if (wantedId === null) throw refuse("base_branch_id is required for a branch that has no parent");
  const base = siblings(branch, call, locate(project, call)).find((each) => each.data.id === wantedId);
  if (!base) throw missing("branch", wantedId);
  return base;
}

interface Moment {
  readonly lsn: string | undefined;
  readonly timestamp: string | undefined;
}

/** Checks what is asked of a branch; what it gives reads it. */
function wanted(
  source: Entity<BranchData>,
  database: string,
  when: Moment,
  call: Call,
  prefix = "",
): (plane: DataPlane) => Promise<string> {
  const databases = call.world.store.children<DatabaseData>("neon.database", source.key);
  if (!databases.some(({ data }) => data.name === database)) throw missing("database", database);
  const point = pointOf(source.data.id, when, call, prefix);
  return (plane) => plane.schemaOf(source.data.id, database, point);
}

function pointOf(branchId: string, { lsn, timestamp }: Moment, call: Call, prefix: string): HistoryPoint | undefined {
  if (lsn !== undefined && timestamp !== undefined)
    throw refuse(`only one of ${prefix}lsn and ${prefix}timestamp can be set`);
  if (lsn === undefined && timestamp === undefined) return undefined;
  const owner = locate(project, call);
  const moment = lsn === undefined ? Date.parse(timestamp ?? "") : momentOfLsn(call, owner, branchId, lsn);
  if (moment === undefined) throw refuse(`${prefix}lsn is not a valid LSN`);
  const [problem] = momentProblems(moment, owner, call.now);
  if (problem !== undefined) throw refuse(problem);
  return { branch: branchId, at: moment, ...(lsn === undefined ? {} : { lsn }) };
}

/** A sandbox without databases has no schema to tell: none is made up. */
function planeOf({ world }: Call): DataPlane {
  const plane = dataPlaneOf(world);
  if (plane) return plane;
  throw refuse("the sandbox runs without databases: start it with `launchgate sandbox start --apps`", 412);
}

function refuse(message: string, status = 400): Error {
  return refuseWith(status, { code: "", message });
}
