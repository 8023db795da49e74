import { createHash } from "node:crypto";
import type { Dialect } from "../../http/dialect.ts";
import type { Answer, VendorRequest, WireAnswer } from "../../http/message.ts";
import type { RefusalReason } from "../../http/refusal.ts";
import { grants } from "./grants.ts";
import { page } from "./pages.ts";
import { validationBody } from "./validation-body.ts";

const documentation = "https://docs.github.com/rest";

/** How GitHub speaks: GitHub docs "Getting started with the REST API", facts/endpoints.md 2.1. */
export const dialect: Dialect = {
  vendor: "github",
  hosts: ["api.github.com", "uploads.github.com"],
  rateLimit: {
    limit: 5000,
    windowSeconds: 3600,
    headers: ({ limit, remaining, used, resetAt }) => ({
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-used": String(used),
      "x-ratelimit-reset": String(resetAt),
      "x-ratelimit-resource": "core",
    }),
  },
  split(path) {
    // Servers of GitHub Enterprise have everything under /api; the provider calls any unknown host that way.
    if (path === "/api/graphql") return { prefix: "/api", path: "/graphql" };
    return path.startsWith("/api/v3/")
      ? { prefix: "/api/v3", path: path.slice("/api/v3".length) }
      : { prefix: "", path };
  },
  presented({ authorization = "" }) {
    const token = /^(?:bearer|token) (.+)$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : { token };
  },
  grants,
  refuse: (reason, request) => refuse(reason, request),
  unwrap: (body) => body ?? {},
  wrap: (view) => view,
  page,
  finish: (answer, request) => withEtag(withStandardHeaders(answer, request), request),
};

function refuse(reason: RefusalReason, request: VendorRequest): Answer {
  switch (reason.kind) {
    case "unauthenticated":
      return problem(401, request.headers.authorization ? "Bad credentials" : "Requires authentication");
    case "forbidden":
      return {
        ...problem(403, reason.message ?? "Resource not accessible by personal access token"),
        headers: { "x-accepted-github-permissions": reason.needs.replace(":", "=") },
      };
    case "missing":
    case "unrouted":
      return problem(404, "Not Found");
    case "malformed":
      return problem(400, reason.message);
    case "invalid":
      return { status: 422, body: { ...validationBody(reason), documentation_url: documentation, status: "422" } };
    case "conflict":
    case "locked":
      return problem(409, reason.message);
    case "limited":
      return problem(403, "API rate limit exceeded.");
    case "failed":
      return problem(500, "Server Error");
    case "answer":
      return reason.answer;
  }
}

function problem(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: documentation, status: String(status) } };
}

function withStandardHeaders(answer: WireAnswer, request: VendorRequest): WireAnswer {
  const version = request.headers["x-github-api-version"];
  const headers = {
    ...answer.headers,
    "x-github-media-type": "github.v3; format=json",
    ...(typeof version === "string" ? { "x-github-api-version-selected": version } : {}),
  };
  return { ...answer, headers };
}

/** The ETag comes from the body: a stale one would hide drift (facts/endpoints.md section 6 rule 3). */
function withEtag(answer: WireAnswer, request: VendorRequest): WireAnswer {
  if (request.method !== "GET" || answer.status !== 200 || answer.text === undefined) return answer;
  const etag = `W/"${createHash("sha256").update(answer.text).digest("hex")}"`;
  const headers = { ...answer.headers, etag, "cache-control": "private, max-age=60, s-maxage=60" };
  const known = request.headers["if-none-match"]?.split(",").map((each) => each.trim()) ?? [];
  return known.includes(etag) ? { status: 304, text: undefined, headers } : { ...answer, headers };
}
