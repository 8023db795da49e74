/** Rights of a job's token. What is not named is refused. Source: GitHub docs, "Workflow syntax", `permissions`. */
export type Permissions = Readonly<
  Partial<
    Record<
      | "actions"
      | "attestations"
      | "checks"
      | "contents"
      | "deployments"
      | "id-token"
      | "issues"
      | "pull-requests"
      | "security-events",
      "read" | "write"
    >
  >
>;

/** Values for the environment of a step or job. Expressions stand here only, never in `run` (script injection). */
export type Environment = Readonly<Record<string, string>>;

/** One step: an action by its pinned name, or commands. */
export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  /** `owner/repository@sha`. */
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Environment;
  readonly "working-directory"?: string;
  readonly "continue-on-error"?: boolean;
  /** Commands without any `${{ }}`. */
  readonly run?: string;
}

/** One job. Timeout and permissions are demanded: GitHub's defaults are six hours and whatever the repository gives. */
export interface Job {
  /** Absent: the job's key, which is then the name of the check. */
  readonly name?: string;
  readonly if?: string;
  readonly needs?: readonly string[];
  readonly "runs-on": string;
  readonly environment?: string;
  readonly permissions: Permissions;
  /** Minutes until GitHub ends the job, 1 to 360. */
  readonly "timeout-minutes": number;
  readonly concurrency?: Concurrency;
  readonly strategy?: { readonly "fail-fast": boolean; readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly env?: Environment;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** Which runs exclude each other. */
export interface Concurrency {
  readonly group: string;
  readonly "cancel-in-progress": boolean;
}

/** One workflow file. */
export interface Workflow {
  readonly name: string;
  /** Triggers. */
  readonly on: Readonly<Record<string, unknown>>;
  readonly concurrency: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The runner of every job: by version, so that GitHub's next image is a change that somebody reviews. */
export const runner = "ubuntu-24.04";
