import type { Answer, Call, Method } from "../../http/message.ts";
import type { Route } from "../../http/router.ts";
import type { z } from "zod";
import { invalid } from "../../http/refusal.ts";
import { validate } from "../../resource-table/validate.ts";
import { askGuards } from "../../resource-table/locate.ts";
import { repository } from "./tables/repository.ts";

/** Start of the paths beneath a repository. */
export const at = "/repos/{owner}/{repo}";

/** A route by hand: `GET /path -> 200`. What changes something asks first whether the repository is archived. */
export function route(line: string, scope: string | null, run: (call: Call) => Answer, documentedAs?: string): Route {
  const [method, template = "", , status] = line.split(" ");
  return {
    method: method as Method,
    template,
    scope,
    statuses: (status ?? "200").split("/").map(Number),
    source: `github.json ${documentedAs ?? template}`,
    ...(documentedAs === undefined ? {} : { documentedAs }),
    run(call) {
      if (method !== "GET") askGuards(repository, undefined, call, "update");
      return run(call);
    },
  };
}

/** The fields of a body. @throws Refusal `invalid` with every problem */
export function bodyOf<S extends z.ZodObject>(schema: S, { request }: Call, what: string): z.output<S> {
  const result = validate(schema, request.body ?? {});
  if (!result.ok) throw invalid(what, ...result.problems);
  return schema.parse(result.fields);
}
