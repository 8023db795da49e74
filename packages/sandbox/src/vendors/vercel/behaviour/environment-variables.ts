import type { Answer, Call } from "../../../http/message.ts";
import { invalid, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import {
  conflictError,
  conflictOf,
  environmentVariable,
  newVariable,
  variableView,
  type VariableData,
} from "../tables/environment-variable.ts";
import { project } from "../tables/project.ts";

const at = "/projects/{idOrName}/env";

/** Making variables, one or many at once. */
export const variableRoutes: readonly Route[] = [
  {
    method: "POST",
    template: at,
    scope: "write",
    statuses: [201],
    source: "vercel.json POST /v10/projects/{idOrName}/env; client/environment_variable.go of the provider",
    run: (call) => (Array.isArray(call.request.body) ? makeMany(call, call.request.body) : makeOne(call)),
  },
];

function makeOne(call: Call): Answer {
  const made = makeVariable(call.request.body, call, locate(project, call));
  return { status: 201, body: { created: variableView(made, call, false), failed: [] } };
}

/** Each is judged by itself; those that cannot be made are told in `failed`, and 400 when none could. */
function makeMany(call: Call, bodies: readonly unknown[]): Answer {
  const parent = locate(project, call);
  const created: Data[] = [];
  const failed: Data[] = [];
  for (const body of bodies) {
    const data = { target: [], customEnvironmentIds: [], ...(body as object) } as unknown as VariableData;
    const upsert = call.request.query.get("upsert") === "true";
    if (!upsert && conflictOf(data, call, parent)) failed.push({ error: conflictError(data) });
    else created.push(variableView(makeVariable(body, call, parent), call, false));
  }
  const [first] = failed;
  if (first !== undefined && created.length === 0) throw none(first, failed);
  return { status: 201, body: { created, failed } };
}

function none(first: Data, failed: readonly Data[]): Refusal {
  return new Refusal({ kind: "answer", answer: { status: 400, body: { ...first, failed } } });
}

function makeVariable(body: unknown, call: Call, parent: Entity): Entity<VariableData> {
  const result = validate(newVariable, body);
  if (!result.ok) throw invalid("Environment Variable", ...result.problems);
  const data = { target: [], customEnvironmentIds: [], ...result.fields } as unknown as VariableData;
  const there = call.request.query.get("upsert") === "true" ? conflictOf(data, call, parent) : undefined;
  return there
    ? amend(environmentVariable, there, result.fields, call)
    : make(environmentVariable, result.fields, call, parent);
}

/** Variables that come with a new project: each is made as if it were asked for by itself. @throws Refusal for the first bad one */
export function variablesOfNewProject(entity: Entity, call: Call): void {
  const given = (call.request.body as { readonly environmentVariables?: readonly unknown[] } | undefined) ?? {};
  for (const each of given.environmentVariables ?? [])
    makeVariable({ type: "encrypted", ...(each as object) }, call, entity);
}
