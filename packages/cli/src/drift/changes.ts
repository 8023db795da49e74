import { actOwnedFields, vendorIds } from "@launchgate/core";
import type { ResourceReading } from "../engine/readings.ts";
import { idWithoutSecret } from "../vendors/secret-ids.ts";
import { differences, rootOf, shown, valueAt, type Difference } from "./difference.ts";
import { vendorOf, type ActOwnedDifference, type DriftItem } from "./report.ts";
import { riskOf } from "./risk.ts";

/** What the comparison of state and vendors comes to; who did it is added later. */
export interface Changes {
  readonly items: readonly UnattributedItem[];
  readonly actOwned: readonly ActOwnedDifference[];
}

/** A {@link DriftItem} before it is known who did it. */
export type UnattributedItem = Omit<DriftItem, "by">;

/** Personal data: never shown, whatever the engine knows of it (house decision 10). */
const personal: ReadonlySet<string> = new Set(["email", "address", "billingEmail", "pointOfContact"]);

/** What a refresh saw: fields that changed, things that are gone. Readings of what is no vendor object are passed over. */
export function liveChanges(readings: readonly ResourceReading[]): Changes {
  const seen = readings.filter(isVendorObject);
  const gone = seen.filter(({ op }) => op === "delete").map(removed);
  const fields = seen.filter(({ op }) => op !== "delete").flatMap(fieldChanges);
  return {
    items: [...gone, ...fields.filter((each) => !isActOwned(each)).map(changed)],
    actOwned: fields.filter(isActOwned).map(actOwned),
  };
}

/** What the preview of the program saw: what is declared and was not brought up. */
export function programChanges(readings: readonly ResourceReading[]): readonly UnattributedItem[] {
  return readings.filter(isVendorObject).flatMap((reading): readonly UnattributedItem[] => {
    const base = baseOf(reading);
    if (reading.op === "same" || reading.op === "read") return [];
    if (reading.op === "create")
      return [{ ...base, drift: "not-applied" as const, ...riskOf(reading.type), found: "not there" }];
    if (reading.op === "delete")
      return [{ ...base, drift: "not-applied" as const, ...riskOf(reading.type), declared: "no longer declared" }];
    return programFields(reading).map(({ path, before, after }) => ({
      ...base,
      drift: "not-applied" as const,
      field: path,
      ...riskOf(reading.type, path),
      ...values({ path, before: after, after: before }),
    }));
  });
}

interface FieldChange extends Difference {
  readonly reading: ResourceReading;
}

function isVendorObject({ custom, type }: ResourceReading): boolean {
  return custom && vendorOf(type, vendorIds) !== undefined;
}

/**
 * Fields of one resource that the vendor has otherwise. Two witnesses: the provider's own diff, which knows secrets and defaults; and
 * the outputs of declared fields before and after, which also tell of fields that the program ignores.
 */
function fieldChanges(reading: ResourceReading): readonly FieldChange[] {
  const { before, after, differing } = reading;
  if (before === undefined || after === undefined) return [];
  const declared = new Set(Object.keys(before.inputs));
  const seen = [...declared].flatMap((key) =>
    differences(before.outputs[key] ?? before.inputs[key], after.outputs[key] ?? after.inputs[key], key),
  );
  const known = new Set(seen.map(({ path }) => rootOf(path)));
  const told = differing
    .filter((path) => !known.has(rootOf(path)))
    .map((path) => ({ path, before: valueIn(before, path), after: valueIn(after, path) }));
  return [...seen, ...told].map((each) => ({ ...each, reading }));
}

/** Inputs that the program wants otherwise than the state has them. */
function programFields({ before, after, differing }: ResourceReading): readonly Difference[] {
  const inputs = differences(before?.inputs ?? {}, after?.inputs ?? {});
  const known = new Set(inputs.map(({ path }) => rootOf(path)));
  const told = differing.filter((path) => !known.has(rootOf(path)));
  const all = [
    ...inputs,
    ...told.map((path) => ({ path, before: valueAt(before?.inputs, path), after: valueAt(after?.inputs, path) })),
  ];
  // What only looks different to us and not to the provider is no change.
  return all.filter(({ path }) => differing.length === 0 || differing.some((each) => rootOf(each) === rootOf(path)));
}

function valueIn(values: { readonly inputs: unknown; readonly outputs: unknown }, path: string): unknown {
  return valueAt(values.inputs, path) ?? valueAt(values.outputs, path);
}

function isActOwned({ reading, path }: FieldChange): boolean {
  return actOwnedFields.some((field) => field.type === reading.type && field.path === rootOf(path));
}

function removed(reading: ResourceReading): UnattributedItem {
  return { ...baseOf(reading), drift: "removed", ...riskOf(reading.type) };
}

function changed(change: FieldChange): UnattributedItem {
  const { reading, path } = change;
  return { ...baseOf(reading), drift: "changed", field: path, ...riskOf(reading.type, path), ...values(change) };
}

function actOwned(change: FieldChange): ActOwnedDifference {
  const { reading, path } = change;
  const { vendor, kind, name, urn } = baseOf(reading);
  const act = actOwnedFields.find((field) => field.type === reading.type && field.path === rootOf(path))?.act ?? "";
  return { vendor, kind, name, urn, field: path, act, lastAct: null, ...values(change) };
}

function baseOf({
  type,
  urn,
  id,
}: ResourceReading): Pick<DriftItem, "vendor" | "kind" | "name" | "id"> & { urn: string } {
  const vendor = vendorOf(type, vendorIds);
  if (vendor === undefined) throw new TypeError(`${type} is of no vendor`);
  return { vendor, kind: type, name: urn.split("::").slice(3).join("::"), urn, id: idWithoutSecret(type, id) };
}

/** Both sides as people may see them: what is secret or personal on one side is masked on both. */
function values({ path, before, after }: Difference): Pick<DriftItem, "declared" | "found"> {
  const hidden = isSecret(before) || isSecret(after);
  const mask = personal.has(rootOf(path)) ? "[personal]" : hidden ? "[secret]" : undefined;
  const text = (value: unknown): string | undefined => (value === undefined ? undefined : (mask ?? shown(value)));
  const [declared, found] = [text(before), text(after)];
  return { ...(declared === undefined ? {} : { declared }), ...(found === undefined ? {} : { found }) };
}

function isSecret(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes("[secret]");
}
