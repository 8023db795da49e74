import { z } from "zod";
import type { GitHubClient } from "../vendors/github-client.ts";
import { VendorError } from "../vendors/vendor-error.ts";

const account = z.looseObject({ login: z.string() });
const reviewer = z.looseObject({
  type: z.string(),
  reviewer: z.looseObject({ login: z.string().optional(), slug: z.string().optional(), name: z.string().optional() }),
});
const environmentSchema = z.looseObject({
  name: z.string(),
  protection_rules: z
    .array(
      z.looseObject({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(reviewer).optional(),
      }),
    )
    .default([]),
});
const runSchema = z.looseObject({
  id: z.number(),
  html_url: z.string(),
  head_sha: z.string(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  actor: account,
  triggering_actor: account,
});
const approvalSchema = z.looseObject({
  state: z.string(),
  user: account,
  environments: z.array(z.looseObject({ name: z.string() })),
});
const pendingSchema = z.looseObject({ environment: z.looseObject({ name: z.string() }), reviewers: z.array(reviewer) });

/** A run of a workflow. */
export type WorkflowRun = z.infer<typeof runSchema>;
/** A decision of a reviewer. */
export type Approval = z.infer<typeof approvalSchema>;

/** What guards an environment. */
export interface Guard {
  /** Logins and slugs of teams that may approve; empty: nobody has to. */
  readonly reviewers: readonly string[];
  readonly preventSelfReview: boolean;
}

/** What GitHub tells of an environment, its runs and their reviewers; one repository. */
export class GateReads {
  readonly #client: GitHubClient;
  readonly repository: string;

  constructor(client: GitHubClient, repository: string) {
    this.#client = client;
    this.repository = repository;
  }

  /** What guards an environment; one that is not there is guarded by nobody. */
  async guard(environment: string): Promise<Guard> {
    const at = { repo: this.repository, environment_name: environment };
    const what = `read the environment ${environment} of ${this.repository}`;
    const route = "GET /repos/{owner}/{repo}/environments/{environment_name}";
    const found = await this.#client.call(what, route, at, environmentSchema).catch((error: unknown) => {
      if (error instanceof VendorError && error.status === 404) return undefined;
      throw error;
    });
    const rule = found?.protection_rules.find(({ type }) => type === "required_reviewers");
    return { reviewers: namesOf(rule?.reviewers ?? []), preventSelfReview: rule?.prevent_self_review === true };
  }

  /** A run. */
  run(id: number): Promise<WorkflowRun> {
    return this.#ofRun(id, "read the run", "", runSchema);
  }

  /** What reviewers of a run decided. */
  approvals(id: number): Promise<readonly Approval[]> {
    return this.#ofRun(id, "read who approved", "/approvals", z.array(approvalSchema));
  }

  /** Environments at which a run waits, and who may approve. */
  async pending(id: number): Promise<ReadonlyMap<string, readonly string[]>> {
    const all = await this.#ofRun(id, "read what waits", "/pending_deployments", z.array(pendingSchema));
    return new Map(all.map(({ environment, reviewers }) => [environment.name, namesOf(reviewers)]));
  }

  /** Runs of a workflow that are not over, newest first. */
  async openRuns(workflow: string): Promise<readonly WorkflowRun[]> {
    const { workflow_runs: all } = await this.#client.call(
      `list the runs of ${workflow}`,
      "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
      { repo: this.repository, workflow_id: workflow, per_page: 30 },
      z.looseObject({ workflow_runs: z.array(runSchema) }),
    );
    return all.filter(({ status }) => status !== "completed");
  }

  /** Asks for a run of a workflow. GitHub does not say which one it made. */
  async dispatch(workflow: string, ref: string): Promise<void> {
    await this.#client.call(
      `start ${workflow} of ${this.repository}`,
      "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
      { repo: this.repository, workflow_id: workflow, ref },
      z.unknown(),
    );
  }

  /** Name of the branch that is merged into. */
  async defaultBranch(): Promise<string> {
    const answer = z.looseObject({ default_branch: z.string() });
    const at = { repo: this.repository };
    const found = await this.#client.call(`read ${this.repository}`, "GET /repos/{owner}/{repo}", at, answer);
    return found.default_branch;
  }

  #ofRun<T>(id: number, what: string, below: string, answer: z.ZodType<T>): Promise<T> {
    const route = `GET /repos/{owner}/{repo}/actions/runs/{run_id}${below}`;
    return this.#client.call(`${what} of run ${String(id)}`, route, { repo: this.repository, run_id: id }, answer);
  }
}

function namesOf(reviewers: readonly z.infer<typeof reviewer>[]): readonly string[] {
  return reviewers.flatMap(({ type, reviewer: { login, slug, name } }) => {
    const named = type === "Team" ? (slug ?? name) : login;
    return named === undefined ? [] : [type === "Team" ? `team ${named}` : named];
  });
}
