import { mkdtempSync } from "node:fs";
import path from "node:path";
import { owner, repo, type Hub } from "./hub.ts";
import { roleOf, type IdentityService } from "./identity.ts";
import type { Origin } from "./origin.ts";
import type { PracticeGround } from "./practice-ground.ts";
import { runJob, type JobTold } from "./runner.ts";
import { readWorkflow, workflowFiles, type Job, type Workflow } from "./workflow-file.ts";

/** What started a run. */
export interface Started {
  readonly file: string;
  readonly event: "pull_request" | "workflow_run" | "push" | "workflow_dispatch";
  /** Branch and commit that the run is of. */
  readonly branch: string;
  readonly sha: string;
  /** Login of who made it happen. */
  readonly by: string;
  /** Body of the event. */
  readonly payload: object;
  /** What whoever started it by hand gave. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Name of the step that jobs are left at, as by somebody who cancels: such a job has failed. */
  readonly before?: string;
}

/** A run that was executed as far as it came. */
export interface RunTold {
  readonly id: number;
  /** Conclusion; `waiting` where an environment holds it up. */
  readonly state: string;
  readonly jobs: Readonly<Record<string, JobTold>>;
}

/** Values of settings of the repository, and who stands for which token. */
export interface Settings {
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Machine whose token is `github.token` of jobs that only read, and of those that write. */
  readonly reads: string;
  readonly writes: string;
  /** Machine that is our app. */
  readonly app: string;
  readonly ground: PracticeGround;
  readonly identity: IdentityService;
}

/** GitHub Actions of the practice ground: the sandbox holds runs, jobs, environments and artifacts; the steps run here. */
export class ActionsOfGitHub {
  readonly #hub: Hub;
  readonly #origin: Origin;
  readonly #below: string;
  readonly #settings: Settings;
  readonly #runs = new Map<number, { readonly started: Started; readonly jobs: Record<string, JobTold> }>();

  /** `below`: folder for the folders of jobs. */
  constructor(hub: Hub, origin: Origin, below: string, settings: Settings) {
    this.#hub = hub;
    this.#origin = origin;
    this.#below = below;
    this.#settings = settings;
  }

  /** Tells the sandbox of the workflow files of a checkout of the default branch. */
  async register(root: string): Promise<void> {
    for (const file of workflowFiles(root)) {
      const { name, jobs } = readWorkflow(root, file);
      const rows = Object.entries(jobs).map(([id, { needs, environment }]) => {
        return { name: id, needs, runner: true, ...(environment === undefined ? {} : { environment }) };
      });
      await this.#hub.control("workflows", { repository: repo, file, name, jobs: rows });
    }
  }

  /** Starts a run and executes its jobs until it ends or waits. */
  async run(started: Started): Promise<RunTold> {
    const { file, event, branch, sha, by } = started;
    const { id } = await this.#hub.control<{ id: number }>("runs", { repository: repo, file, event, branch, sha, by });
    this.#runs.set(id, { started, jobs: {} });
    return this.goOn(id);
  }

  /** Somebody runs again what failed of a run. */
  async again(id: number, holder: string): Promise<RunTold> {
    await this.#hub.as(holder).actions.reRunWorkflowFailedJobs({ owner, repo, run_id: id });
    return this.goOn(id);
  }

  /** Goes on with a run that waited. */
  async goOn(id: number): Promise<RunTold> {
    const known = this.#runs.get(id);
    if (known === undefined) throw new Error(`run ${String(id)} is not known`);
    const workflow = this.#workflowOf(known.started);
    const { data: before } = await this.#github.actions.getWorkflowRun({ owner, repo, run_id: id });
    for (;;) {
      const { data } = await this.#github.actions.listJobsForWorkflowRun({ owner, repo, run_id: id });
      const next = data.jobs.find(({ status }) => status === "in_progress");
      if (next === undefined) break;
      const told = await this.#execute(id, known.started, workflow, next.name, before.run_attempt ?? 1);
      known.jobs[next.name] = told;
      await this.#hub.control("jobs", { repository: repo, run: id, job: next.name, conclusion: told.conclusion });
    }
    const { data: run } = await this.#github.actions.getWorkflowRun({ owner, repo, run_id: id });
    return { id, state: run.conclusion ?? run.status ?? "unknown", jobs: known.jobs };
  }

