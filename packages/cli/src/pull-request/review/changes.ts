import { isDeepStrictEqual } from "node:util";
import { riskOf } from "../../drift/risk.ts";
import { riskIds, shortKind, type RiskVerdict } from "../../drift/report.ts";
import { nameOf } from "../../engine/engine-events.ts";
import type { DocumentResource, PlannedDocument } from "../document/document.ts";
import type { Change } from "./review.ts";

/** Inputs of data holders whose change makes a new one: what the engine would tell, where it was not asked. Source: neon-pulumi's schema. */
const replacing: Readonly<Record<string, readonly string[]>> = {
  "neon:index:Project": ["branch", "orgId", "pgVersion", "regionId", "storePasswords"],
  "neon:index:Branch": ["archived", "initSource", "parentId", "parentLsn", "parentTimestamp", "projectId"],
  "neon:index:Database": ["branchId", "projectId"],
};

/** What each word of the engine comes to. Others, such as `same` and `read`, change nothing. */
const words: Readonly<Record<string, Change["op"]>> = {
  create: "create",
  update: "update",
  delete: "delete",
  discard: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "discard-replaced": "replace",
  "import-replacement": "replace",
  import: "import",
};

const order: readonly Change["op"][] = ["delete", "replace", "update", "import", "create"];

/** What the engine foresees, one entry a resource; an unknown word counts as a replacement, the worst that it may be. */
export function changesOfSteps(steps: NonNullable<PlannedDocument["preview"]>["steps"]): readonly Change[] {
  const byUrn = Map.groupBy(
    steps.filter(({ type, op }) => isVendorObject(type) && op !== "same" && op !== "read" && op !== "refresh"),
    ({ urn }) => urn,
  );
  const changes = [...byUrn].map(([urn, own]): Change => {
    const ops = own.map(({ op }) => words[op] ?? "replace");
    const op = ops.includes("replace") || (ops.includes("delete") && ops.includes("create")) ? "replace" : ops[0];
    const type = own[0]?.type ?? "";
    const fields = [...new Set(own.flatMap(({ changed }) => changed))].toSorted();
    return change(op ?? "replace", type, nameOf(urn), fields);
  });
  return changes.toSorted(byWeight);
}

/** What is otherwise between two plans. Whether a change replaces is known only for data holders. */
export function changesOfPlans(
  before: readonly DocumentResource[],
  after: readonly DocumentResource[],
): readonly Change[] {
  const [was, is] = [byUrn(before), byUrn(after)];
  const gone = [...was.values()]
    .filter(({ urn }) => !is.has(urn))
    .map((each) => change("delete", each.type, each.name));
  const there = [...is.values()].flatMap((each): readonly Change[] => {
    const old = was.get(each.urn);
    if (old === undefined) return [change("create", each.type, each.name)];
    const fields = changedFields(old, each);
    if (fields.length === 0) return [];
    const op = isReplaced(each, fields) ? "replace" : "update";
    return [change(op, each.type, each.name, fields)];
  });
  return [...gone, ...there].toSorted(byWeight);
}

function byUrn(resources: readonly DocumentResource[]): ReadonlyMap<string, DocumentResource> {
  return new Map(
    resources.filter(({ custom, type }) => custom && isVendorObject(type)).map((each) => [each.urn, each]),
  );
}

function changedFields(before: DocumentResource, after: DocumentResource): readonly string[] {
  const keys = new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)]);
  const ignored = new Set(after.ignoreChanges);
  const inputs = [...keys].filter(
    (key) => !ignored.has(key) && !isDeepStrictEqual(before.inputs[key], after.inputs[key]),
  );
  return [...inputs, ...(before.protect === after.protect ? [] : ["protect"])].toSorted();
}

function isReplaced({ type, replaceOnChanges }: DocumentResource, fields: readonly string[]): boolean {
  const known = [...(replacing[type] ?? []), ...replaceOnChanges];
  return known.includes("*") || fields.some((field) => known.includes(field));
}

function change(op: Change["op"], type: string, name: string, fields: readonly string[] = []): Change {
  const { risk, reason } = fields.map((field) => riskOf(type, field)).toSorted(worst)[0] ?? riskOf(type);
  return { op, kind: shortKind(type), name, fields, meaning: reason, risk };
}

function worst(a: RiskVerdict, b: RiskVerdict): number {
  return riskIds.indexOf(a.risk) - riskIds.indexOf(b.risk);
}

/** Components, providers and the stack itself are nothing at a vendor. */
function isVendorObject(type: string): boolean {
  return !type.startsWith("pulumi:") && !type.startsWith("launchgate:");
}

/** Order of changes: what is lost first, then what weighs most. */
export function byWeight(a: Change, b: Change): number {
  return (
    order.indexOf(a.op) - order.indexOf(b.op) ||
    riskIds.indexOf(a.risk) - riskIds.indexOf(b.risk) ||
    compare(a.kind, b.kind) ||
    compare(a.name, b.name)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
