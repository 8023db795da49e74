import { STATUS_CODES } from "node:http";
import type { Dialect } from "../../http/dialect.ts";
import type { Answer } from "../../http/message.ts";
import { invalid, type FieldProblem, type RefusalReason } from "../../http/refusal.ts";
import type { Resource } from "../../resource-table/resource.ts";
import type { Data } from "../../world/entity.ts";
import { grants } from "./grants.ts";
import { page } from "./pages.ts";

/** How Datadog speaks: its published specifications v1 and v2, facts/endpoints.md 2.5. */
export const dialect: Dialect = {
  vendor: "datadog",
  hosts: [
    "api.datadoghq.com",
    "api.datadoghq.eu",
    "event-management-intake.datadoghq.com",
    "event-management-intake.datadoghq.eu",
  ],
  rateLimit: {
    limit: 3000,
    windowSeconds: 60,
    headers: ({ limit, remaining, resetInSeconds }) => ({
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(resetInSeconds),
      "x-ratelimit-period": "60",
    }),
  },
  // The two versions are two interfaces: the version stays in the path.
  split: (path) => ({ prefix: "", path }),
  presented(headers) {
    const apiKey = headers["dd-api-key"];
    const token = headers["dd-application-key"] ?? "";
    return typeof apiKey === "string" && typeof token === "string" ? { apiKey, token } : undefined;
  },
  grants,
  refuse: (reason, { path }) => (objectErrors.test(path) ? withObjects(refuse(reason)) : refuse(reason)),
  unwrap: (body, row) => unwrap(body, row),
  wrap: (view, row) => wrap(view, row),
  page,
  finish: (answer) => answer,
};

/** One thing as a JSON:API document where the row says so; `relationships` of the view stand beside the attributes. */
function wrap(view: Data, { wrap: form }: Resource): unknown {
  if (form?.jsonApi !== undefined) return { data: jsonApiItem(view, form.jsonApi) };
  return form?.one === undefined ? view : { [form.one]: view };
}

/** `{id, type, attributes, relationships?}` of a view that has all of them side by side. */
export function jsonApiItem({ id, relationships, ...attributes }: Data, type: string): Data {
  return { id, type, attributes, ...(relationships === undefined ? {} : { relationships }) };
}

/** Attributes, with `relationships` and an `id` of the client beside them; rows without these fields drop them. */
function unwrap(body: unknown, row: Resource): unknown {
  if (row.wrap?.jsonApi === undefined) return body ?? {};
  const data = (body as { data?: { id?: unknown; attributes?: object; relationships?: unknown } } | undefined)?.data;
  if (data === undefined) throw invalid(row.name, { path: ["data"], code: "missing", message: "missing" });
  const { id, attributes = {}, relationships } = data;
  return {
    ...(id === undefined ? {} : { id }),
    ...attributes,
    ...(relationships === undefined ? {} : { relationships }),
  };
}

/** Paths whose errors are objects instead of texts. Source: datadog-v2.json, `JSONAPIErrorResponse` and gates. */
const objectErrors = /^\/api\/v2\/(?:deployment_gates|deployments\/gates|dora|events$)/;

/** The same errors as objects; those about keys, permissions and limits stay texts everywhere. */
function withObjects(answer: Answer): Answer {
  const { errors = [] } = (answer.body ?? {}) as { readonly errors?: readonly string[] };
  const [status, title] = [String(answer.status), STATUS_CODES[answer.status] ?? ""];
  if (answer.status === 403 || answer.status === 429) return answer;
  return { ...answer, body: { errors: errors.map((detail) => ({ status, title, detail })) } };
}

function refuse(reason: RefusalReason): Answer {
  const errors = (status: number, ...messages: string[]): Answer => ({ status, body: { errors: messages } });
  switch (reason.kind) {
    case "unauthenticated":
      return errors(403, "Forbidden");
    case "forbidden":
      return errors(403, reason.message ?? "Forbidden", `Failed permission authorization checks: ${reason.needs}`);
    case "missing":
      return errors(404, `${reason.what.replaceAll("-", " ")} not found`);
    case "unrouted":
      return errors(404, "Not found");
    case "malformed":
      return errors(400, "Payload is not in the expected format: invalid JSON");
    case "invalid":
      return errors(400, ...reason.problems.map(sentence));
    case "conflict":
    case "locked":
      return errors(409, reason.message);
    case "limited":
      return {
        ...errors(429, "Too many requests"),
        headers: { "x-ratelimit-reset": String(reason.retryAfterSeconds) },
      };
    case "failed":
      return errors(500, "Internal error");
    case "answer":
      return reason.answer;
  }
}

function sentence({ path, code, message }: FieldProblem): string {
  const field = path.join(".");
  if (code === "missing") return `Missing required attribute: ${field}`;
  return code === "custom" || code === "taken" || code === "reference"
    ? message
    : `Invalid value for ${field}: ${message}`;
}
