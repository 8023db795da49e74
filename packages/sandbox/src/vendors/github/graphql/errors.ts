import { GraphQLError } from "graphql";

/** An error as GitHub's GraphQL interface tells it; `type` is a machine's word for it. */
export function githubError(type: "NOT_FOUND" | "FORBIDDEN" | "UNPROCESSABLE", message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** No node has this id: the provider looks for this text and stops on `null` without it (facts/endpoints.md 2.1). */
export function unresolved(id: string): GraphQLError {
  return githubError("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

/** An error in the form of an answer: GitHub has `type` beside the message. */
export function wireError(error: GraphQLError): Record<string, unknown> {
  const { message, path, locations, extensions } = error;
  const type = extensions["type"];
  return {
    ...(type === undefined ? {} : { type }),
    ...(path ? { path } : {}),
    ...(locations ? { locations } : {}),
    message,
  };
}
