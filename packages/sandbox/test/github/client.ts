import { Octokit } from "@octokit/rest";
import type { Sandbox } from "../../src/index.ts";

/** The official client, unmodified, as one of the token holders. */
export function client({ urls, tokens }: Sandbox, holder = "pulumi"): Octokit {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  return new Octokit({ baseUrl: urls.github, auth: tokens.github[holder]?.token, log });
}

function ignore(): void {
  // Refusals are expected here; the client would print each.
}
