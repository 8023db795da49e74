import type { Dialect } from "../../http/dialect.ts";
import type { Answer } from "../../http/message.ts";
import { invalid, type FieldProblem, type RefusalReason } from "../../http/refusal.ts";
import type { AccessLevel } from "../../seed.ts";
import { admit } from "./behaviour/admit.ts";
import { besideOf } from "./beside.ts";
import { page } from "./pages.ts";

/** How Neon speaks: its published specification (`@neondatabase/api-client`), facts/endpoints.md 2.3. */
export const dialect: Dialect = {
  vendor: "neon",
  hosts: ["console.neon.tech"],
  split: (path) =>
    path.startsWith("/api/v2/") ? { prefix: "/api/v2", path: path.slice("/api/v2".length) } : { prefix: "", path },
  presented({ authorization = "" }) {
    const token = /^bearer (.+)$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : { token };
  },
  grants: (access) => scopes[access],
  admit,
  refuse: (reason) => refuse(reason),
  unwrap(body, { title, name, wrap }) {
    if (wrap?.one === undefined) return body ?? {};
    const inner = (body as Record<string, unknown> | undefined)?.[wrap.one];
    if (inner === undefined && name === "branch") return {};
    if (inner === undefined) throw invalid(title ?? name, { path: [wrap.one], code: "missing", message: "missing" });
    return inner;
  },
  wrap: (view, { wrap }) => (wrap?.one === undefined ? view : { [wrap.one]: view, ...besideOf(view) }),
  page,
  finish: (answer) => answer,
};

/** Roles of an organisation's member: Neon's API keys act as their owner. */
const scopes: Readonly<Record<AccessLevel, readonly string[]>> = {
  admin: ["read", "write", "organization"],
  write: ["read", "write"],
  read: ["read"],
};

/** The general error of the specification: `code` is empty but for a few [unverified which]. */
function error(status: number, message: string, code = ""): Answer {
  return { status, body: { code, message } };
}

function refuse(reason: RefusalReason): Answer {
  switch (reason.kind) {
    case "unauthenticated":
      return error(401, "authentication required");
    case "forbidden":
      return error(403, reason.message ?? "user has no access to the resource");
    case "missing":
      return error(404, `${reason.what.replaceAll("-", " ")} not found`);
    case "unrouted":
      return error(404, "this route does not exist");
    case "malformed":
      return error(400, "request body is not valid JSON");
    case "invalid":
      return error(400, reason.problems.map(sentence).join("; "));
    case "conflict":
      return error(409, reason.message);
    case "locked":
      return error(423, reason.message);
    case "limited":
      return error(429, "too many requests");
    case "failed":
      return error(500, "internal server error");
    case "answer":
      return reason.answer;
  }
}

function sentence({ path, code, message }: FieldProblem): string {
  const field = path.join(".");
  if (code === "missing") return `${field} is required`;
  return code === "custom" || code === "taken" || code === "reference" ? message : `${field}: ${message}`;
}
