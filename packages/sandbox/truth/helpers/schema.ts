import { readFileSync } from "node:fs";
import { schemaFile } from "./plugin-files.ts";

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Property;
}

interface Shape {
  readonly properties: Readonly<Record<string, Property>>;
}

interface Schema {
  readonly types: Readonly<Record<string, Shape>>;
  readonly resources: Readonly<Record<string, { readonly inputProperties: Readonly<Record<string, Property>> }>>;
}

/** The schema that the bridge's generator made of the provider. */
export function readSchema(): Schema {
  return JSON.parse(readFileSync(schemaFile, "utf8")) as Schema;
}

/** Paths of all inputs of a type that hold a value: `rules.pullRequest.allowedMergeMethods`, members of lists not numbered. */
export function inputPaths(schema: Schema, token: string): readonly string[] {
  const resource = schema.resources[token];
  if (resource === undefined) throw new Error(`the provider has no ${token}`);
  return pathsIn(schema, resource.inputProperties);
}

function pathsIn(schema: Schema, properties: Readonly<Record<string, Property>>): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const inner = schema.types[nameOf(property)];
    return inner === undefined ? [name] : pathsIn(schema, inner.properties).map((path) => `${name}.${path}`);
  });
}

function nameOf({ $ref, items }: Property): string {
  return ($ref ?? items?.$ref ?? "").replace("#/types/", "");
}

/** Whether each input is a list, by name: what the bridge decides and the npm package must agree with. */
export function listsIn(schema: Schema, token: string): Readonly<Record<string, boolean>> {
  const inputs = Object.entries(schema.resources[token]?.inputProperties ?? {});
  return Object.fromEntries(inputs.map(([name, { type }]) => [name, type === "array"]));
}
