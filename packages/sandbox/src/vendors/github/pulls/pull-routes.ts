import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { happen } from "../behaviour/happen.ts";
import { changesBetween } from "../git/changes.ts";
import { commitsBetween } from "../git/history.ts";
import { filesOf } from "../git/objects.ts";
import { filledRepository, repositoryOf } from "../git/refs.ts";
import { commitView, fileView, repoUrl } from "../git/views.ts";
import { pullNamed, pullsOf, type Pull } from "../issues/issue-rows.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { headsOf } from "./heads.ts";
import { mergeInput, mergePull } from "./merge.ts";
import { changePull, openPull, updateBranch } from "./pull-acts.ts";
import { fullPull, pullView } from "./pull-view.ts";

const scopes = { read: "pull_requests:read", write: "pull_requests:write" };
const one = `${at}/pulls/{pull_number}`;

/** Pull requests: from a branch of the repository itself; forks are not played. */
export const pullRoutes: readonly Route[] = [
  route(`POST ${at}/pulls -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const pull = openPull(call, repo);
    happen(call, repo, {
      action: "pull_request.create",
      text: `opens pull request #${String(pull.data.number)} "${pull.data.title}" of ${repo.data.name}`,
      data: { number: pull.data.number },
    });
    return { status: 201, body: fullPull(pull, repo, call) };
  }),
  route(`GET ${at}/pulls -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const found = pullsOf(call.world, repo).filter((each) => isAsked(each, call));
    const isOldestFirst = call.request.query.get("direction") === "asc";
    return pageOf(isOldestFirst ? found : found.toReversed(), (each) => pullView(each, repo, call), undefined, call);
  }),
  route(`GET ${one} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: fullPull(pullNamed(call), repositoryOf(call), call),
  })),
  route(`PATCH ${one} -> 200`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    return { status: 200, body: fullPull(changePull(call, repo, pullNamed(call)), repo, call) };
  }),
  route(`GET ${one}/files -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const { head, common } = headsOf(call.world, repo, pullNamed(call));
    const files = changesBetween(call.world, repo, filesOf(call.world, repo, common), filesOf(call.world, repo, head));
    return pageOf(files, (each) => fileView(each, head, repo, call), undefined, call);
  }),
  route(`GET ${one}/commits -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const { head, common } = headsOf(call.world, repo, pullNamed(call));
    return pageOf(
      commitsBetween(call.world, repo, common, head).toReversed(),
      (each) => commitView(each, repo, call),
      undefined,
      call,
    );
  }),
  route(`GET ${one}/merge -> 204`, scopes.read, (call) => {
    if (pullNamed(call).data.pull.mergedAt === null) throw missing("Merge");
    return { status: 204 };
  }),
  route(`PUT ${one}/merge -> 200`, "contents:write", (call) => {
    const done = mergePull(call, repositoryOf(call), pullNamed(call), bodyOf(mergeInput, call, "PullRequest"));
    return {
      status: 200,
      body: { sha: done.data.pull.mergeSha, merged: true, message: "Pull Request successfully merged" },
    };
  }),
  route(`PUT ${one}/update-branch -> 202`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    updateBranch(call, repo, pullNamed(call));
    return {
      status: 202,
      body: {
        message: "Updating pull request branch.",
        url: `${repoUrl(repo, call)}/pulls/${call.params["pull_number"] ?? ""}`,
      },
    };
  }),
  route(
    `GET ${at}/commits/{ref}/pulls -> 200`,
    scopes.read,
    (call) => {
      const repo = repositoryOf(call);
      const sha = call.params["ref"] ?? "";
      const has = (pull: Pull): boolean => {
        const { head, common } = headsOf(call.world, repo, pull);
        return (
          pull.data.pull.mergeSha === sha ||
          commitsBetween(call.world, repo, common, head).some((each) => each.sha === sha)
        );
      };
      return pageOf(pullsOf(call.world, repo).filter(has), (each) => pullView(each, repo, call), undefined, call);
    },
    `${at}/commits/{commit_sha}/pulls`,
  ),
];

function isAsked({ data }: Pull, { request: { query } }: Call): boolean {
  const state = query.get("state") ?? "open";
  const head = query.get("head")?.replace(/^[^:]+:/, "") ?? data.pull.head;
  return (
    (state === "all" || data.state === state) &&
    head === data.pull.head &&
    (query.get("base") ?? data.pull.base) === data.pull.base
  );
}
