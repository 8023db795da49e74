import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { toJsonSchema } from "./open-api-schema.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a specification says about one answer. */
export type Judgement =
  | { readonly kind: "valid" }
  | { readonly kind: "broken"; readonly problems: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string };

/** One answer to judge. */
export interface JudgedAnswer {
  readonly method: string;
  readonly template: string;
  readonly status: number;
  readonly text: string | undefined;
}

/** A published specification as a judge of answers. Schemas are compiled when first needed. */
export class OpenApi {
  readonly #document: Json;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  /** Paths by shape: Vercel has several versions of one, each with other methods. */
  readonly #paths = new Map<string, readonly string[]>();
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: unknown) {
    this.#document = toJsonSchema(document) as Json;
    formats.default(this.#ajv);
    // RFC 3339 wants an offset; PagerDuty's support hours, of `format: time`, are `09:00:00` in a zone of their own.
    this.#ajv.addFormat("time", /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i);
    this.#ajv.addSchema({ $id: "doc", ...this.#document });
    for (const path of Object.keys(this.#document["paths"] ?? {}))
      this.#paths.set(shape(path), [...(this.#paths.get(shape(path)) ?? []), path]);
  }

  /** Judges an answer by the schema of its path, method and status. */
  judge({ method, template, status, text }: JudgedAnswer): Judgement {
    const paths = this.#paths.get(shape(template));
    if (paths === undefined) return { kind: "unknown", why: "path not in the specification" };
    const path = paths.find((each) => at(this.#document, ["paths", each, method.toLowerCase()]));
    const operation = path === undefined ? undefined : at(this.#document, ["paths", path, method.toLowerCase()]);
    if (path === undefined || !operation) return { kind: "unknown", why: "method not in the specification" };
    const found = this.#response(operation, path, method, status);
    if (!found) return { kind: "unknown", why: "status not in the specification" };
    if (found.schema === undefined)
      return text === undefined || status >= 400 ? { kind: "valid" } : { kind: "unknown", why: "no schema" };
    if (text === undefined) return { kind: "broken", problems: ["no body where the specification has one"] };
    return this.#validate(found.pointer, text);
  }

  #response(
    operation: Json,
    path: string,
    method: string,
    status: number,
  ): { pointer: string; schema?: unknown } | undefined {
    const responses = operation["responses"] as Json;
    const code = [String(status), `${String(status).charAt(0)}XX`, "default"].find((each) => each in responses);
    if (code === undefined) return undefined;
    let pointer = ["paths", path, method.toLowerCase(), "responses", code];
    const reference = (responses[code] as Json)["$ref"];
    if (typeof reference === "string") pointer = reference.replace("#/", "").split("/");
    const content = at(this.#document, [...pointer, "content"]) ?? {};
    const type = Object.keys(content).find((each) => each.includes("json"));
    if (type === undefined) return { pointer: "" };
    const full = [...pointer, "content", type, "schema"];
    return { pointer: `doc#/${full.map(escape).join("/")}`, schema: at(this.#document, full) };
  }

  #validate(pointer: string, text: string): Judgement {
    const validate = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: pointer });
    this.#compiled.set(pointer, validate);
    if (validate(JSON.parse(text))) return { kind: "valid" };
    const problems = (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message ?? ""}`.trim());
    return { kind: "broken", problems: [...new Set(problems)].slice(0, 12) };
  }
}

/** Path template without the names of its parameters and without Vercel's version. */
function shape(template: string): string {
  return template.replace(/^\/v\d+(?=\/)(?!\/[^/]*:)/, "").replaceAll(/\{[^}]+\}/g, "{}");
}

function at(value: unknown, keys: readonly string[]): Json | undefined {
  const found = keys.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);
  return found as Json | undefined;
}

function escape(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}
