import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Octokit } from "@octokit/rest";
import { ActionsOfGitHub, type RunTold } from "./actions-of-github.ts";
import { writeRules } from "./cuts.ts";
import { Hub, owner, repo, type Change, type Holder } from "./hub.ts";
import { IdentityService } from "./identity.ts";
import { Origin, trackedFiles, type TreeFile } from "./origin.ts";
import { PracticeGround } from "./practice-ground.ts";
import { nameApps, ourApp, setUpByEngine, setUpByHand } from "./set-up.ts";

const at = { owner, repo };

/** Canaries: settings of the repository that must be seen nowhere. */
export const canaries = { LAUNCHGATE_APP_KEY: "canary-app-key-2d91", PAGERDUTY_ROUTING_KEY: "canary-routing-key-77aa" };

/** A pull request, and what the runs of its newest push came to. */
export interface Judged {
  readonly number: number;
  readonly head: string;
  /** Who pushed it. */
  readonly by: Holder;
  readonly preview: RunTold;
  readonly verdict: RunTold;
}

/** A repository of rules at the practice GitHub, with its branch rules, its people and its workflows. */
export class PathWorld {
  readonly ground: PracticeGround;
  readonly hub: Hub;
  readonly actions: ActionsOfGitHub;
  readonly #identity: IdentityService;
  readonly #below: string;
  /** The commit that was merged last, and the reviewed one. */
  merged: { readonly sha: string; readonly head: string } | undefined;
  /** Id of the run that deploys it. */
  deployment: number | undefined;
  readonly #numbers = new Map<string, number>();

  private constructor(ground: PracticeGround, identity: IdentityService, origin: Origin, below: string) {
    this.ground = ground;
    this.#identity = identity;
    this.#below = below;
    this.hub = new Hub(ground.connection, origin);
    this.actions = new ActionsOfGitHub(this.hub, origin, below, {
      vars: { LAUNCHGATE_APP_CLIENT_ID: "Iv1.practice", PULUMI_BACKEND_URL: ground.args.states },
      secrets: canaries,
      ...{ reads: "drift", writes: "release", app: "drill", ground, identity },
    });
  }

