import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { Refusal } from "../../../http/refusal.ts";
import { resource, type Resource } from "../../../resource-table/resource.ts";
import { iso } from "../wire.ts";
import { environment, environmentAt, environmentById } from "./environment.ts";
import { repository } from "./repository.ts";

interface VariableData extends Data {
  readonly name: string;
  readonly value: string;
}

/** Names of variables and secrets. Source: GitHub docs, "Naming conventions for configuration variables". */
export const variableName = z.string().regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i);

/** Variables of workflows in a repository or in one environment. */
function variables(name: string, parent: Resource, at: string, scope: string, alias?: string): Resource<VariableData> {
  const both = (line: (base: string, end: string) => string, path: string): string[] => [
    line(at, ""),
    ...(alias === undefined ? [] : [line(alias, ` = ${at}${path}`)]),
  ];
  const one = "/variables/{variable_name}";
  return resource<VariableData>({
    vendor: "github",
    name,
    title: "Variable",
    source: `github.json ${at}/variables; 409 for a name that exists: facts/endpoints.md 2.1; 48 kB: GitHub docs, "Variables"`,
    parent,
    identity: { variable_name: "name" },
    foldCase: true,
    operations: {
      create: both((base, end) => `POST ${base}/variables -> 201 {}${end}`, "/variables"),
      list: both((base, end) => `GET ${base}/variables -> 200${end}`, "/variables"),
      read: both((base, end) => `GET ${base}${one} -> 200${end}`, one),
      update: both((base, end) => `PATCH ${base}${one} -> 204${end}`, one),
      remove: both((base, end) => `DELETE ${base}${one} -> 204${end}`, one),
    },
    scopes: { read: `${scope}:read`, write: `${scope}:write` },
    input: z.object({ name: variableName, value: z.string().max(49_152) }),
    wrap: { many: "variables" },
    list: { sort: (a, b) => a.data.name.localeCompare(b.data.name) },
    normalise: (data) => ({ ...data, name: data.name.toUpperCase() }),
    check(data, { world }, before, owner) {
      const others = world.store.children<VariableData>(`github.${name}`, owner?.key ?? null);
      if (others.some((each) => each.key !== before?.key && each.data.name === data.name)) {
        throw new Refusal({ kind: "conflict", what: "Variable", message: "Already exists - Variable already exists" });
      }
      return [];
    },
    view: ({ data, created, updated }) => ({ ...data, created_at: iso(created), updated_at: iso(updated) }),
  });
}

/** Variables of an environment. */
export const environmentVariable = variables(
  "environment-variable",
  environment,
  environmentAt,
  "environments",
  environmentById,
);

/** Variables of a repository. */
export const repositoryVariable = variables(
  "repository-variable",
  repository,
  "/repos/{owner}/{repo}/actions",
  "actions_variables",
);
