/** An action of somebody else, pinned to a commit (S1; rule `github-actions-require-sha-pins`). */
export interface PinnedAction {
  /** `owner/repository`, with a folder where the action stands in one. */
  readonly name: string;
  /** Version tag that the commit had when it was pinned; stands behind the pin as a comment. */
  readonly version: string;
  /** The commit, 40 hex digits. */
  readonly sha: string;
  /** Inputs of that version, as its `action.yml` names them, as far as workflows here use them. */
  readonly inputs: readonly string[];
}

/**
 * Every action that generated workflows may use. All are GitHub's own: the strict guard of the rules repository lets no other
 * run (P2; components/github/repository-actions.ts). Each commit is what the version's tag pointed to, read with
 * `git rev-parse <tag>^{commit}` in a copy of the action's own repository, and the inputs are those of `action.yml` at that
 * commit. To move one: read the new tag the same way, change version and commit together.
 */
export const pinnedActions = {
  checkout: {
    name: "actions/checkout",
    version: "v7.0.1",
    sha: "3d3c42e5aac5ba805825da76410c181273ba90b1",
    inputs: ["repository", "ref", "token", "path", "persist-credentials", "fetch-depth"],
  },
  setupNode: {
    name: "actions/setup-node",
    version: "v7.0.0",
    sha: "820762786026740c76f36085b0efc47a31fe5020",
    inputs: ["node-version", "node-version-file", "package-manager-cache"],
  },
  uploadArtifact: {
    name: "actions/upload-artifact",
    version: "v7.0.0",
    sha: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    inputs: ["name", "path", "if-no-files-found", "retention-days", "overwrite", "include-hidden-files"],
  },
  downloadArtifact: {
    name: "actions/download-artifact",
    version: "v8.0.1",
    sha: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    inputs: ["name", "path", "github-token", "run-id", "repository"],
  },
  appToken: {
    name: "actions/create-github-app-token",
    version: "v3.1.1",
    sha: "1b10c78c7865c340bc4f6099eb2f838309f1e8c3",
    inputs: [
      ...["client-id", "private-key", "owner", "repositories"],
      ...["permission-checks", "permission-contents", "permission-issues", "permission-pull-requests"],
      ...["permission-actions", "permission-environments"],
    ],
  },
  attestProvenance: {
    name: "actions/attest-build-provenance",
    version: "v4.1.0",
    sha: "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32",
    inputs: ["subject-path"],
  },
  attestSbom: {
    name: "actions/attest-sbom",
    version: "v4.1.0",
    sha: "c604332985a26aa8cf1bdc465b92731239ec6b9e",
    inputs: ["subject-path", "sbom-path"],
  },
  dependencyReview: {
    name: "actions/dependency-review-action",
    version: "v4.9.0",
    sha: "2031cfc080254a8a887f58cffee85186f0e49e48",
    inputs: ["fail-on-severity", "base-ref", "head-ref"],
  },
  codeqlInit: {
    name: "github/codeql-action/init",
    version: "v4.36.2",
    sha: "8aad20d150bbac5944a9f9d289da16a4b0d87c1e",
    inputs: ["languages", "build-mode", "queries"],
  },
  codeqlAnalyze: {
    name: "github/codeql-action/analyze",
    version: "v4.36.2",
    sha: "8aad20d150bbac5944a9f9d289da16a4b0d87c1e",
    inputs: ["category"],
  },
} as const satisfies Readonly<Record<string, PinnedAction>>;

/** Key of {@link pinnedActions}. */
export type ActionKey = keyof typeof pinnedActions;

/** Inputs that an action takes. */
export type InputsOf<K extends ActionKey> = Partial<
  Record<(typeof pinnedActions)[K]["inputs"][number], string | number | boolean>
>;

/**
 * Tools that workflows of service repositories fetch by exact version: `vercel` from npm, `gitleaks` as a Go module whose
 * checksum Go verifies.
 */
export const pinnedTools = { vercel: "50.0.0", gitleaks: "v8.30.1" } as const;
