import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { siblings } from "../../../resource-table/locate.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { newId } from "../wire.ts";
import { project } from "./project.ts";

/** A variable as kept. */
export interface VariableData extends Data {
  readonly id: string;
  readonly key: string;
  readonly value: string;
  readonly type: "system" | "secret" | "encrypted" | "plain" | "sensitive";
  readonly target: readonly string[];
  readonly gitBranch?: string | null;
  readonly customEnvironmentIds: readonly string[];
  readonly comment?: string;
}

const targets = z.array(z.enum(["production", "preview", "development"]));
const type = z.enum(["system", "secret", "encrypted", "plain", "sensitive"]);
const common = {
  target: targets.optional(),
  gitBranch: z.string().max(250).nullable().optional(),
  comment: z.string().max(500).optional(),
  customEnvironmentIds: z.array(z.string()).optional(),
};
const key = z.string().regex(/^[a-zA-Z]\w*$/);

/** Fields of a new variable. Source: vercel.json POST /v10/projects/{idOrName}/env. */
export const newVariable = z.strictObject({ ...common, key, value: z.string().max(65_536), type });

const at = "/projects/{idOrName}/env";

/** An environment variable of a project. Making one or many is a route of its own. */
export const environmentVariable = resource<VariableData>({
  vendor: "vercel",
  name: "environment-variable",
  title: "Environment Variable",
  source: `vercel.json ${at}; client/environment_variable.go of the provider; facts/endpoints.md 2.2`,
  parent: project,
  identity: { id: "id" },
  operations: {
    list: `GET ${at} -> 200`,
    read: `GET ${at}/{id} -> 200`,
    update: `PATCH ${at}/{id} -> 200`,
    remove: `DELETE ${at}/{id} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  input: newVariable,
  update: z.strictObject({
    ...common,
    key: key.optional(),
    value: z.string().max(65_536).optional(),
    type: type.optional(),
  }),
  wrap: { many: "envs" },
  list: {
    filters: { gitBranch: ({ data }, value) => data.gitBranch == null || data.gitBranch === value },
    view: (entity, call) => ({
      ...variableView(entity, call, call.request.query.get("decrypt") === "true"),
      securityIssues: [],
    }),
  },
  defaults: () => ({ target: [], customEnvironmentIds: [] }),
  check: (data, call, before, parent) => [...rules(data, before), ...conflictProblem(data, call, before, parent)],
  computed: (_data, { world }) => ({ id: newId(world, "env", 16) }),
  view: (entity, call) => variableView(entity, call, call.request.method === "GET"),
});

/**
 * What answers show. A sensitive value is never told again; others are told in clear only where they are asked for one by
 * one or by `decrypt=true`, else as ciphertext. Source: Vercel docs, "Sensitive environment variables".
 */
export function variableView({ data, created, updated }: Entity<VariableData>, call: Call, clear: boolean): Data {
  const readable = data.type === "plain" || (data.type !== "sensitive" && clear);
  const closed = data.type === "sensitive" ? "" : Buffer.from(`v2:${data.id}`).toString("base64");
  return {
    ...(data.gitBranch === null ? omit(data, "gitBranch") : data),
    value: readable ? data.value : closed,
    comment: data.comment ?? "",
    decrypted: readable,
    configurationId: null,
    createdAt: created,
    updatedAt: updated,
    createdBy: call.holder.id,
    updatedBy: null,
  };
}

/** Which other variable stands in the way: same name and branch, and a target in common. */
export function conflictOf(
  data: VariableData,
  call: Call,
  parent: Entity | undefined,
  self?: string,
): Entity<VariableData> | undefined {
  const meets = (ours: readonly string[], theirs: readonly string[]): boolean =>
    ours.some((each) => theirs.includes(each));
  return siblings(environmentVariable, call, parent).find(
    (other) =>
      other.key !== self &&
      other.data.key === data.key &&
      (other.data.gitBranch ?? null) === (data.gitBranch ?? null) &&
      (meets(data.target, other.data.target) || meets(data.customEnvironmentIds, other.data.customEnvironmentIds)),
  );
}

function conflictProblem(
  data: VariableData,
  call: Call,
  before: Entity<VariableData> | undefined,
  parent: Entity | undefined,
): FieldProblem[] {
  const found = conflictOf(data, call, parent, before?.key);
  if (found) throw envConflict(data);
  return [];
}

function rules(data: VariableData, before: Entity<VariableData> | undefined): FieldProblem[] {
  const problem = (field: string, message: string): FieldProblem => ({ path: [field], code: "custom", message });
  const { target, type: kind, gitBranch, customEnvironmentIds } = data;
  return [
    ...(target.length + customEnvironmentIds.length === 0
      ? [problem("target", "Invalid request: missing required property `target`.")]
      : []),
    ...(kind === "sensitive" && target.includes("development")
      ? [problem("type", "You cannot set a Sensitive Environment Variable's target to development.")]
      : []),
    ...(gitBranch != null && !target.includes("preview")
      ? [problem("gitBranch", "A Git branch can only be given for the preview target.")]
      : []),
    ...(before?.data.type === "sensitive" && (kind !== "sensitive" || data.key !== before.data.key)
      ? [problem("type", "The key and the type of a Sensitive Environment Variable cannot be changed.")]
      : []),
  ];
}

/** The error of a variable that is there already. Source: client/error.go of the provider, `EnvConflictError`. */
export function conflictError({ key: name, target, gitBranch }: VariableData): Data {
  return {
    code: "ENV_CONFLICT",
    message: `A variable with the name \`${name}\` already exists for the target ${target.join(",")} on branch ${gitBranch ?? "undefined"}`,
    key: name,
    envVarKey: name,
    target,
    ...(gitBranch == null ? {} : { gitBranch }),
  };
}

function envConflict(data: VariableData): Error {
  return refuseWith(400, { error: conflictError(data) });
}
