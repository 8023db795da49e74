import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { buildSchema, type GraphQLSchema } from "graphql";

let schema: GraphQLSchema | undefined;

/** GitHub's published schema, built at the first query (about 0.2 s) and kept. */
export function githubSchema(): GraphQLSchema {
  if (schema) return schema;
  const file = createRequire(import.meta.url).resolve("@octokit/graphql-schema/schema.graphql");
  schema = buildSchema(readFileSync(file, "utf8"), { assumeValid: true });
  return schema;
}
