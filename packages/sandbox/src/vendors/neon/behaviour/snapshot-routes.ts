import { planHas } from "@launchgate/core";
import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { invalid, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { make } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import { besideOf } from "../beside.ts";
import { lsnOf, momentOfLsn } from "../history.ts";
import { startOperation } from "../operation-log.ts";
import { branch } from "../tables/branch.ts";
import { momentProblems } from "../tables/branch-rules.ts";
import { moment } from "../tables/fields.ts";
import { project } from "../tables/project.ts";
import { snapshot } from "../tables/snapshot.ts";
import { finalizeRestore, restoreSnapshot } from "./snapshot-restore.ts";

const ofBranch = "/projects/{project_id}/branches/{branch_id}";
const take = `${ofBranch}/snapshot`;
const restore = "/projects/{project_id}/snapshots/{snapshot_id}/restore";
const finalize = `${ofBranch}/finalize_restore`;

const asked = z.object({
  lsn: z.string().optional(),
  timestamp: moment.optional(),
  name: z.string().min(1).max(256).optional(),
  expires_at: moment.optional(),
});

/** Taking snapshots, and branches made of them. */
export const snapshotRoutes: readonly Route[] = [
  act(take, takeSnapshot),
  act(restore, restoreSnapshot),
  act(finalize, finalizeRestore),
];

function act(template: string, run: (call: Call) => Answer): Route {
  const source = `public-v2 specification ${template}; Neon docs, "Backup & restore" (2026-04-17)`;
  return { method: "POST", template, scope: "write", statuses: [200], source, run };
}

/** Only of roots; 1 by hand on the free plan, 100 on the others. Source: Neon docs. Statuses of refusals are [unverified]. */
function takeSnapshot(call: Call): Answer {
  const { world, now } = call;
  const source = locate(branch, call);
  askGuards(branch, source, call, "update");
  const result = validate(asked, Object.fromEntries(call.request.query));
  if (!result.ok) throw invalid("snapshot", ...result.problems);
  const given = result.fields as z.infer<typeof asked>;
  const owner = locate(project, call);
  if (given.lsn !== undefined && given.timestamp !== undefined)
    throw refuse("only one of lsn and timestamp can be set");
  if (source.data.parent_id !== null) throw refuse("snapshots are only supported for root branches");
  const manual = siblings(snapshot, call, owner).filter(({ data }) => data.manual).length;
  const most = planHas(world.seed.vendors, "neon-snapshots") ? 100 : 1;
  if (manual >= most) throw refuse(`the limit of ${String(most)} manual snapshots is reached`, 422);
  const placed = given.lsn === undefined ? undefined : momentOfLsn({ world, now }, owner, source.data.id, given.lsn);
  if (given.lsn !== undefined && placed === undefined) throw refuse("lsn is not a valid LSN");
  const at = placed ?? (given.timestamp === undefined ? now : Date.parse(given.timestamp));
  const [problem] = momentProblems(at, owner, now);
  if (problem !== undefined) throw refuse(problem);
  const lsn = given.lsn ?? lsnOf(world, owner, source.data.id, at);
  const expires = given.expires_at === undefined ? null : Date.parse(given.expires_at);
  const point = { branch: source.data.id, at, ...(given.lsn === undefined ? {} : { lsn }) };
  const named = given.name === undefined ? {} : { name: given.name };
  const data = { ...named, source_branch_id: source.data.id, lsn, expires, manual: true, point };
  startOperation(call, owner.key, "create_timeline", { branch: source.data.id });
  const view = viewOf(snapshot)(make(snapshot, data, call, owner), call);
  return { status: 200, body: { snapshot: view, ...besideOf(view) } };
}

function refuse(message: string, status = 400): Error {
  return refuseWith(status, { code: "", message });
}
