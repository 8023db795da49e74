import { getOperationAST, GraphQLError, graphqlSync, parse } from "graphql";
import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { githubError, wireError } from "./errors.ts";
import { roots } from "./queries.ts";
import { githubSchema } from "./schema.ts";

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** GitHub's GraphQL interface, run by graphql-js over the published schema: the answer has exactly the fields asked for. */
export const graphqlRoutes: readonly Route[] = [
  {
    method: "POST",
    template: "/graphql",
    scope: null,
    statuses: [200],
    source: "@octokit/graphql-schema; facts/endpoints.md section 6 rule 4",
    run: answer,
  },
];

function answer(call: Call): Answer {
  const given = bodySchema.safeParse(call.request.body);
  if (!given.success) {
    throw new Refusal({ kind: "malformed", message: "A query attribute must be specified and must be a string." });
  }
  const { query, variables, operationName } = given.data;
  const result = graphqlSync({
    schema: githubSchema(),
    source: query,
    rootValue: guardedRoots,
    contextValue: call,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  const defect = result.errors?.find(({ originalError }) => originalError && !(originalError instanceof GraphQLError));
  if (defect?.originalError) throw defect.originalError;
  const errors = result.errors?.map(wireError);
  if (errors && isMutation(query, operationName))
    throw new Refusal({ kind: "answer", answer: { status: 200, body: { data: result.data, errors } } });
  return {
    status: 200,
    body: { ...(result.data === undefined ? {} : { data: result.data }), ...(errors ? { errors } : {}) },
  };
}

/** A mutation that fails takes nothing into effect: the answer goes out as a refusal, which undoes the transaction. */
function isMutation(query: string, operationName: string | null | undefined): boolean {
  try {
    return String(getOperationAST(parse(query), operationName)?.operation) === "mutation";
  } catch {
    return false;
  }
}

type Root = (args: never, call: Call) => unknown;

/** What rows refuse becomes an error of GraphQL. */
const guardedRoots = Object.fromEntries(
  Object.entries(roots as Readonly<Record<string, Root>>).map(([name, run]) => [
    name,
    (args: never, call: Call): unknown => {
      try {
        return run(args, call);
      } catch (error) {
        if (error instanceof GraphQLError || !(error instanceof Refusal)) throw error;
        throw refused(error);
      }
    },
  ]),
);

function refused({ reason }: Refusal): GraphQLError {
  if (reason.kind === "missing") return githubError("NOT_FOUND", `Could not resolve to a ${reason.what}.`);
  const message = reason.kind === "invalid" ? reason.problems.map((each) => each.message).join(", ") : reason.kind;
  return githubError("UNPROCESSABLE", message);
}
