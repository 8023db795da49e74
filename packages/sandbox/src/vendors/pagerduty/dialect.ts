import type { Dialect } from "../../http/dialect.ts";
import type { Answer } from "../../http/message.ts";
import { invalid, type FieldProblem, type RefusalReason } from "../../http/refusal.ts";
import { grants } from "./grants.ts";
import { page } from "./pages.ts";
import { admitRequester } from "./requester.ts";

/** How PagerDuty speaks: PagerDuty developer docs "Errors", "Pagination", "Rate limits", facts/endpoints.md 2.4. */
export const dialect: Dialect = {
  vendor: "pagerduty",
  hosts: ["api.pagerduty.com", "api.eu.pagerduty.com", "app.pagerduty.com", "events.pagerduty.com"],
  rateLimit: {
    limit: 960,
    windowSeconds: 60,
    headers: ({ limit, remaining, resetInSeconds }) => ({
      "ratelimit-limit": String(limit),
      "ratelimit-remaining": String(remaining),
      "ratelimit-reset": String(resetInSeconds),
    }),
  },
  split: (path) => ({ prefix: "", path }),
  presented({ authorization = "" }) {
    const token = /^(?:token token=|bearer )"?([^"]+)"?$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : { token };
  },
  grants,
  admit: admitRequester,
  refuse: (reason) => refuse(reason),
  unwrap(body, { title, name, wrap }) {
    if (wrap?.one === undefined) return body ?? {};
    const inner = (body as Record<string, unknown> | undefined)?.[wrap.one];
    if (inner === undefined) throw invalid(title ?? name, { path: [wrap.one], code: "missing", message: "missing" });
    return inner;
  },
  wrap: (view, { wrap }) => (wrap?.one === undefined ? view : { [wrap.one]: view }),
  page,
  finish: (answer) => answer,
};

/** Codes: developer docs, "Errors": 2001 invalid input, 2006 and 2010 access, 2020 too fast, 2100 not found. */
function error(status: number, code: number, message: string, errors?: readonly string[]): Answer {
  return { status, body: { error: { message, code, ...(errors ? { errors } : {}) } } };
}

function refuse(reason: RefusalReason): Answer {
  switch (reason.kind) {
    case "unauthenticated":
      return error(401, 2006, "Invalid authentication credentials were provided");
    case "forbidden":
      return error(403, 2010, reason.message ?? "Access Denied", [`Token is missing the scope ${reason.needs}`]);
    case "missing":
      return error(404, 2100, "Not Found");
    case "unrouted":
      // The provider retries 404 for two minutes: a gap must fail at once (facts/endpoints.md section 6 rule 1).
      return error(400, 2001, "Invalid Input Provided", ["There is no such endpoint."]);
    case "malformed":
      return error(400, 2001, "Invalid Input Provided", ["The body is not valid JSON."]);
    case "invalid":
      return error(400, 2001, "Invalid Input Provided", reason.problems.map(sentence));
    case "conflict":
    case "locked":
      return error(409, 2001, reason.message);
    case "limited":
      return error(429, 2020, "Rate Limit Exceeded");
    case "failed":
      return error(500, 2000, "Internal Server Error");
    case "answer":
      return reason.answer;
  }
}

function sentence({ path, code, message }: FieldProblem): string {
  const field = path.join(".").replaceAll("_", " ");
  const name = field.charAt(0).toUpperCase() + field.slice(1);
  if (code === "missing") return `${name} can't be blank`;
  return code === "custom" || code === "taken" || code === "reference" ? message : `${name} is invalid: ${message}`;
}
