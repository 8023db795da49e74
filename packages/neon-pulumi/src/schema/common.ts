import type { FieldSpec, InputSpec, NumberType, Properties, StringType } from "@launchgate/provider-kit";

/** An identifier of Neon: lower-case letters, digits and hyphens, at most 60 characters. */
export const idType: StringType = { kind: "string", format: "id" };

/** Names of projects and branches: 1 to 256 characters. */
export const nameType: StringType = { kind: "string", minLength: 1, maxLength: 256 };

/** Names of roles and databases: 1 to 63 bytes, the limit of Postgres. */
export const postgresNameType: StringType = { kind: "string", minLength: 1, maxBytes: 63 };

/** A moment in RFC 3339. */
export const timestampType: StringType = { kind: "string", format: "timestamp" };

/** Compute units, from 0.25. */
export const computeUnitType: NumberType = { kind: "number", min: 0.25, max: 56 };

/** Idle seconds until a compute is suspended. */
export const suspendTimeoutType: NumberType = { kind: "integer", min: 60, max: 604_800, also: [-1, 0] };

/** The project that an object belongs to. */
export const projectIdInput: InputSpec = {
  type: idType,
  required: true,
  change: "replace",
  doc: "Id of the project, for example `project.id`. A change replaces.",
};

/** The branch that an object belongs to. */
export const branchIdInput: InputSpec = {
  type: idType,
  required: true,
  change: "replace",
  doc: "Id of the branch (`br-...`), for example `branch.id`. A change replaces.",
};

/** The explicit choice to take over an object that is there already. */
export function adoptExistingInput(what: string): InputSpec {
  return {
    type: { kind: "boolean" },
    change: "state",
    removed: { reset: false },
    doc:
      `Take over the ${what} that is there already instead of creating one; for what a project creates by itself and for ` +
      `what a branch inherits from its parent. Fails if there is none. While true, deletion releases the ${what} and leaves ` +
      "it with its branch. Default false: an existing one is an error. Recorded in state only; a change never calls Neon.",
  };
}

/** When Neon made the object. */
export const createdAtOutput: FieldSpec = {
  type: { kind: "string" },
  required: true,
  doc: "When Neon made it, RFC 3339, UTC.",
};

/** The two limits of autoscaling, checked together by {@link checkAutoscaling}. */
export const autoscalingFields = {
  autoscalingLimitMinCu: {
    type: computeUnitType,
    removed: "refuse",
    doc: "Least compute size in compute units (1 CU is 1 vCPU and 4 GB), 0.25 to 56. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused.",
  },
  autoscalingLimitMaxCu: {
    type: computeUnitType,
    removed: "refuse",
    doc: "Greatest compute size in compute units, 0.25 to 56, not below the least size; up to 16 autoscale, larger sizes are fixed. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused.",
  },
} as const;

/** The idle time after which a compute stops. */
export const suspendTimeoutDoc =
  "Idle seconds until the compute is suspended: 60 to 604800, 0 for Neon's default (300), -1 for never. Default and value when removed: 0.";

/** Refuses limits in the wrong order. */
export function checkAutoscaling(values: Properties, prefix: string): { property: string; reason: string }[] {
  const { autoscalingLimitMinCu: min, autoscalingLimitMaxCu: max } = values;
  if (typeof min !== "number" || typeof max !== "number" || min <= max) return [];
  return [
    {
      property: `${prefix}autoscalingLimitMinCu`,
      reason: `is ${String(min)}, above autoscalingLimitMaxCu ${String(max)}; lower it or raise the maximum`,
    },
  ];
}
