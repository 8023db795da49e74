import type { Call } from "../../../http/message.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import type { Data } from "../../../world/entity.ts";
import { fullName, repoUrl } from "../git/views.ts";
import type { Repository } from "../git/objects.ts";
import { label } from "../tables/label.ts";
import { isOwner } from "../rules/actors.ts";
import type { UserData } from "../types.ts";
import { simpleUser } from "../views/user-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { commentsOf } from "./comment-rows.ts";
import type { Issue } from "./issue-rows.ts";

/** A user by login, as other things name it; `null` for nobody. */
export function userView(login: string | null, call: Call): Data | null {
  const found = call.world.store.all<UserData>("github.user").find(({ data }) => data.login === login);
  return found ? simpleUser(found, call) : null;
}

/** What somebody is to the repository. */
export function associationOf(login: string, call: Call): "OWNER" | "MEMBER" {
  return isOwner(call.world, login) ? "OWNER" : "MEMBER";
}

/** Labels of an issue, as answers show them. */
export function labelsOf(issue: Issue, repo: Repository, call: Call): Data[] {
  const all = call.world.store.children("github.label", repo.key);
  const view = viewOf(label);
  return issue.data.labels.flatMap((name) => {
    const found = all.find(({ data }) => String(data["name"]).toLowerCase() === name.toLowerCase());
    return found ? [view(found as never, call)] : [];
  });
}

/** An issue, or a pull request as an issue (`issue`). */
export function issueView(issue: Issue, repo: Repository, call: Call): Data {
  const { data } = issue;
  const url = `${repoUrl(repo, call)}/issues/${String(data.number)}`;
  const html = htmlUrl(`${fullName(repo)}/${data.pull ? "pull" : "issues"}/${String(data.number)}`);
  const pull = `${repoUrl(repo, call)}/pulls/${String(data.number)}`;
  const assignees = data.assignees.map((each) => userView(each, call));
  return {
    id: data.id,
    node_id: nodeId(data.pull ? "PR" : "I", data.id),
    url,
    repository_url: repoUrl(repo, call),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    number: data.number,
    state: data.state,
    state_reason: data.reason,
    title: data.title,
    body: data.body,
    user: userView(data.author, call),
    labels: labelsOf(issue, repo, call),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: commentsOf(call.world, issue).length,
    closed_at: data.closedAt === null ? null : iso(data.closedAt),
    closed_by: userView(data.closedBy, call),
    created_at: iso(issue.created),
    updated_at: iso(issue.updated),
    author_association: associationOf(data.author, call),
    ...(data.pull
      ? {
          draft: data.pull.draft,
          pull_request: {
            url: pull,
            html_url: html,
            diff_url: `${html}.diff`,
            patch_url: `${html}.patch`,
            merged_at: data.pull.mergedAt === null ? null : iso(data.pull.mergedAt),
          },
        }
      : {}),
  };
}
