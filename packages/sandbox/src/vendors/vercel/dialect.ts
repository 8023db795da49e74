import type { Dialect } from "../../http/dialect.ts";
import type { Answer, VendorRequest } from "../../http/message.ts";
import { invalid, refuseWith, type FieldProblem, type RefusalReason } from "../../http/refusal.ts";
import type { AccessLevel } from "../../seed.ts";
import { page } from "./pages.ts";
import { vercelTeamId } from "./team-id.ts";

/** How Vercel speaks: Vercel docs "REST API: errors, pagination, rate limits", facts/endpoints.md 2.2. */
export const dialect: Dialect = {
  vendor: "vercel",
  hosts: ["api.vercel.com", "vercel.com", "api-frameworks.zeit.sh", "dcs.vercel-infra.com"],
  rateLimit: {
    limit: 2000,
    windowSeconds: 60,
    headers: ({ limit, remaining, resetAt }) => ({
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(resetAt),
    }),
  },
  split(path) {
    // Provider, CLI and SDK use different versions of one thing (facts/endpoints.md section 6 rule 6).
    const prefix = /^\/v\d+(?:\/now)?(?=\/)/.exec(path)?.[0] ?? "";
    return { prefix, path: path.slice(prefix.length) };
  },
  presented({ authorization = "" }) {
    const token = /^bearer (.+)$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : { token };
  },
  grants: (access) => scopes[access],
  admit(call) {
    const team = call.request.query.get("teamId");
    const slug = call.request.query.get("slug");
    const known = team === null || team === vercelTeamId(call.world.seed);
    if (!known)
      throw refuseWith(
        403,
        error(
          "forbidden",
          `Not authorized: Trying to access resource under scope "${team}". You must re-authenticate to this scope.`,
        ),
      );
    if (slug !== null && slug !== call.world.seed.organization)
      throw refuseWith(404, error("not_found", "Team not found."));
  },
  refuse,
  unwrap(body, { title, name, wrap }) {
    if (wrap?.one === undefined) return body ?? {};
    const inner = (body as Record<string, unknown> | undefined)?.[wrap.one];
    if (inner === undefined) throw invalid(title ?? name, { path: [wrap.one], code: "missing", message: "missing" });
    return inner;
  },
  wrap: (view, { wrap }) => (wrap?.one === undefined ? view : { [wrap.one]: view }),
  page,
  finish: (answer) => ({ ...answer, headers: { ...answer.headers, "x-vercel-id": "sandbox1::loopback" } }),
};

/** Roles of a team member stand for scopes: Vercel's tokens have none of their own. */
const scopes: Readonly<Record<AccessLevel, readonly string[]>> = {
  admin: ["read", "deploy", "write", "team"],
  write: ["read", "deploy"],
  read: ["read"],
};

/** Body of every error. */
function error(code: string, message: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { error: { code, message, ...more } };
}

function refuse(reason: RefusalReason, request: VendorRequest): Answer {
  switch (reason.kind) {
    case "unauthenticated":
      return request.headers.authorization
        ? { status: 403, body: error("forbidden", "Not authorized", { invalidToken: true }) }
        : {
            status: 403,
            body: error("forbidden", "The request is missing an authentication token", { missingToken: true }),
          };
    case "forbidden":
      return {
        status: 403,
        body: error("forbidden", reason.message ?? "You don't have permission to access this resource."),
      };
    case "missing":
      return { status: 404, body: error("not_found", `${sentenceCase(reason.what)} not found.`) };
    case "unrouted":
      return { status: 404, body: error("not_found", "The requested API endpoint was not found.") };
    case "malformed":
      return { status: 400, body: error("bad_request", "Invalid JSON") };
    case "invalid":
      return { status: 400, body: error("bad_request", reason.problems.map(sentence).join(" ")) };
    case "conflict":
    case "locked":
      return { status: 409, body: error("conflict", reason.message) };
    case "limited":
      return {
        status: 429,
        body: error("rate_limited", "Rate limit exceeded."),
        headers: { "retry-after": String(reason.retryAfterSeconds) },
      };
    case "failed":
      return { status: 500, body: error("internal_server_error", "An unexpected error has occurred.") };
    case "answer":
      return reason.answer;
  }
}

function sentence({ path, code, message }: FieldProblem): string {
  const field = path.join(".");
  if (code === "missing") return `Invalid request: missing required property \`${field}\`.`;
  if (code === "unknown") return `Invalid request: should NOT have additional property \`${field}\`.`;
  if (code === "custom" || code === "taken" || code === "reference") return message;
  return `Invalid request: \`${field}\` ${message.replace(/^Invalid (?:input|option): /, "should be ")}.`;
}

function sentenceCase(name: string): string {
  const text = name.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
