import type { Call } from "../../http/message.ts";

/** A project's Git repository as Vercel keeps it. */
export interface Link {
  readonly type: "github" | "gitlab" | "bitbucket";
  readonly org: string;
  readonly repo: string;
  readonly repoId: number;
  readonly productionBranch: string;
  readonly deployHooks: readonly unknown[];
  readonly gitCredentialId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly sourceless: boolean;
}

/** Links a repository; its default branch goes to production. Source: client/project.go of the provider, `Link`. */
export function linkTo({ type, repo: full }: { readonly type: Link["type"]; readonly repo: string }, call: Call): Link {
  const { store, ids } = call.world;
  const [org = "", ...rest] = full.split("/");
  const repo = rest.join("/");
  const known =
    type === "github" ? store.all("github.repository").find(({ data }) => data["name"] === repo) : undefined;
  return {
    type,
    org,
    repo,
    repoId: typeof known?.data["id"] === "number" ? known.data["id"] : ids.number("vercel.repository", 700_001),
    productionBranch: typeof known?.data["default_branch"] === "string" ? known.data["default_branch"] : "main",
    deployHooks: [],
    gitCredentialId: `cred_${org}`,
    createdAt: call.now,
    updatedAt: call.now,
    sourceless: true,
  };
}
