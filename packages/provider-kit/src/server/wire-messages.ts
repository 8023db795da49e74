import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { CheckFailure, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { FieldSpec, Failure, Properties, ResourceSpec } from "../types.ts";
import type { Difference, PropertyChange } from "../checks/diff.ts";
import { fromStruct, holdsSecret, plainProperties, rawValue, secret, toStruct } from "./properties.ts";
import type { RawProperties } from "./properties.ts";
import { providerPb } from "./protocol.ts";

/** A property bag as it came, and without marks. */
export interface Bag {
  readonly raw: RawProperties;
  readonly plain: Properties;
}

/** Reads a struct both ways. */
export function bagOf(struct: Struct | undefined): Bag {
  const raw = fromStruct(struct);
  return { raw, plain: plainProperties(raw) };
}

/** Failures of checks in wire form. */
export function checkFailures(failures: readonly Failure[]): CheckFailure[] {
  return failures.map(({ property, reason }) => {
    const failure = new providerPb.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
}

/** Values in wire form; secret are those that the specification says, and those that came in secret. */
export function secretStruct(
  values: Properties,
  fields: Readonly<Record<string, FieldSpec>>,
  raw: RawProperties,
): Struct {
  const entries = Object.entries(values).map(([key, value]) => {
    const isSecret = fields[key]?.secret === true || holdsSecret(raw[key]);
    return [key, isSecret ? secret(rawValue(value)) : rawValue(value)] as const;
  });
  return toStruct(Object.fromEntries(entries));
}

/** State in wire form. */
export function stateStruct(state: Properties, spec: ResourceSpec, rawInputs: RawProperties): Struct {
  return secretStruct(state, { ...spec.inputs, ...spec.outputs }, rawInputs);
}

type PropertyDiffKind = Parameters<InstanceType<typeof providerPb.PropertyDiff>["setKind"]>[0];

function kindOf({ kind, replace }: PropertyChange): PropertyDiffKind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = providerPb.PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  } as const;
  return kinds[kind][replace ? 1 : 0];
}

/** A comparison in wire form. */
export function diffResponse(result: Difference): DiffResponse {
  const response = new providerPb.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;
  response.setChanges(result.changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList([...result.changed]);
  response.setReplacesList([...result.replaces]);
  response.setDeletebeforereplace(result.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const [path, change] of result.details) {
    const diff = new providerPb.PropertyDiff();
    diff.setKind(kindOf(change));
    diff.setInputdiff(true);
    response.getDetaileddiffMap().set(path, diff);
  }
  return response;
}
