/**
 * Neon's OpenAPI document, as the npm package of the official client carries it. Every request and every answer of the test
 * server is validated against the operation that it belongs to; an operation that the document lacks is an error.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import type { ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";

type Json = Record<string, unknown>;

const path = createRequire(import.meta.url).resolve("@neondatabase/api-client/public-v2-for-users.gen.yaml");

/** OpenAPI 3.0 says `nullable`; JSON Schema says a type list. */
function withNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => withNullable(item));
  if (typeof node !== "object" || node === null) return node;
  const copy: Json = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withNullable(value)]));
  if (copy["nullable"] !== true) return copy;
  delete copy["nullable"];
  return { anyOf: [copy, { type: "null" }] };
}

const document = withNullable(parse(readFileSync(path, "utf8"))) as {
  paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>;
};

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv);
ajv.addSchema(document, "neon");

const compiled = new Map<string, ValidateFunction>();

function pointer(...keys: readonly string[]): string {
  return keys.map((key) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");
}

function validator(location: string): ValidateFunction {
  const known = compiled.get(location);
  if (known !== undefined) return known;
  const fresh = ajv.compile({ $ref: `neon#${location}` });
  compiled.set(location, fresh);
  return fresh;
}

/** Follows a reference within the document, such as `#/components/responses/ProjectResponse`. */
function resolved(node: unknown, location: string): { node: Json; location: string } {
  const reference = (node as { $ref?: string }).$ref;
  if (reference === undefined) return { node: node as Json, location };
  const keys = reference.slice(2).split("/");
  const target = keys.reduce<unknown>((at, key) => (at as Json)[key], document);
  return resolved(target, reference.slice(1));
}

function problems(node: unknown, location: string, value: unknown): string[] {
  const { node: target, location: at } = resolved(node, location);
  const content = target["content"] as Record<string, { schema?: unknown }> | undefined;
  if (content?.["application/json"]?.schema === undefined) return [];
  const validate = validator(`${at}${pointer("content", "application/json", "schema")}`);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}

/** What the document says about one path of the server: the operation, or undefined. */
export function operationAt(template: string, method: string): boolean {
  return document.paths[template]?.[method] !== undefined;
}

/** Everything in which a request body is not what the document says. */
export function requestProblems(template: string, method: string, body: unknown): string[] {
  const operation = document.paths[template]?.[method];
  if (operation?.requestBody === undefined)
    return body === undefined ? [] : ["has a body that the document does not know"];
  return problems(operation.requestBody, pointer("paths", template, method, "requestBody"), body);
}

/** Everything in which an answer is not what the document says. */
export function answerProblems(template: string, method: string, status: number, body: unknown): string[] {
  const responses = document.paths[template]?.[method]?.responses;
  if (responses === undefined) return [`${method} ${template} is not in the document`];
  const key = responses[String(status)] === undefined ? "default" : String(status);
  if (responses[key] === undefined) return [`status ${String(status)} is not in the document`];
  return problems(responses[key], pointer("paths", template, method, "responses", key), body);
}
