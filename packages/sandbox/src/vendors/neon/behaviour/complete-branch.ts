import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid } from "../../../http/refusal.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import type { Entity } from "../../../world/entity.ts";
import { answerBeside } from "../beside.ts";
import { startOperation } from "../operation-log.ts";
import { inherit } from "./inherit.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { database, type DatabaseData } from "../tables/database.ts";
import { endpoint } from "../tables/endpoint.ts";
import { role, type RoleData } from "../tables/role.ts";

/** What `POST /branches` takes beside the branch. Source: specification, `BranchCreateRequest`, `AnnotationCreateValueRequest`. */
const beside = z.object({
  annotation_value: z.record(z.string(), z.string()).optional(),
  endpoints: z.array(z.looseObject({ type: z.enum(["read_only", "read_write"]) })).optional(),
});

/** Gives a new branch what Neon gives it: its annotation, roles and databases of the parent, computes asked for. */
export function completeBranch(made: Entity<BranchData>, call: Call): void {
  const given = beside.safeParse(call.request.body ?? {});
  if (!given.success) throw invalid("branch", { path: ["endpoints"], code: "type", message: "is not valid" });
  const { annotation_value: annotation = {}, endpoints: wanted = [] } = given.data;
  const { store } = call.world;
  const entity = amend(branch, made, { annotation }, call);
  const owner = store.get(entity.parent ?? "");
  const subject = { branch: entity.data.id };
  const siblings = store.children<BranchData>("neon.branch", entity.parent);
  const { point } = entity.data;
  const source = siblings.find(({ data }) => data.id === point?.branch);
  inherit(source, entity, point?.at ?? call.now, call);
  startOperation(call, entity.parent ?? "", "create_branch", subject);
  const computes = wanted.map((each) => make(endpoint, { ...fieldsOf(each), branch_id: subject.branch }, call, owner));
  for (const { data } of computes) {
    startOperation(call, entity.parent ?? "", "start_compute", { ...subject, endpoint: data.id });
  }
  const view = viewOf(endpoint);
  const roles = store.children<RoleData>("neon.role", entity.key).map((each) => viewOf(role)(each, call));
  const bases = store.children<DatabaseData>("neon.database", entity.key).map((each) => viewOf(database)(each, call));
  answerBeside(call, { endpoints: computes.map((each) => view(each, call)), roles, databases: bases });
}

function fieldsOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const result = endpoint.input.partial().safeParse(given);
  if (result.success) return result.data;
  throw invalid("branch", { path: ["endpoints"], code: "type", message: "is not valid" });
}
