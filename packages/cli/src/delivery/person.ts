import { LaunchgateError, type Model } from "@launchgate/core";
import { z } from "zod";
import type { GitHubClient } from "../vendors/github-client.ts";

/** Somebody whom the model names. */
export interface KnownPerson {
  /** Id in the model. */
  readonly person: string;
  readonly login: string;
}

/**
 * The person to whom the token in use belongs, by the vendor's own word (house decision 8): never by a variable or an option.
 *
 * @throws LaunchgateError `deploy.nobody` for the token of an App or of somebody whom the model does not name
 */
export async function personOfToken(client: GitHubClient, model: Model): Promise<KnownPerson> {
  const { login } = await client.call("read whose token it is", "GET /user", {}, z.object({ login: z.string() }));
  const person = personOf(model, login);
  if (person !== undefined) return { person, login };
  throw new LaunchgateError({
    code: "deploy.nobody",
    message: `The token belongs to "${login}", who is no person of the model.`,
    fix: "Export GITHUB_TOKEN with the token of a person in stacks/organization.ts. Nothing was changed.",
  });
}

/** Id of the person with a login; undefined where the model names none. GitHub does not tell capitals apart. */
export function personOf({ organization }: Model, login: string): string | undefined {
  const found = Object.entries(organization.people).find(
    ([, each]) => each.github.toLowerCase() === login.toLowerCase(),
  );
  return found?.[0];
}
