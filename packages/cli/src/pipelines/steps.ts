import { pinnedActions, type ActionKey, type InputsOf } from "./pinned-actions.ts";
import type { Environment, Step } from "./workflow.ts";

/** What a step may have beside its work. */
export type StepOptions = Pick<Step, "id" | "if" | "env" | "working-directory" | "continue-on-error">;

/** A step with one of the {@link pinnedActions}. */
export function action<K extends ActionKey>(
  key: K,
  name: string,
  inputs: InputsOf<K>,
  options: StepOptions = {},
): Step {
  const { name: repository, sha } = pinnedActions[key];
  const given = Object.entries(inputs) as [string, string | number | boolean][];
  const uses = `${repository}@${sha}`;
  return { name, ...options, uses, ...(given.length > 0 ? { with: Object.fromEntries(given) } : {}) };
}

/** A step with commands, one a line. */
export function run(name: string, commands: string | readonly string[], options: StepOptions = {}): Step {
  const text = typeof commands === "string" ? commands : `${commands.join("\n")}\n`;
  return { name, ...options, run: text };
}

/** `${{ expression }}`. */
export const expression = (text: string): string => `\${{ ${text} }}`;

/** The commit, without leaving the token behind in the clone. `ref` absent: what the event speaks of. */
export function checkout(name: string, inputs: InputsOf<"checkout"> = {}): Step {
  return action("checkout", name, { ...inputs, "persist-credentials": false });
}

/** Node of the named version, or by the file that names it. No cache: what an untrusted run stored must not reach a trusted one. */
export function node(version: Pick<InputsOf<"setupNode">, "node-version" | "node-version-file">): Step {
  return action("setupNode", "Node", { ...version, "package-manager-cache": false });
}

/** Packages exactly as the lock file has them. */
export function install(options: StepOptions = {}): Step {
  return run("Packages", "npm ci", options);
}

/** One `launchgate` command. Quote variables in `words`; values come by `env`. */
export function launchgate(name: string, words: string, options: StepOptions = {}): Step {
  return run(name, `npx launchgate ${words}`, options);
}

/** Keeps a result for as long as the compliance class demands, days (P5); with `always` also that of a job that failed. */
export function keep(name: string, artifact: string, path: string, retentionDays: number, always = false): Step {
  const inputs = {
    name: artifact,
    path,
    "if-no-files-found": always ? "warn" : "error",
    "retention-days": retentionDays,
  };
  return action("uploadArtifact", name, inputs, always ? { if: expression("always()") } : {});
}

/** Inputs by which an artifact of another run, or of an earlier attempt of this one, is fetched: by GitHub's interface and the job's token. */
export function ofRun(name: string, runId: string): InputsOf<"downloadArtifact"> {
  return {
    name,
    "run-id": runId,
    repository: expression("github.repository"),
    "github-token": expression("github.token"),
  };
}

/** Rights that the token of our GitHub App gets, as inputs of its action. */
export type AppRights = Pick<InputsOf<"appToken">, Extract<keyof InputsOf<"appToken">, `permission-${string}`>>;

/** A token of our GitHub App for one hour and one repository, revoked at the end of the job (S3). Its id is `app`. */
export function appToken(repository: string, rights: AppRights): Step {
  return action(
    "appToken",
    "Token of the GitHub App",
    {
      "client-id": expression("vars.LAUNCHGATE_APP_CLIENT_ID"),
      "private-key": expression("secrets.LAUNCHGATE_APP_KEY"),
      owner: expression("github.repository_owner"),
      repositories: repository,
      ...rights,
    },
    { id: "app" },
  );
}

/** The token that {@link appToken} made, as `GITHUB_TOKEN` of a step. */
export const asApp: Environment = { GITHUB_TOKEN: expression("steps.app.outputs.token") };
/** The token of the job itself. */
export const asJob: Environment = { GITHUB_TOKEN: expression("github.token") };
/** The page of the run, for whoever is called. */
export const runUrl = expression(
  "format('{0}/{1}/actions/runs/{2}', github.server_url, github.repository, github.run_id)",
);
