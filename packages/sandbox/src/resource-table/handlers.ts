import type { Dialect } from "../http/dialect.ts";
import type { Answer, Call } from "../http/message.ts";
import { missing, Refusal } from "../http/refusal.ts";
import type { Data, Entity } from "../world/entity.ts";
import { amend, make, overwrite, type OnChange } from "./change.ts";
import { askGuards, find, isThoughtOf, locate, locateParent, siblings } from "./locate.ts";
import type { Operation } from "./operation.ts";
import type { OperationKind, Resource } from "./resource.ts";
import { validate } from "./validate.ts";

/** What a handler of one route works with. */
export interface HandlerArgs {
  readonly row: Resource;
  readonly operation: Operation;
  readonly dialect: Dialect;
  readonly onChange: OnChange;
}

type Handler = (args: HandlerArgs, call: Call) => Answer;

/** One handler for each kind of act. */
export const handlers: Readonly<Record<OperationKind, Handler>> = {
  create(args, call) {
    const { row, operation } = args;
    const parent = locateParent(row, call);
    askGuards(row, undefined, call, "create");
    const entity = make(row, fieldsOf(args, call, "input"), call, parent);
    args.onChange({ row, act: "created", entity }, call);
    return one(args, entity, call, operation.status);
  },

  read(args, call) {
    const entity = locate(args.row, call);
    askGuards(args.row, entity, call, "read");
    return one(args, entity, call, args.operation.status);
  },

  list({ row, dialect }, call) {
    const parent = locateParent(row, call);
    if (row.parent && !parent && Object.keys(call.params).length > 0)
      throw missing(row.parent.title ?? row.parent.name);
    askGuards(row, undefined, call, "list");
    const found = siblings(row, call, parent).filter((entity) => passes(row, entity, call));
    found.sort((a, b) => row.list?.sort?.(a, b, call) ?? 0);
    return dialect.page(found, (entity) => (row.list?.view ?? viewOf(row))(entity, call), row, call);
  },

  update(args, call) {
    const { row, operation } = args;
    const before = locate(row, call);
    askGuards(row, before, call, "update");
    const entity = isThoughtOf(before)
      ? make(row, fieldsOf(args, call, "update"), call, locateParent(row, call))
      : amend(row, before, fieldsOf(args, call, "update"), call);
    args.onChange({ row, act: "updated", entity, before }, call);
    return one(args, entity, call, operation.status);
  },

  replace(args, call) {
    const before = locate(args.row, call);
    askGuards(args.row, before, call, "replace");
    const entity = overwrite(args.row, before, fieldsOf(args, call, "input"), call);
    args.onChange({ row: args.row, act: "updated", entity, before }, call);
    return one(args, entity, call, args.operation.status);
  },

  upsert(args, call) {
    const { row, operation } = args;
    const before = find(row, call);
    const there = before !== undefined && !isThoughtOf(before);
    askGuards(row, there ? before : undefined, call, "upsert");
    const fields = fieldsOf(args, call, "input");
    const entity = there
      ? overwrite(row, before, fields, call)
      : make(row, { ...namesIn(row, call), ...fields }, call, locateParent(row, call));
    args.onChange({ row, act: there ? "updated" : "created", entity, ...(there ? { before } : {}) }, call);
    return one(args, entity, call, there ? operation.statusWhenThere : operation.status);
  },

  remove(args, call) {
    const { row, operation } = args;
    const isSingleton = Object.keys(row.identity).length === 0;
    const entity = isSingleton ? find(row, call) : locate(row, call);
    askGuards(row, entity, call, "remove");
    if (!entity || isThoughtOf(entity)) return { status: operation.status };
    row.removing?.(entity, call);
    const answer = one(args, entity, call, operation.status);
    call.world.store.remove(entity.key);
    args.onChange({ row, act: "removed", entity, before: entity }, call);
    return answer;
  },
};

/** What answers show of a thing: the row's view, else all fields but the write-only ones. */
export function viewOf<D extends Data>(row: Resource<D>): (entity: Entity<D>, call: Call) => Data {
  const hidden = new Set(row.writeOnly ?? []);
  const plain = ({ data }: Entity<D>): Data =>
    Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.has(name)));
  return (entity, call) => row.view?.(entity, call) ?? plain(entity);
}

function one({ row, operation, dialect }: HandlerArgs, entity: Entity, call: Call, status: number): Answer {
  if (status === 204) return { status };
  if (operation.fixedBody !== undefined) return { status, body: operation.fixedBody };
  return { status, body: dialect.wrap(viewOf(row)(entity, call), row) };
}

/** @throws Refusal `invalid` with every problem of the body */
function fieldsOf({ row, dialect }: HandlerArgs, call: Call, part: "input" | "update"): Data {
  const schema = part === "input" ? row.input : (row.update ?? row.input.partial());
  const result = validate(schema, dialect.unwrap(call.request.body, row));
  if (result.ok) return result.fields;
  throw new Refusal({ kind: "invalid", what: row.title ?? row.name, problems: result.problems });
}

function passes(row: Resource, entity: Entity, call: Call): boolean {
  return Object.entries(row.list?.filters ?? {}).every(([name, isIn]) => {
    const values = call.request.query.getAll(name);
    return values.length === 0 || values.some((value) => isIn(entity, value, call));
  });
}

/** Fields that an `upsert` takes from its path. */
function namesIn(row: Resource, call: Call): Data {
  const named = Object.entries(row.identity).flatMap(([parameter, field]) => {
    const value = call.params[parameter];
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(named);
}
