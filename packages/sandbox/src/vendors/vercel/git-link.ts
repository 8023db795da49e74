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

/** What answers show of a link: every host of repositories has its own names. Source: vercel.json GET /v9/projects/{idOrName}. */
export function linkView(link: Link): Readonly<Record<string, unknown>> {
  const { type, org, repo, repoId, ...common } = link;
  const owner = `{${String(repoId).padStart(32, "0")}}`;
  switch (type) {
    case "github":
      return link as unknown as Readonly<Record<string, unknown>>;
    case "gitlab":
      return {
        ...common,
        type,
        projectId: String(repoId),
        projectName: repo,
        projectNamespace: org,
        projectNameWithNamespace: `${org} / ${repo}`,
        projectUrl: `https://gitlab.com/${org}/${repo}`,
      };
    case "bitbucket":
      return { ...common, type, owner: org, slug: repo, name: repo, uuid: owner, workspaceUuid: owner };
  }
}