  get #github() {
    return this.#hub.as("pulumi");
  }

  /** The file of the commit that GitHub takes it from. */
  #workflowOf({ file, sha }: Started): Workflow {
    const folder = mkdtempSync(path.join(this.#below, "files-"));
    this.#origin.checkout(folder, sha);
    return readWorkflow(folder, file);
  }

  #execute(id: number, started: Started, workflow: Workflow, name: string, attempt: number): Promise<JobTold> {
    const own = mkdtempSync(path.join(this.#below, `${workflow.name}-`));
    const { app, vars, secrets, ground, identity } = this.#settings;
    const job = jobNamed(workflow, name);
    // Such a job can take the role of its environment, and whoever has it may open states and their secrets.
    const environment = job.permissions["id-token"] === "write" ? job.environment : undefined;
    const { sha, before, inputs } = started;
    const place = { hub: this.#hub, origin: this.#origin, folder: path.join(own, "checkout"), run: id, sha, app };
    const role = { AWS_ROLE_ARN: roleOf(environment ?? "none"), AWS_REGION: "eu-central-1" };
    return runJob({
      ...{ workflow, job: name, own, before },
      place: environment === undefined ? place : { ...place, practice: ground.folder },
      contexts: {
        github: { ...this.#context(id, started, workflow, job), run_attempt: String(attempt) },
        ...{ vars: { ...vars, ...role }, secrets },
        ...(inputs === undefined ? {} : { inputs }),
      },
      variables: {
        ...this.#variables(id, started, own),
        GITHUB_RUN_ATTEMPT: String(attempt),
        ...(environment === undefined ? {} : identity.variables(environment)),
      },
    });
  }

  /** What a runner gives to each step. Its ways out of this machine lead to the sandbox, which knows the vendors' hosts and no others. */
  #variables(id: number, { sha, event }: Started, own: string): Readonly<Record<string, string>> {
    const { ground } = this.#settings;
    const { control, caFile } = ground.connection;
    return {
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"] ?? ""}`,
      HOME: own,
      ...ground.variables,
      ...{
        NODE_USE_ENV_PROXY: "1",
        HTTPS_PROXY: control,
        NO_PROXY: "127.0.0.1,localhost",
        NODE_EXTRA_CA_CERTS: caFile,
      },
      ...{ CI: "true", GITHUB_ACTIONS: "true", GITHUB_API_URL: this.#hub.url, GITHUB_REPOSITORY: `${owner}/${repo}` },
      ...{ GITHUB_SHA: sha, GITHUB_RUN_ID: String(id), GITHUB_EVENT_NAME: event },
    };
  }

  #context(id: number, { event, payload, sha, branch, by }: Started, { name }: Workflow, job: Job): object {
    const { reads, writes } = this.#settings;
    const isWriting = Object.entries(job.permissions).some(([what, level]) => level === "write" && what !== "id-token");
    return {
      ...{ event: payload, event_name: event, sha, ref: `refs/heads/${branch}`, ref_name: branch, actor: by },
      ...{ repository: `${owner}/${repo}`, repository_owner: owner, server_url: "https://github.com" },
      ...{ run_id: String(id), workflow: name, api_url: this.#hub.url },
      token: this.#hub.token(isWriting ? writes : reads),
    };
  }
}

function jobNamed({ jobs, file }: Workflow, name: string): Job {
  const found = jobs[name];
  if (found === undefined) throw new Error(`${file} has no job ${name}`);
  return found;
}