  /**
   * Sets everything up: what the organisation has before the first pull request. `engine`: folder whose `bin/pulumi` brings
   * stacks up, so that a merge can be applied; undefined where there is none. `onStart` gets the world as soon as there is something to close.
   */
  static async open(engine: string | undefined, onStart?: (world: PathWorld) => void): Promise<PathWorld> {
    const below = mkdtempSync(path.join(tmpdir(), "launchgate-path-"));
    const files = trackedFiles();
    const world = await PathWorld.#start(below, engine, files).catch((error: unknown) => {
      remove(below);
      throw error;
    });
    onStart?.(world);
    try {
      await nameApps(world.hub);
      await (engine === undefined ? setUpByHand : setUpByEngine)({ ground: world.ground, hub: world.hub, files });
      await world.actions.register(world.ground.args.root);
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  static async #start(below: string, engine: string | undefined, files: readonly TreeFile[]): Promise<PathWorld> {
    const [root, states] = [path.join(below, "rules"), path.join(below, "states")];
    mkdirSync(states);
    writeRules(root, files);
    const about = { root, home: path.join(below, "home"), states: pathToFileURL(states).href, engine };
    const ground = await PracticeGround.start(about);
    return new PathWorld(ground, await IdentityService.start(), new Origin(path.join(below, "origin.git")), below);
  }

  /** Whether a merge can be applied. */
  get hasEngine(): boolean {
    return this.ground.args.engine !== undefined;
  }

  /** Somebody's client. */
  as(holder: Holder): Octokit {
    return this.hub.as(holder);
  }

  /** Text of a file as it is on the default branch at the beginning. */
  async file(name: string, ref = "main"): Promise<string> {
    const { data } = await this.as("pulumi").repos.getContent({ ...at, path: name, ref });
    return Buffer.from((data as { readonly content: string }).content, "base64").toString("utf8");
  }

  /** Somebody pushes a change, opens its pull request where there is none, and its workflows run. */
  async push(holder: Holder, branch: string, changes: Change): Promise<Judged> {
    const head = await this.hub.push(holder, branch, changes);
    const number = this.#numbers.get(branch) ?? (await this.#open(holder, branch));
    this.#numbers.set(branch, number);
    const by = `${holder}-example`;
    const full = { full_name: `${owner}/${repo}`, owner: { login: owner } };
    const preview = await this.actions.run({
      ...{ file: "preview.yml", event: "pull_request", branch, sha: head, by },
      payload: { pull_request: { number, head: { sha: head, ref: branch, repo: full } }, repository: { name: repo } },
    });
    return { number, head, by: holder, preview, verdict: await this.judge(branch, head, preview.id, by) };
  }

  /** What GitHub starts when a preview is over. */
  async judge(branch: string, head: string, preview: number, by: string): Promise<RunTold> {
    const full = { full_name: `${owner}/${repo}`, owner: { login: owner } };
    const run = { id: preview, event: "pull_request", head_sha: head, head_branch: branch, head_repository: full };
    const sha = await this.hub.fetch(await this.hub.head("main"));
    const about = { file: "verdict.yml", event: "workflow_run", branch: "main", sha, by } as const;
    return this.actions.run({ ...about, payload: { workflow_run: run } });
  }

  /** What GitHub starts when something is merged. `before`: the step that the first job is left at. */
  async deploy({ sha, before, by }: { sha: string; before?: string; by: string }): Promise<RunTold> {
    const about = { file: "deploy.yml", event: "push", branch: "main", sha, by, payload: {} } as const;
    return this.actions.run({ ...about, ...(before === undefined ? {} : { before }) });
  }

  /** Somebody asks for the engine's preview of a pull request; it waits for those who let it in. */
  async preview({ number, head }: Pick<Judged, "number" | "head">, holder: Holder): Promise<RunTold> {
    const sha = await this.hub.fetch(await this.hub.head("main"));
    const inputs = { pull: String(number), commit: head };
    const about = { file: "preview-engine.yml", event: "workflow_dispatch", branch: "main", sha } as const;
    return this.actions.run({ ...about, by: `${holder}-example`, payload: { inputs }, inputs });
  }

  /** Somebody decides for an environment at which a run waits; answers GitHub's words where it refuses. */
  async letIn(holder: Holder, run: number, environment: string): Promise<string> {
    const { actions } = this.as(holder);
    const { data } = await actions.getPendingDeploymentsForRun({ ...at, run_id: run });
    const ids = data.flatMap(({ environment: { id, name } }) => (name === environment && id ? [id] : []));
    const decision = { environment_ids: ids, state: "approved", comment: "Looked at." } as const;
    return told(actions.reviewPendingDeploymentsForRun({ ...at, run_id: run, ...decision }));
  }

  async #open(holder: Holder, branch: string): Promise<number> {
    const title = branch.replaceAll("-", " ");
    return (await this.as(holder).pulls.create({ ...at, head: branch, base: "main", title })).data.number;
  }

  /** Somebody approves a pull request as it is; answers GitHub's words where it refuses. */
  async approve(holder: Holder, number: number): Promise<string> {
    const review = { ...at, pull_number: number, event: "APPROVE", body: "Read." } as const;
    return told(this.as(holder).pulls.createReview(review));
  }

  /** A machine that is not our app writes a check of the review's name. */
  async imitateCheck(holder: Holder, sha: string): Promise<void> {
    const check = { name: "release-review", head_sha: sha, status: "completed", conclusion: "success" } as const;
    await this.as(holder).checks.create({ ...at, ...check });
  }

  /** Everything that people can read of a pull request and its runs, and what was left behind. */
  async readable({ number, head, preview, verdict }: Judged): Promise<Readonly<Record<string, string>>> {
    const told = [preview, verdict].flatMap(({ jobs }) => Object.values(jobs));
    const logs = told.flatMap(({ steps }) => steps.map(({ name, log }) => [`log: ${name}`, log] as const));
    const left = told.flatMap(({ folder }) => filesOf(folder));
    return Object.fromEntries([
      ...logs,
      ...told.map(({ summary }, index) => [`step summary ${String(index)}`, summary] as const),
      ...(await this.comments(number)).map((body, index) => [`comment ${String(index)}`, body] as const),
      ["check", (await this.check(head))?.text ?? ""],
      ...left,
    ]);
  }

  /** Somebody merges; answers GitHub's word: the commit, or status and text of the refusal. */
  async merge(holder: Holder, number: number): Promise<{ readonly status: number; readonly text: string }> {
    try {
      const { status, data } = await this.as(holder).pulls.merge({
        ...at,
        pull_number: number,
        merge_method: "squash",
      });
      return { status, text: data.sha };
    } catch (error) {
      const { status, message } = error as { readonly status: number; readonly message: string };
      return { status, text: message };
    }
  }

  /** The comments of our app on a pull request. */
  async comments(number: number): Promise<readonly string[]> {
    const { data } = await this.as("pulumi").issues.listComments({ ...at, issue_number: number, per_page: 100 });
    return data.map(({ body }) => body ?? "");
  }

  /** The check of the review on a commit, by our app; undefined where there is none. */
  async check(
    sha: string,
  ): Promise<{ readonly conclusion: string | null; readonly title: string | null; readonly text: string } | undefined> {
    const about = { ...at, ref: sha, check_name: "release-review", app_id: ourApp.id };
    const { data } = await this.as("pulumi").checks.listForRef(about);
    const found = data.check_runs[0];
    return found && { conclusion: found.conclusion, title: found.output.title, text: JSON.stringify(found.output) };
  }

  async close(): Promise<void> {
    await this.ground.stop();
    await this.#identity.close();
    remove(this.#below);
  }
}

/** Removes a folder at once: who stops the path in between may still be writing there. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** GitHub's words where it refuses, else nothing. */
function told(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => "",
    (error: unknown) => String(error),
  );
}

/** What a job left in its checkout: plan documents, review, page. */
function filesOf(folder: string): readonly (readonly [string, string])[] {
  const names = readdirSync(folder).filter((each) => /^(?:review\.(?:json|md)|changed\.paths)$/.test(each));
  const plans = path.join(folder, "plans");
  const documents = existsSync(plans) ? readdirSync(plans, { recursive: true, encoding: "utf8" }) : [];
  const all = [...names, ...documents.filter((each) => each.endsWith(".json")).map((each) => path.join("plans", each))];
  return all.map((each) => [each, readFileSync(path.join(folder, each), "utf8")] as const);
}
