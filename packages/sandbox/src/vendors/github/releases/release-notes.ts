import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import { commitsBetween, historyOf } from "../git/history.ts";
import type { Repository } from "../git/objects.ts";
import { resolveRef, tagsOf } from "../git/refs.ts";
import { fullName } from "../git/views.ts";
import { pullsOf } from "../issues/issue-rows.ts";
import { htmlUrl } from "../wire.ts";

/** Merged pull requests since the tag before. Source: GitHub docs, "Automatically generated release notes". */
export function notesOf({ world }: Call, repo: Repository, tag: string, target: string, previous?: string): string {
  const end = resolveRef(world, repo, tag) ?? resolveRef(world, repo, target);
  if (!end) throw missing("Release");
  const known = new Map(
    tagsOf(world, repo)
      .filter(({ data }) => data.name !== tag)
      .map(({ data }) => [data.sha, data.name]),
  );
  const last =
    previous ??
    historyOf(world, repo, end.sha)
      .map((each) => known.get(each.sha))
      .find((each) => each !== undefined);
  const start = last === undefined ? undefined : resolveRef(world, repo, last);
  const commits = start ? commitsBetween(world, repo, start.sha, end.sha) : historyOf(world, repo, end.sha);
  const shas = new Set(commits.map((each) => each.sha));
  const page = htmlUrl(fullName(repo));
  const merged = pullsOf(world, repo).filter(({ data }) => shas.has(data.pull.mergeSha ?? ""));
  const lines = merged.map(({ data }) => `* ${data.title} by @${data.author} in ${page}/pull/${String(data.number)}`);
  const changelog = last === undefined ? `${page}/commits/${tag}` : `${page}/compare/${last}...${tag}`;
  return [...(lines.length > 0 ? ["## What's Changed", ...lines, ""] : []), `**Full Changelog**: ${changelog}`].join(
    "\n",
  );
}
