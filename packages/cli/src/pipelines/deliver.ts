import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { workflowFolder, type PipelineFiles } from "./files.ts";
import {
  blobId,
  filesAt,
  pointBranch,
  textOf,
  tipOf,
  writeCommit,
  writeTree,
  type GitCommit,
  type Place,
} from "./git-files.ts";
import { generatedNotice } from "./write-workflow.ts";

/** Branch that deliveries are pushed to. It is ours: a commit of somebody else on it is refused, never overwritten. */
export const deliveryBranch = "launchgate/pipelines";
/** First line of the commits on {@link deliveryBranch}, and title of the pull request. */
export const deliveryTitle = "ci: pipelines of the release model";

/** What happened to a file, against the default branch. */
export interface FileChange {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
}

/** What a delivery found and did. */
export interface Delivery {
  readonly repository: string;
  /** Against the default branch; empty: it has everything already. */
  readonly changes: readonly FileChange[];
  /** The one pull request; absent where nothing differs. */
  readonly pull?: { readonly number: number; readonly url: string; readonly done: "opened" | "updated" | "unchanged" };
}

const pullSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullable(),
});

/**
 * Brings the files into a repository as one pull request (P2): opened, or updated where one is open, or left alone where it has
 * just these files already. Running it again changes nothing (P9).
 *
 * @throws LaunchgateError `pipelines.empty-repository`, `pipelines.branch-taken`; `vendor.*` for a refusal of GitHub
 */
export async function deliver(place: Place, defaultBranch: string, files: PipelineFiles): Promise<Delivery> {
  const base = await tipOf(place, defaultBranch);
  if (base === undefined) throw emptyRepository(place.repo, defaultBranch);
  const changes = await differences(place, base, files);
  if (changes.length === 0) return { repository: place.repo, changes };
  const moved = await bringBranch(place, base, files, changes);
  const pull = await bringPull(place, defaultBranch, bodyOf(changes), moved);
  return { repository: place.repo, changes, pull };
}

/** What differs from the default branch; a generated workflow that is no longer wanted is removed. */
async function differences(place: Place, base: GitCommit, files: PipelineFiles): Promise<FileChange[]> {
  const there = await filesAt(place, base);
  const written = Object.entries(files).flatMap(([path, content]): FileChange[] => {
    const before = there.get(path);
    if (before === blobId(content)) return [];
    return [{ path, change: before === undefined ? "added" : "changed" }];
  });
  const strangers = [...there].filter(([path]) => path.startsWith(`${workflowFolder}/`) && !Object.hasOwn(files, path));
  const texts = await Promise.all(strangers.map(async ([path, sha]) => ({ path, text: await textOf(place, sha) })));
  const stale = texts.filter(({ text }) => text.startsWith(`# ${generatedNotice[0]}`));
  const removed = stale.map(({ path }): FileChange => ({ path, change: "removed" }));
  return [...written, ...removed].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Makes the branch hold the default branch with the changes, in one commit. Returns whether it moved. */
async function bringBranch(
  place: Place,
  base: GitCommit,
  files: PipelineFiles,
  changes: readonly FileChange[],
): Promise<boolean> {
  const tip = await tipOf(place, deliveryBranch);
  if (tip !== undefined && tip.sha !== base.sha && !isOurs(tip)) throw branchTaken(place.repo);
  const wanted = changes.map(
    ({ path, change }) => [path, change === "removed" ? null : (files[path] ?? null)] as const,
  );
  const tree = await writeTree(place, base, Object.fromEntries(wanted));
  if (tip?.tree.sha === tree && tip.parents[0]?.sha === base.sha) return false;
  const commit = await writeCommit(place, `${deliveryTitle}\n\n${bodyOf(changes)}`, tree, base.sha);
  await pointBranch(place, deliveryBranch, commit, tip === undefined);
  return true;
}

const isOurs = ({ message, parents }: GitCommit): boolean =>
  message.split("\n")[0] === deliveryTitle && parents.length === 1;

async function bringPull(
  { github, repo }: Place,
  defaultBranch: string,
  body: string,
  moved: boolean,
): Promise<NonNullable<Delivery["pull"]>> {
  const head = `${github.organization}:${deliveryBranch}`;
  const query = { repo, head, base: defaultBranch, state: "open" };
  const open = await github.list(`list pull requests of ${repo}`, "GET /repos/{owner}/{repo}/pulls", query, pullSchema);
  const [found] = open;
  const what = `bring the pull request of ${repo}`;
  if (found === undefined) {
    const parameters = { repo, title: deliveryTitle, head: deliveryBranch, base: defaultBranch, body };
    const made = await github.call(what, "POST /repos/{owner}/{repo}/pulls", parameters, pullSchema);
    return { number: made.number, url: made.html_url, done: "opened" };
  }
  const isSame = found.title === deliveryTitle && found.body === body;
  if (!isSame) {
    const parameters = { repo, pull_number: found.number, title: deliveryTitle, body };
    await github.call(what, "PATCH /repos/{owner}/{repo}/pulls/{pull_number}", parameters, pullSchema);
  }
  return { number: found.number, url: found.html_url, done: moved || !isSame ? "updated" : "unchanged" };
}

function bodyOf(changes: readonly FileChange[]): string {
  const lines = changes.map(({ path, change }) => `- ${change}: \`${path}\``);
  return `Generated from the release model by \`launchgate pipelines deliver\`. To change them, change the model.\n\n${lines.join("\n")}\n`;
}

function emptyRepository(repo: string, branch: string): LaunchgateError {
  return new LaunchgateError({
    code: "pipelines.empty-repository",
    message: `The repository ${repo} has no branch "${branch}": there is nothing that a pull request could change.`,
    fix: "Push a first commit, or correct repository.defaultBranch of the service.",
  });
}

function branchTaken(repo: string): LaunchgateError {
  return new LaunchgateError({
    code: "pipelines.branch-taken",
    message: `The branch ${deliveryBranch} of ${repo} holds a commit of somebody else.`,
    fix: "Move that commit to another branch and delete this one; then run the command again.",
  });
}
